# SPDX-License-Identifier: EUPL-1.2
"""School years run from 1 August to 31 July; one is called by the calendar year in which it begins."""

from dataclasses import dataclass
from datetime import date

FIRST_MONTH = 8
FIRST, LAST = 2000, 2098


@dataclass(frozen=True)
class SchoolYear:
    begins: int

    @property
    def first_day(self) -> date:
        return date(self.begins, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.begins + 1, FIRST_MONTH - 1, 31)

    def __str__(self) -> str:
        return f"{self.begins}–{self.begins + 1}"


def year_of(day: date) -> SchoolYear:
    return SchoolYear(day.year if day.month >= FIRST_MONTH else day.year - 1)


def year_named(said: str) -> SchoolYear | None:
    """Read the year in which a school year begins; nothing when it is none of this century."""
    if not (said.isascii() and said.isdecimal() and len(said) == len("2026")):
        return None
    return SchoolYear(int(said)) if FIRST <= int(said) <= LAST else None
