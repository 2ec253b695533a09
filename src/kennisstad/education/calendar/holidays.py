# SPDX-License-Identifier: EUPL-1.2
"""Public holidays in the Netherlands, of any year."""

from datetime import date, timedelta
from enum import StrEnum

SUNDAY = 7


class Holiday(StrEnum):
    NEW_YEAR = "new-year"
    GOOD_FRIDAY = "good-friday"
    EASTER_MONDAY = "easter-monday"
    KINGS_DAY = "kings-day"
    LIBERATION_DAY = "liberation-day"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit-monday"
    CHRISTMAS = "christmas"
    SECOND_CHRISTMAS = "second-christmas"


def easter(year: int) -> date:
    """Give Easter Sunday in the Gregorian calendar, 1583 to 4099.

    Source: the anonymous computus, Nature 13, 1876, p. 487, as in Meeus, Astronomical Algorithms, chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * rest) // 433
    month = (h + rest - 7 * m + 90) // 25
    return date(year, month, (h + rest - 7 * m + 33 * month + 19) % 32)


def public_holidays(year: int) -> dict[Holiday, date]:
    """Give the holidays of a year, Sundays left out, in order.

    Source: Algemene termijnenwet, article 3, which counts Good Friday and 5 May along in every year.
    """
    sunday = easter(year)
    days = {
        Holiday.NEW_YEAR: date(year, 1, 1),
        Holiday.GOOD_FRIDAY: sunday - timedelta(days=2),
        Holiday.EASTER_MONDAY: sunday + timedelta(days=1),
        Holiday.KINGS_DAY: _kings_day(year),
        Holiday.LIBERATION_DAY: date(year, 5, 5),
        Holiday.ASCENSION: sunday + timedelta(days=39),
        Holiday.WHIT_MONDAY: sunday + timedelta(days=50),
        Holiday.CHRISTMAS: date(year, 12, 25),
        Holiday.SECOND_CHRISTMAS: date(year, 12, 26),
    }
    return dict(sorted(days.items(), key=lambda item: item[1]))


def _kings_day(year: int) -> date:
    day = date(year, 4, 27)
    # When it falls on a Sunday it is kept the day before.
    return day - timedelta(days=1) if day.isoweekday() == SUNDAY else day


def public_days(from_day: date, until_day: date) -> set[date]:
    """Give the public holidays from one day to another, both counted in."""
    years = range(from_day.year, until_day.year + 1)
    found = {day for year in years for day in public_holidays(year).values()}
    return {day for day in found if from_day <= day <= until_day}
