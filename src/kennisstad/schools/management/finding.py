# SPDX-License-Identifier: EUPL-1.2
"""What the commands about offers are told: an offer, a booking, a school year."""

from datetime import datetime

from django.core.management.base import CommandError
from django.utils import timezone

from kennisstad.lib.files import shown
from kennisstad.schools.models import Booking, Offer
from kennisstad.schools.school_years import SchoolYear, year_named, year_of

MOST_DIGITS = 18


def offer_named(said: str) -> Offer:
    """Find an offer by its number or its key.

    Raises:
        CommandError: there is none.
    """
    number = _number(said)
    found = Offer.objects.whole().filter(**({"key": said} if number is None else {"pk": number})).first()
    if found is None:
        raise CommandError(f"There is no offer {shown(said)}. `kennisstad offer list` names them.")
    return found


def booking_named(said: str) -> Booking:
    """Find a booking by its number.

    Raises:
        CommandError: there is none.
    """
    number, known = _number(said), Booking.objects.select_related("moment__offer__partner", "contact")
    booking = None if number is None else known.filter(pk=number).first()
    if booking is None:
        raise CommandError(f"There is no booking {shown(said)}. `kennisstad booking list` names them.")
    return booking


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS else None


def year_meant(said: str, at: datetime) -> SchoolYear:
    """Read the school year that is meant: the one of today when nothing is said.

    Raises:
        CommandError: it is no year.
    """
    if not said:
        return year_of(timezone.localdate(at))
    if (year := year_named(said)) is None:
        raise CommandError(
            f"{shown(said)} is not a school year. Write the year in which it begins, such as 2026."
        )
    return year
