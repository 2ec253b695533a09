# SPDX-License-Identifier: EUPL-1.2
"""The terms of a school year: semesters, blocks, holidays and exceptions, and what can be wrong with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kennisstad.education.calendar.shifting import school_year

MOST_TERMS = 80
"""Of one school year; a form with six fields for each stays within what the site takes."""
NAME_LENGTH = 140
LANGUAGES = ("nl", "en")
LONGEST = timedelta(days=366)
YEARS = range(2000, 2100)


class TermKind(StrEnum):
    SEMESTER = "semester"
    BLOCK = "block"
    HOLIDAY = "holiday"
    """Nobody works."""
    EXCEPTION = "exception"
    """The institution is open, but its usual timetable does not hold: exams, or no teaching."""


@dataclass(frozen=True, slots=True)
class Term:
    """Both days are counted in; `line` is where a file says it, or the row of a form."""

    kind: TermKind
    starts: date
    ends: date
    names: Mapping[str, str] = field(default_factory=dict)
    """Per language; one language is enough, and none is allowed."""
    same_date: bool = False
    """Falls on the same date every year, such as 3 October."""
    line: int = field(default=0, compare=False)
    expected: bool = field(default=False, compare=False)
    """Foretold: nobody has published it."""


class Wrong(StrEnum):
    EMPTY = "empty"
    TOO_MANY = "too-many"
    LONG_FILE = "long-file"
    BACKWARDS = "backwards"
    TOO_LONG = "too-long"
    FAR = "far"
    OUTSIDE = "outside"
    OVERLAP = "overlap"
    LONG_NAME = "long-name"
    NO_CALENDAR = "no-calendar"
    CUT_OFF = "cut-off"
    HEADING = "heading"
    HEADINGS = "headings"
    VALUES = "values"
    QUOTES = "quotes"
    NO_KIND = "no-kind"
    NO_DATE = "no-date"
    NO_START = "no-start"
    YES_OR_NO = "yes-or-no"
    REPEATS = "repeats"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong, where, and what to name when telling of it."""

    kind: Wrong
    line: int = 0
    other: int = 0
    """The line that this one overlaps with."""
    words: tuple[str, ...] = ()
    year: int = 0


class Unfit(Exception):
    """No calendar can be made of this; nothing of it is taken over."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(f"{len(flaws)} flaws")
        self.flaws = tuple(flaws)


def check(terms: Sequence[Term], year: int | None = None) -> list[Flaw]:
    """Find all that is wrong, by line; for `year` also whether each term begins in that school year."""
    if not terms:
        return [Flaw(Wrong.EMPTY)]
    if len(terms) > MOST_TERMS:
        return [Flaw(Wrong.TOO_MANY, words=(str(len(terms)), str(MOST_TERMS)))]
    found = [flaw for term in terms if (flaw := _flaw(term, year))]
    # Terms that end before they begin overlap with nothing that one could name.
    return sorted(found or overlaps(terms), key=lambda flaw: flaw.line)


def _flaw(term: Term, year: int | None) -> Flaw | None:
    if term.starts.year not in YEARS or term.ends.year not in YEARS:
        return Flaw(Wrong.FAR, term.line)
    if term.ends < term.starts:
        return Flaw(Wrong.BACKWARDS, term.line)
    if term.ends - term.starts > LONGEST:
        return Flaw(Wrong.TOO_LONG, term.line)
    if any(len(name) > NAME_LENGTH for name in term.names.values()):
        return Flaw(Wrong.LONG_NAME, term.line, words=(str(NAME_LENGTH),))
    if year is not None and school_year(term.starts) != year:
        return Flaw(Wrong.OUTSIDE, term.line, year=year)
    return None


def overlaps(terms: Iterable[Term]) -> Iterator[Flaw]:
    """Give each term that begins before the one of its kind that came before it has ended."""
    for some in by_kind(terms).values():
        longest = some[0]
        for term in some[1:]:
            if term.starts <= longest.ends:
                yield Flaw(Wrong.OVERLAP, term.line, longest.line, words=(term.kind,))
            longest = max(longest, term, key=lambda one: one.ends)


def by_kind(terms: Iterable[Term]) -> dict[TermKind, list[Term]]:
    """Give the terms of each kind, the first to begin first."""
    found: dict[TermKind, list[Term]] = {}
    for term in sorted(terms, key=order):
        found.setdefault(term.kind, []).append(term)
    return found


def order(term: Term) -> tuple[date, int, str]:
    """Sort by begin; of those that begin together the longest stands first: a semester before its block."""
    return term.starts, -(term.ends - term.starts).days, term.kind


def by_year(terms: Iterable[Term]) -> dict[int, list[Term]]:
    """Give the terms of each school year, by the day on which they begin."""
    found: dict[int, list[Term]] = {}
    for term in sorted(terms, key=order):
        found.setdefault(school_year(term.starts), []).append(term)
    return found


OFF = (TermKind.HOLIDAY, TermKind.EXCEPTION)
"""In exam weeks and weeks without teaching nobody has time for a question that comes in."""


def days_off(terms: Iterable[Term], from_day: date, until_day: date) -> set[date]:
    """Give the days of holidays and exceptions from one day to another, both counted in."""
    found = set[date]()
    for term in terms:
        if term.kind in OFF:
            first, last = max(term.starts, from_day), min(term.ends, until_day)
            found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return found
