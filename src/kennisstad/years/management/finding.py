# SPDX-License-Identifier: EUPL-1.2
"""What the commands of themed years are told: a year and a day."""

from django.core.management.base import CommandError

from kennisstad.lib.files import shown
from kennisstad.years.models import Adoption, Day, Year
from kennisstad.years.queries import day_named, day_on, year_with


def year_called(slug: str) -> Year:
    if (found := year_with(slug)) is None:
        raise CommandError(f"There is no themed year {shown(slug)}.")
    return found


def day_called(slug: str, on: str) -> Day:
    year, day = year_called(slug), day_named(on)
    if day is None:
        raise CommandError(f"{shown(on)} is not a day. Write it as 2027-04-15.")
    if (found := day_on(year, day)) is None:
        raise CommandError(f"{slug} has no day {day}.")
    return found


def asked_for(slug: str, on: str) -> Adoption:
    """Find who asks for a day.

    Raises:
        CommandError: there is no such day, or nobody waits for an answer about it.
    """
    day = day_called(slug, on)
    if (found := day.adoptions.waiting().first()) is None:
        raise CommandError(f"Nobody waits for an answer about {day.on}.")
    return found
