# SPDX-License-Identifier: EUPL-1.2
"""Days of the next school year, foretold from those of this one."""

import re
from datetime import date, timedelta

FIRST_MONTH = 8
"""A school year begins on 1 August: before every institution's first day, after its last."""

_YEARS = re.compile(r"\b(20\d\d)([-–/])(20)?(\d\d)\b")


def school_year(day: date) -> int:
    """Give the year in which the school year of this day began: 2026 is 2026-27."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def a_year_later(day: date) -> date:
    """Give the same weekday of the same ISO week, one year on.

    A year of 53 weeks is followed by one of 52; its week 53 becomes week 1 of the year after that, so that
    a break over New Year stays a break over New Year. Later days never become earlier ones.
    """
    return day + timedelta(weeks=weeks_in(day.isocalendar().year))


def weeks_in(year: int) -> int:
    """Give the number of ISO weeks of a year, 52 or 53: 28 December is always in the last."""
    return date(year, 12, 28).isocalendar().week


def same_date_later(day: date) -> date:
    """Give the same date one year on; of 29 February the day before 1 March."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


def named_later(name: str) -> str:
    """Give a term's name one year on: “Block 1, 2026-2027” becomes “Block 1, 2027-2028”."""
    return _YEARS.sub(_next, name)


def _next(found: re.Match[str]) -> str:
    first, dash, century, last = int(found[1]), found[2], found[3] or "", int(found[4])
    if (first + 1) % 100 != last:
        return found[0]
    return f"{first + 1}{dash}{century}{(last + 1) % 100:02}"
