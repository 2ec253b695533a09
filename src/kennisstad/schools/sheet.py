# SPDX-License-Identifier: EUPL-1.2
"""Tables that leave the site: reach for everybody, bookings for the organisation."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from kennisstad.lib.sheets import Row, csv_text
from kennisstad.schools.models import Booking
from kennisstad.schools.overview import Part, Reach

REACH = (
    "school_year", "district_code", "district", "sector", "schools", "schools_reached", "pupils_about",
    "pupils_enrolled",
)  # fmt: skip
BOOKINGS = (
    "begins_at", "status", "school", "brin", "class", "pupils", "booked_at", "teacher", "email", "phone",
    "language",
)  # fmt: skip


def reach_csv(reach: Reach) -> str:
    """Write reach per district and sector; a number of pupils that is too small to tell is "<5"."""
    return csv_text([REACH, *_reach_rows(reach)])


def _reach_rows(reach: Reach) -> Iterator[Row]:
    for district in reach.districts:
        area = district.area
        for sector, part in district.sectors:
            place = (area.code, area.name) if area else ("", "")
            yield (str(reach.year), *place, sector, part.schools, part.reached, _about(part), part.enrolled)


def _about(part: Part) -> str | int:
    return "<5" if part.about is None else part.about


def bookings_csv(bookings: Iterable[Booking]) -> str:
    """Write who booked; contact data that was deleted stays empty."""
    return csv_text([BOOKINGS, *(_booking_row(one) for one in bookings)])


def _booking_row(booking: Booking) -> Row:
    contact = getattr(booking, "contact", None)
    reached = (contact.name, contact.email, contact.phone) if contact else ("", "", "")
    return (
        timezone.localtime(booking.moment.begins_at).strftime("%Y-%m-%d %H:%M"),
        booking.status,
        booking.school_name,
        booking.school.brin if booking.school else "",
        booking.class_key,
        booking.pupils,
        timezone.localtime(booking.made_at).strftime("%Y-%m-%d %H:%M"),
        *reached,
        booking.language,
    )
