# SPDX-License-Identifier: EUPL-1.2
"""Count in months of the calendar."""

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of that month when it is shorter.

    Args:
        months: below zero for so many months before.
    Raises:
        OverflowError: that is before the year 1 or after 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("There is no such day in the calendar.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
