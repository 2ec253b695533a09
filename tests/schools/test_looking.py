# SPDX-License-Identifier: EUPL-1.2
"""A booking without a proof holds no seat, and writes to no teacher, until somebody looked."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kennisstad.mail.models import Letter
from kennisstad.schools import actions
from kennisstad.schools.models import Booking, Moment
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY
from tests.neighbourhoods.making import make_city
from tests.proving import proven
from tests.schools.making import make_booking, make_moment

pytestmark = pytest.mark.django_db


def letters() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("to", flat=True))


def status_of(booking: Booking) -> str:
    booking.refresh_from_db()
    return str(booking.status)


def test_it_takes_no_seat_and_no_place_in_line_and_our_own_desk_hears_of_it():
    make_city(email="loket@example.org")
    moment = make_moment(seats=30)

    unseen = make_booking(moment, 30, look_first=True)
    quicker = make_booking(moment, 30)
    counted = Moment.objects.with_room().get()

    assert (unseen.status, quicker.status) == ("unseen", "booked")
    assert (counted.pupils_booked, counted.classes_waiting) == (30, 0)
    assert letters() == ["loket@example.org", quicker.contact.email]


@pytest.mark.parametrize(("others", "status"), [(0, "booked"), (30, "waiting")])
def test_let_through_it_gets_its_seats_or_a_place_in_line_and_its_letter(others, status):
    moment = make_moment(seats=30)
    unseen = make_booking(moment, 30, look_first=True)
    if others:
        make_booking(moment, others)
    Letter.objects.all().delete()

    actions.let_through(unseen, by=None, at=MONDAY)

    assert (status_of(unseen), letters()) == (status, [unseen.contact.email])


def test_who_waits_does_not_move_up_behind_it_but_past_it():
    moment = make_moment(seats=30)
    first = make_booking(moment, 30)
    unseen = make_booking(moment, 30, look_first=True)
    waiting = make_booking(moment, 30)

    actions.cancel(first, at=MONDAY)

    assert (status_of(unseen), status_of(waiting)) == ("unseen", "booked")


def test_thrown_away_it_is_gone_and_nobody_hears_of_it():
    unseen = make_booking(make_moment(), look_first=True)

    actions.throw_away(unseen, by=None, at=MONDAY)

    assert (Booking.objects.count(), letters()) == (0, [])


@pytest.mark.parametrize("end", ["cancel", "call off", "lapse"])
def test_however_it_ends_unseen_no_letter_leaves(end):
    moment = make_moment()
    unseen = make_booking(moment, look_first=True)

    match end:
        case "cancel":
            actions.cancel(unseen, at=MONDAY)
        case "call off":
            actions.call_off(moment, by=None, at=MONDAY)
        case "lapse":
            actions.keep_up(moment.begins_at - timedelta(hours=1))

    assert (status_of(unseen), letters()) == ("cancelled" if end == "cancel" else "lapsed", [])


@pytest.mark.parametrize("step", [actions.let_through, actions.throw_away])
def test_nobody_looks_twice_or_when_it_is_over(step):
    moment = make_moment()
    booked, looked_at = make_booking(moment, 1), make_booking(moment, 1, look_first=True)
    actions.let_through(looked_at, by=None, at=MONDAY)

    for one in (booked, looked_at):
        with pytest.raises(NotNow):
            step(one, by=None, at=MONDAY)


def test_what_has_begun_or_was_called_off_lets_nobody_in():
    moment = make_moment()
    unseen = make_booking(moment, look_first=True)

    with pytest.raises(NotNow):
        actions.let_through(unseen, by=None, at=moment.begins_at)


@pytest.mark.parametrize("with_proof", [True, False], ids=["proof", "no proof"])
def test_whoever_finds_it_full_waits_with_the_same_proof(client, with_proof):
    moment = make_moment(at=timezone.now(), seats=30)
    address = reverse("schools:book", args=[moment.offer_id, moment.pk])
    filled = {"key": str(uuid.uuid4()), "school": "De Brug", "group": "po-5", "pupils": "20", "name": "Juf"}
    filled |= {"email": "juf@example.org"} | (proven("schools.book") if with_proof else {})
    make_booking(moment, 30, at=timezone.now())

    answers = [client.post(address, filled), client.post(address, filled | {"wait": "1"})]

    booking = Booking.objects.get(contact__email="juf@example.org")
    page = client.get(answers[-1]["Location"]).content.decode()
    if with_proof:
        assert ([one.status_code for one in answers], booking.status) == ([409, 302], "waiting")
    else:
        assert ([one.status_code for one in answers], booking.status) == ([302, 302], "unseen")
    assert ("Wij kijken eerst naar uw boeking" in page) == (not with_proof)
