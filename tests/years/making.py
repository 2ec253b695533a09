# SPDX-License-Identifier: EUPL-1.2
"""Themed years, days and who asks for them, for tests."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from kennisstad.years import actions
from kennisstad.years.models import Adoption, Day, DayText, Year, YearText
from tests.making import MONDAY

TOMORROW = MONDAY.date() + timedelta(days=1)
_numbers = count(1)


def make_year(
    slug: str = "", *, starts_on: date = date(2026, 1, 1), ends_on: date = date(2096, 12, 31)
) -> Year:
    """Make a year; a very long one when nothing is said, so that a day ahead of any test's clock fits in."""
    year = Year.objects.create(slug=slug or f"jaar-{next(_numbers)}", starts_on=starts_on, ends_on=ends_on)
    YearText.objects.create(year=year, language="nl", name="Jaar van de wijk", summary="Elke dag iets.")
    YearText.objects.create(
        year=year, language="en", name="Year of the district", summary="Something each day."
    )
    return year


def make_day(year: Year | None = None, on: date = TOMORROW, *, subject: str = "Water", **fields: Any) -> Day:
    day = Day.objects.create(year=year or make_year(), on=on, **fields)
    DayText.objects.create(day=day, language="nl", subject=subject, about="Over water in de straat.")
    DayText.objects.create(
        day=day, language="en", subject=f"{subject} (en)", about="About water in the street."
    )
    return day


def ask_for(day: Day, **fields: Any) -> Adoption:
    """Ask for a day as a visitor does."""
    values: dict[str, Any] = {"key": uuid4(), "owner": "Buurthuis De Hoek", "plan": "Wij koken samen."}
    values |= {"email": "hoek@example.org", "language": "nl", "at": MONDAY}
    return actions.ask_for(day, **values | fields)


def make_adoption(day: Day | None = None, **fields: Any) -> Adoption:
    """Make somebody who waits for an answer about a day that lies ahead of any clock."""
    return ask_for(day or make_day(on=date(2090, 4, 15)), **fields)
