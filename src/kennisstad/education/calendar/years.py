# SPDX-License-Identifier: EUPL-1.2
"""A school year as an institution, a faculty or a level keeps it: published, from OEAPI, or expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kennisstad.education.calendar.foretelling import foretell
from kennisstad.education.calendar.terms import Term, TermKind


class Origin(StrEnum):
    FORM = "form"
    FILE = "file"
    OEAPI = "oeapi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    year: int
    """In which it begins: 2026 is 2026-27."""
    terms: tuple[Term, ...]
    origin: Origin
    source: str = ""
    """Where whoever filled it in, or the file, has it from."""
    version: int = 1
    id: int | None = None
    """Of the calendar on file; none when it is read from OEAPI or foretold."""
    department_id: int | None = None
    level: str = ""
    """Of which part of the institution; of the whole when it names none."""
    expected: bool = False
    """Foretold from the year before: nobody has published it yet."""


NOT_IN_OEAPI = (TermKind.HOLIDAY, TermKind.EXCEPTION)


def with_expected(known: Mapping[int, Year], years: Iterable[int]) -> dict[int, Year]:
    """Give each of these years that is known, or else foretold from the year before when that is known.

    OEAPI knows semesters and blocks alone: the holidays and exceptions of such a year are foretold.
    """
    found: dict[int, Year] = {}
    for year in years:
        now, before = known.get(year), known.get(year - 1)
        later = foretell(before.terms) if before else []
        if now and now.origin is Origin.OEAPI:
            added = [term for term in later if term.kind in NOT_IN_OEAPI]
            found[year] = replace(now, terms=(*now.terms, *added))
        elif now:
            found[year] = now
        elif before:
            found[year] = replace(before, year=year, terms=tuple(later), id=None, expected=True)
    return found
