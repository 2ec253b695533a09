# SPDX-License-Identifier: EUPL-1.2
"""Whose school year holds where: that of the faculty, else of the level, else of the institution."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kennisstad.education.calendar.terms import Term, TermKind, days_off, order
from kennisstad.education.calendar.years import Year

Years = Mapping[int, Year]
MOST_OF = 0.5
"""A course is of a term when they share more than this part of the days that either of them has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A whole institution, or a department or level of it that keeps its own school year."""

    partner_id: int
    department_id: int | None = None
    level: str = ""

    @property
    def whole(self) -> Self:
        return type(self)(self.partner_id)


def steps(place: Place, *, exempt: bool) -> list[Place]:
    """Give every place of which the calendar may hold for this one, the nearest first.

    Args:
        exempt: its department does not follow the calendar of its institution.
    """
    own = [place, Place(place.partner_id, place.department_id)]
    around = [] if exempt else [Place(place.partner_id, level=place.level), place.whole]
    return list(dict.fromkeys([*own, *around]))


def held(calendars: Mapping[Place, Years], place: Place, *, exempt: bool) -> dict[int, Year]:
    """Give each school year as the nearest calendar has it, foretold ones too.

    A faculty that had its own year is likely to have its own again: what it is expected to do goes before
    what its institution has published.
    """
    found: dict[int, Year] = {}
    for step in reversed(steps(place, exempt=exempt)):
        found.update(calendars.get(step, {}))
    return dict(sorted(found.items()))


def free_days(calendars: Mapping[Place, Years], from_day: date, until_day: date) -> dict[Place, set[date]]:
    """Give per place the days from one to another, both counted in, that its holidays and exceptions take."""
    known: dict[tuple[int, ...], set[date]] = {}
    found: dict[Place, set[date]] = {}
    for place, years in calendars.items():
        # Most parts of an institution follow the very same calendars: those are counted out once.
        same = tuple(id(year) for year in years.values())
        if same not in known:
            terms = (term for year in years.values() for term in year.terms)
            known[same] = days_off(terms, from_day, until_day)
        found[place] = known[same]
    return found


def term_of(starts: date, ends: date, years: Iterable[Year]) -> Term | None:
    """Find the semester or block in which something on these days is given: the one most like it."""
    named = [
        term
        for year in years
        for term in year.terms
        # Most terms of some years fall outside these days: that is the quickest to see.
        if term.starts <= ends
        and starts <= term.ends
        and term.kind in (TermKind.SEMESTER, TermKind.BLOCK)
        and term.names
    ]
    best = max(sorted(named, key=order), key=lambda term: _likeness(starts, ends, term), default=None)
    return best if best and _likeness(starts, ends, best) > MOST_OF else None


def _likeness(starts: date, ends: date, term: Term) -> float:
    """Say which share of the days that either has is of both."""
    both = (min(ends, term.ends) - max(starts, term.starts)).days + 1
    either = (max(ends, term.ends) - min(starts, term.starts)).days + 1
    return max(0, both) / either
