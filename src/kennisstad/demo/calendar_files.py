# SPDX-License-Identifier: EUPL-1.2
"""What the example's file of calendars says."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from kennisstad.demo.files import DATA
from kennisstad.demo.shapes import read
from kennisstad.education.calendar.foretelling import foretell
from kennisstad.education.calendar.terms import Term, TermKind


@dataclass(frozen=True)
class TermEntry:
    kind: str
    starts: date
    ends: date
    nl: str
    en: str
    same_date: bool = False

    @property
    def term(self) -> Term:
        names = {"nl": self.nl, "en": self.en}
        return Term(TermKind(self.kind), self.starts, self.ends, names, self.same_date)


@dataclass(frozen=True)
class CalendarEntry:
    """A school year of an institution, or of its department with this Dutch name."""

    partner: str
    year: int
    source: str
    terms: tuple[TermEntry, ...]
    department: str | None = None
    sessions: bool = False
    """Whether the institution's academic sessions are part of it."""

    def terms_of(self, year: int) -> list[Term]:
        """Give its terms as they were, or as they are foretold for a later year."""
        terms = [entry.term for entry in self.terms]
        for _year in range(self.year, year):
            terms = foretell(terms)
        return terms


@dataclass(frozen=True)
class ExemptEntry:
    partner: str
    department: str


@dataclass(frozen=True)
class CalendarsFile:
    calendars: tuple[CalendarEntry, ...]
    exempt: tuple[ExemptEntry, ...]


@cache
def calendars() -> CalendarsFile:
    return read(DATA / "calendars.yaml", CalendarsFile)
