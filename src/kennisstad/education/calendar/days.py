# SPDX-License-Identifier: EUPL-1.2
"""Count the days on which people work."""

from collections.abc import Collection
from datetime import date, timedelta

from kennisstad.education.calendar.holidays import public_days

FRIDAY = 5


def working_days(from_day: date, until_day: date, free: Collection[date] = ()) -> int:
    """Count Mondays to Fridays that are no public holiday and not `free`, both ends counted in.

    Nothing when `until_day` is before `from_day`. Cost: one step per free day, not per day.
    """
    if until_day < from_day:
        return 0
    off = {day for day in (*free, *public_days(from_day, until_day)) if from_day <= day <= until_day}
    return _weekdays(from_day, until_day) - sum(1 for day in off if day.isoweekday() <= FRIDAY)


def _weekdays(from_day: date, until_day: date) -> int:
    weeks, rest = divmod((until_day - from_day).days + 1, 7)
    tail = (until_day - timedelta(days=n) for n in range(rest))
    return weeks * FRIDAY + sum(1 for day in tail if day.isoweekday() <= FRIDAY)


def working_day_after(day: date, number: int) -> date:
    """Give the working day that comes so many working days after a day; with 0 the day itself.

    Cost: one step per day between.
    """
    while number > 0:
        day += timedelta(days=1)
        number -= working_days(day, day)
    return day
