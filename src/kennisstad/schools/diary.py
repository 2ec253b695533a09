# SPDX-License-Identifier: EUPL-1.2
"""A booking for a teacher's own calendar."""

from datetime import UTC
from urllib.parse import urlsplit

from django.utils.translation import get_language

from kennisstad.schools.models import Booking


def of_booking(booking: Booking, *, address: str) -> bytes:
    """Write the moment of a booking as iCalendar; cancelled once it is not booked any more.

    Args:
        address: the booking's own page.
    """
    # Late: a third of a second of every start, for what few processes ever write.
    from icalendar import Calendar, Event  # noqa: PLC0415

    moment, offer = booking.moment, booking.moment.offer
    calendar, event = Calendar(), Event()
    calendar.add("prodid", f"-//kennisstad//{get_language() or 'nl'}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"booking-{booking.pk}@{urlsplit(address).hostname}")
    event.add("dtstamp", (booking.ended_at or booking.made_at).astimezone(UTC))
    event.add("dtstart", moment.begins_at.astimezone(UTC))
    event.add("dtend", moment.ends_at.astimezone(UTC))
    event.add("summary", f"{offer} ({offer.partner.name})")
    event.add("url", address)
    event.add("status", {"booked": "CONFIRMED", "waiting": "TENTATIVE"}.get(booking.status, "CANCELLED"))
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
