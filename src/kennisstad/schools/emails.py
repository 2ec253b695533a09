# SPDX-License-Identifier: EUPL-1.2
"""What we write to teachers: a file per letter and language, first the subject."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.mail.actions import write
from kennisstad.neighbourhoods.queries import brokers_or_desk, the_city
from kennisstad.schools.classes import CLASSES
from kennisstad.schools.following import code_of
from kennisstad.schools.models import Booking


def to_teacher(letter: str, booking: Booking, *, at: datetime, **more: Any) -> None:
    """Write to the teacher in the language in which they booked, as long as we know the address."""
    contact = getattr(booking, "contact", None)
    if contact is None:
        return
    moment = booking.moment
    with override(booking.language):
        code = code_of(booking.key, booking.code_digest)
        context = {
            "booking": booking,
            "moment": moment,
            "offer": moment.offer,
            "text": moment.offer.text_in(booking.language),
            "group": str(CLASSES[booking.class_key]),
            "page": _address("booking", code),
            "calendar": _address("booking_calendar", code),
            "others": _address("offer", moment.offer_id),
            "city": the_city(),
        }
    template = f"schools/emails/{{language}}/{letter}.txt"
    write(template, context | more, to=contact.email, language=booking.language, private=True, at=at)


def to_desk(letter: str, booking: Booking, *, at: datetime) -> None:
    """Tell the desk of the city that a booking waits to be looked at; who booked, it reads at the desk."""
    for email, language in brokers_or_desk():
        with override(language):
            offer = booking.moment.offer
            page = settings.SITE_ADDRESS + reverse("workspace:school_offer", args=[offer.pk])
        context = {"text": offer.text_in(language), "page": page, "city": the_city()}
        template = f"schools/emails/{{language}}/{letter}.txt"
        write(template, context, to=email, language=language, private=False, at=at)


def _address(name: str, *args: object) -> str:
    return settings.SITE_ADDRESS + reverse(f"schools:{name}", args=args)
