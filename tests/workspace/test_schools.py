# SPDX-License-Identifier: EUPL-1.2
"""The desk of offers to schools: a teacher phones, and the desk cancels for the class."""

import pytest
from django.utils import timezone

from kennisstad.accounts.models import Role
from kennisstad.mail.models import Letter
from kennisstad.schools import actions
from kennisstad.schools.models import Booking
from tests.making import make_partner, make_user
from tests.schools.making import make_booking, make_moment, make_offer
from tests.website.making import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking():
    return make_booking(make_moment(at=timezone.now()), at=timezone.now(), school="De Brug")


def kwargs(booking):
    return {"pk": booking.moment.offer_id, "booking": booking.pk}


def test_a_booking_is_cancelled_after_asking_once_more(desk_of, booking):
    desk, letters = desk_of(make_user(Role.BROKER)), Letter.objects.count()
    offer = main(desk.see("school_offer", pk=booking.moment.offer_id))
    (link,) = [one for one in offer.all("a") if "De Brug" in one.text]

    asked = desk.client.get(link.attributes["href"])

    assert (asked.status_code, "De Brug" in main(asked).text) == (200, True)
    booking.refresh_from_db()
    assert (booking.status, Letter.objects.count()) == ("booked", letters)

    done = desk.press("school_cancel", **kwargs(booking))

    booking.refresh_from_db()
    assert (done.status_code, booking.status) == (302, "cancelled")
    assert Letter.objects.count() == letters + 1


def test_pressed_twice_it_is_cancelled_once_and_then_says_so(desk_of, booking):
    desk = desk_of(make_user(Role.BROKER))
    desk.press("school_cancel", **kwargs(booking))

    again, looked = (
        desk.press("school_cancel", **kwargs(booking)),
        desk.see("school_cancel", **kwargs(booking)),
    )

    assert (again.status_code, looked.status_code) == (409, 200)
    cancel = looked.request["PATH_INFO"]
    assert cancel not in [one.attributes.get("action") for one in main(looked).all("form")]
    assert Letter.objects.filter(subject__startswith="Afgezegd").count() == 1


def test_a_booking_stands_under_its_own_offer_alone(desk_of, booking):
    other = make_offer(make_partner("elsewhere"))
    desk = desk_of(make_user(Role.PARTNER_EDITOR, partner=other.partner))

    answer = desk.press("school_cancel", pk=other.pk, booking=booking.pk)

    assert (answer.status_code, Booking.objects.get().status) == (404, "booked")


def test_what_ended_has_no_link_to_cancel_it(desk_of, booking):
    actions.cancel(booking, at=timezone.now())

    page = main(desk_of(make_user(Role.BROKER)).see("school_offer", pk=booking.moment.offer_id))

    assert [one.text for one in page.all("a") if "De Brug" in one.text] == []
