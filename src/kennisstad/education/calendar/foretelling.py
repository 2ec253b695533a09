# SPDX-License-Identifier: EUPL-1.2
"""A school year that nobody has published yet, foretold from the one before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from kennisstad.education.calendar.holidays import public_holidays
from kennisstad.education.calendar.shifting import a_year_later, named_later, same_date_later
from kennisstad.education.calendar.terms import Term, TermKind, by_kind, order

SHORT = timedelta(days=4)
"""From the first to the last day of a holiday that moves as one with its feast: Good Friday to Easter."""


def foretell(terms: Iterable[Term]) -> list[Term]:
    """Give the terms of the year after.

    Weekdays and ISO weeks stay; what falls on the same date each year stays on its date; a short holiday with
    a public holiday in it moves with that. Where terms of a kind would then overlap, the earlier one is cut
    short, and one without a day left is dropped.
    """
    moved = [_moved(term) for term in terms]
    return sorted((term for some in by_kind(moved).values() for term in _cut(some)), key=order)


def _moved(term: Term) -> Term:
    names = {language: named_later(name) for language, name in term.names.items()}
    if term.same_date:
        starts, ends = same_date_later(term.starts), same_date_later(term.ends)
    elif shift := _shift_of_feast(term):
        starts, ends = term.starts + shift, term.ends + shift
    else:
        starts, ends = a_year_later(term.starts), a_year_later(term.ends)
    return replace(term, starts=starts, ends=ends, names=names, expected=True)


def _shift_of_feast(term: Term) -> timedelta | None:
    """Give by how much the first public holiday in a short holiday moves."""
    if term.kind is not TermKind.HOLIDAY or term.ends - term.starts > SHORT:
        return None
    for n in range((term.ends - term.starts).days + 1):
        day = term.starts + timedelta(days=n)
        for feast, of_feast in public_holidays(day.year).items():
            if day == of_feast:
                return public_holidays(day.year + 1)[feast] - day
    return None


def _cut(some: list[Term]) -> list[Term]:
    """Cut each term of one kind short where the next one begins."""
    begins = [term.starts for term in some[1:]] + [date.max]
    cut = [
        replace(term, ends=min(term.ends, after - timedelta(days=1)))
        for term, after in zip(some, begins, strict=True)
    ]
    return [term for term in cut if term.ends >= term.starts]
