# SPDX-License-Identifier: EUPL-1.2
"""Ten teachers press at once for the last seats: exactly one wins, the others are told."""

import threading
import uuid

import pytest

from kennisstad.mail.models import Letter
from kennisstad.schools import actions
from kennisstad.schools.actions import Full, Teacher, booking
from kennisstad.schools.models import Booking, Moment
from tests.citylab.test_races import at_once
from tests.making import MONDAY
from tests.schools.making import make_booking, make_moment

pytestmark = pytest.mark.django_db(transaction=True)
TEACHERS = 10


def pressing(moment, book, **told):
    def act(turn):
        values = {
            "key": uuid.UUID(int=turn + 1),
            "school": f"School {turn}",
            "class_key": "po-5",
            "pupils": 20,
            "teacher": Teacher("Juf", f"presser-{turn}@example.org"),
            "language": "nl",
            "wait": False,
            "at": MONDAY,
        }
        return book(Moment.objects.get(pk=moment.pk), **values | told)

    return act


def test_of_ten_at_once_for_the_last_seats_exactly_one_wins():
    moment = make_moment(seats=50)
    make_booking(moment, 30)

    outcomes = at_once(TEACHERS, pressing(moment, actions.book))

    assert sum(isinstance(outcome, Booking) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Full) for outcome in outcomes) == TEACHERS - 1
    assert (Booking.objects.count(), Letter.objects.count()) == (2, 2)


def test_ten_presses_of_one_form_are_one_booking():
    moment = make_moment(seats=500)

    outcomes = at_once(TEACHERS, pressing(moment, actions.book, key=uuid.UUID(int=77)))

    assert {outcome.pk for outcome in outcomes} == {Booking.objects.get().pk}


def test_seats_that_come_free_go_to_one_of_who_waits_and_who_comes():
    moment = make_moment(seats=20)
    first = make_booking(moment, 20)
    make_booking(moment, 20)

    def act(turn):
        if turn:
            return pressing(moment, actions.book)(turn)
        return actions.cancel(Booking.objects.get(pk=first.pk), at=MONDAY)

    at_once(4, act)

    assert Booking.objects.booked().filter(moment=moment).count() == 1


def test_without_the_lock_all_ten_would_be_booked(monkeypatch):
    """The negative control: without lock and transaction the fault appears, so the test above can fail."""
    moment, together = make_moment(seats=20), threading.Barrier(TEACHERS)
    look = booking.room_of

    def all_have_looked(looked_at):
        found = look(looked_at)
        together.wait()
        return found

    monkeypatch.setattr(booking, "hold", lambda moment: None)
    monkeypatch.setattr(booking, "room_of", all_have_looked)

    outcomes = at_once(TEACHERS, pressing(moment, actions.book.__wrapped__))

    assert sum(isinstance(outcome, Booking) for outcome in outcomes) == TEACHERS
    assert Booking.objects.booked().count() == TEACHERS
