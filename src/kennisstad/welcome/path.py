# SPDX-License-Identifier: EUPL-1.2
"""When each step of a newcomer's path is due. Plain Python.

Words: the anchor is the day from which a term is counted; a term is a number of days or whole months after
that day, or before it when the number is below zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kennisstad.lib.months import months_later

Fault = Literal["none", "arrival-too-early", "arrival-too-late", "departure-too-late", "departure-first"]
YEARS_BACK, YEARS_AHEAD, LONGEST_STAY = 20, 5, 60
"""How many years ago somebody came or how many ahead they come, and how many years they stay."""


@dataclass(frozen=True)
class Term:
    """By when something is due: `number` units after (or before) the anchor."""

    anchor: Literal["arrival", "departure"]
    number: int
    unit: Literal["day", "month"]


def fault_in(arrival: date | None, departure: date | None, today: date) -> Fault | None:
    """Say what is wrong with the days that somebody filled in, or nothing."""
    if arrival is None and departure is None:
        return "none"
    if arrival is not None and arrival.year < today.year - YEARS_BACK:
        return "arrival-too-early"
    if arrival is not None and arrival.year > today.year + YEARS_AHEAD:
        return "arrival-too-late"
    if departure is not None and departure.year > today.year + LONGEST_STAY:
        return "departure-too-late"
    if departure is not None and departure < (arrival or date(today.year - YEARS_BACK, 1, 1)):
        return "departure-first"
    return None


def due_on(term: Term | None, arrival: date | None, departure: date | None) -> date | None:
    """Give the last day of a term; nothing without a term or without the day it is counted from.

    Raises:
        OverflowError: there is no such day in the calendar.
    """
    if term is None:
        return None
    anchor = arrival if term.anchor == "arrival" else departure
    if anchor is None:
        return None
    return months_later(anchor, term.number) if term.unit == "month" else anchor + timedelta(term.number)


def days_left(due: date, today: date) -> int:
    """Give how many days are left, the last one included; below zero it was due so many days ago."""
    return (due - today).days


def first_due(days: Iterable[date | None], today: date) -> date | None:
    """Give the next day on which something is due."""
    return min((day for day in days if day is not None and day >= today), default=None)
