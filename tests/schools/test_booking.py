# SPDX-License-Identifier: EUPL-1.2
"""A teacher books, waits, moves up, cancels; the same press twice is one booking."""

import uuid
from datetime import timedelta

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.mail.models import Letter
from kennisstad.schools import actions
from kennisstad.schools.actions import Full, Teacher, keep_up
from kennisstad.schools.models import Booking, BookingStatus
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_user
from tests.schools.making import make_booking, make_moment, make_offer, make_school

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letters():
    return [(letter.to, letter.subject) for letter in Letter.objects.order_by("pk")]


def status(*bookings):
    return [Booking.objects.get(pk=one.pk).status for one in bookings]


def test_a_booking_is_kept_with_a_letter_and_a_line_in_the_journal():
    moment, school = make_moment(), make_school("De Brug")

    booking = make_booking(moment, 25, school=school, teacher=Teacher("Juf", "juf@example.org", "06"))

    assert (booking.status, booking.school_name, booking.pupils) == (BookingStatus.BOOKED, "De Brug", 25)
    assert (booking.contact.name, booking.contact.phone) == ("Juf", "06")
    assert letters() == [("juf@example.org", "Geboekt: Dino's meten")]
    assert Letter.objects.get().private
    assert list(Event.objects.order_by("-pk").values_list("kind", "facts")[:2]) == [
        ("offer.booked", {}),
        ("booking.booked", {"pupils": 25}),
    ]


def test_a_letter_is_in_the_language_of_the_booking_and_holds_its_code():
    booking = make_booking(make_moment(), language="en")

    letter = Letter.objects.get()
    assert letter.subject == "Booked: Measuring dinosaurs"
    assert "/en/schools/booking/book-" in letter.body
    assert "A pencil." in letter.body
    assert booking.code_digest not in letter.body


def test_pressed_twice_books_once():
    moment, key = make_moment(), uuid.uuid4()

    first = make_booking(moment, key=key)
    again = make_booking(moment, key=key)

    assert (again, Booking.objects.count(), len(letters())) == (first, 1, 1)


def test_whoever_comes_with_too_many_hears_what_is_left():
    moment = make_moment()
    make_booking(moment, 20)

    with pytest.raises(Full, match="10"):
        make_booking(moment, 11, wait=False)

    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "taken", "said"),
    [
        ("nl", 29, "Er is nog 1 plaats, en u komt met 28 leerlingen."),
        ("nl", 28, "Er zijn nog 2 plaatsen, en u komt met 28 leerlingen."),
        ("en", 29, "There is 1 place left, and you come with 28."),
        ("en", 28, "There are 2 places left, and you come with 28."),
    ],
)
def test_one_place_left_is_said_as_one(language, taken, said):
    moment = make_moment()
    make_booking(moment, taken)

    with override(language), pytest.raises(Full, match=said):
        make_booking(moment, 28, wait=False)


def test_who_cancels_makes_room_for_the_first_that_fits():
    moment = make_moment()
    first, large, small = (make_booking(moment, pupils) for pupils in (25, 28, 5))
    next_one = make_booking(moment, 24)
    assert status(first, large, small, next_one) == ["booked", "waiting", "booked", "waiting"]

    actions.cancel(first, at=MONDAY + DAY)

    assert status(first, large, small, next_one) == ["cancelled", "waiting", "booked", "booked"]
    assert [subject for _to, subject in letters()[-2:]] == [
        "Afgezegd: Dino's meten",
        "Er is plaats: Dino's meten",
    ]
    assert letters()[-1][0] == next_one.contact.email


def test_the_desk_cancels_for_a_teacher_who_hears_who_did_it():
    moment, broker = make_moment(seats=30), make_user(Role.BROKER)
    first = make_booking(moment, 30, teacher=Teacher("A", "a@example.org"))
    waits = make_booking(moment, 30, teacher=Teacher("B", "b@example.org"), language="en")

    actions.cancel_for_teacher(first, by=broker, at=MONDAY + DAY)

    assert status(first, waits) == ["cancelled", "booked"]
    assert letters()[2:] == [
        ("a@example.org", "Afgezegd: Dino's meten"),
        ("b@example.org", "There is a place: Measuring dinosaurs"),
    ]
    told = Letter.objects.get(subject="Afgezegd: Dino's meten")
    assert f"{moment.offer.partner.name} deed dat voor u" in told.body
    assert list(Event.objects.order_by("pk").values_list("kind", "subject", "actor"))[-4:] == [
        ("booking.cancelled", f"booking:{first.pk}", broker.pk),
        ("offer.booked", f"offer:{moment.offer_id}", broker.pk),
        ("booking.moved-up", f"booking:{waits.pk}", None),
        ("offer.booked", f"offer:{moment.offer_id}", None),
    ]


@pytest.mark.parametrize("days", [0, 14])
def test_the_desk_cancels_no_booking_that_ended_and_none_on_the_day_itself(days):
    moment = make_moment(days=14)
    booking = make_booking(moment)
    if days == 0:
        actions.cancel(booking, at=MONDAY)
    before = letters()

    with pytest.raises(NotNow):
        actions.cancel_for_teacher(booking, by=None, at=MONDAY + days * DAY)

    assert (status(booking), letters()) == (["booked" if days else "cancelled"], before)


def test_who_moves_up_has_time_to_say_no():
    moment = make_moment(days=14)
    first, waiting = make_booking(moment, 30), make_booking(moment, 30)

    actions.cancel(first, at=MONDAY)

    body = Letter.objects.get(to=waiting.contact.email, subject__startswith="Er is plaats").body
    assert "vóór donderdag 26 november" in body


def test_nobody_moves_up_on_the_last_day():
    moment = make_moment(days=14)
    first, waiting = make_booking(moment, 30), make_booking(moment, 30)

    actions.cancel(first, at=moment.begins_at - timedelta(hours=24))

    assert status(waiting) == ["waiting"]


def test_cancelling_twice_is_refused():
    booking = make_booking(make_moment())
    actions.cancel(booking, at=MONDAY)

    with pytest.raises(NotNow):
        actions.cancel(booking, at=MONDAY)


def test_what_has_taken_place_cannot_be_cancelled():
    moment = make_moment()
    booking = make_booking(moment)

    with pytest.raises(NotNow):
        actions.cancel(booking, at=moment.begins_at)


def test_past_and_withdrawn_moments_are_refused():
    past, off, gone = make_moment(), make_moment(), make_moment()
    actions.call_off(off, by=None, at=MONDAY)
    actions.withdraw(gone.offer, by=None, at=MONDAY)

    for moment, at in ((past, past.book_until), (off, MONDAY), (gone, MONDAY)):
        with pytest.raises(NotNow) as refusal:
            make_booking(moment, at=at)
        assert not isinstance(refusal.value, Full)
    assert not Booking.objects.exists()


def test_a_class_that_can_never_fit_is_not_left_waiting():
    with pytest.raises(NotNow, match="30"):
        make_booking(make_moment(seats=30), 31)


def test_the_same_teacher_books_a_moment_once():
    moment, teacher = make_moment(), Teacher("Juf", "juf@example.org")
    make_booking(moment, 5, teacher=teacher)

    with pytest.raises(NotNow, match="mail"):
        make_booking(moment, 5, teacher=Teacher("Juf", "JUF@example.org"))


def test_an_offer_that_is_withdrawn_tells_who_booked_and_who_waits():
    offer = make_offer()
    moment = make_moment(offer)
    booked, waiting = make_booking(moment, 30), make_booking(moment, 30)

    told = actions.withdraw(offer, by=None, at=MONDAY)

    assert (told, status(booked, waiting)) == (2, ["cancelled", "lapsed"])
    assert [subject for _to, subject in letters()[-2:]] == ["Gaat niet door: Dino's meten"] * 2


def test_a_moment_that_is_called_off_is_told_once():
    moment = make_moment()
    make_booking(moment)

    assert actions.call_off(moment, by=None, at=MONDAY) == 1
    with pytest.raises(NotNow):
        actions.call_off(moment, by=None, at=MONDAY)


def test_teachers_are_reminded_once_some_days_before():
    moment = make_moment(days=14)
    make_booking(moment)

    told = [keep_up(moment.begins_at - timedelta(days=days)) for days in (5, 4, 3)]

    assert told == [0, 1, 0]
    assert letters()[-1][1] == "Binnenkort: Dino's meten"


def test_who_booked_only_now_needs_no_reminder():
    moment = make_moment(days=14)
    make_booking(moment, at=moment.begins_at - timedelta(days=3))

    assert keep_up(moment.begins_at - timedelta(days=2)) == 0


def test_waiting_ends_the_day_before():
    moment = make_moment(days=14)
    make_booking(moment, 30, at=moment.begins_at - timedelta(days=3))
    waiting = make_booking(moment, 30, at=moment.begins_at - timedelta(days=3))

    told = [keep_up(moment.begins_at - timedelta(hours=hours)) for hours in (25, 24, 23)]

    assert (told, status(waiting)) == ([0, 1, 0], ["lapsed"])
    assert letters()[-1] == (waiting.contact.email, "Geen plaats vrij: Dino's meten")
