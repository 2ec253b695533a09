# SPDX-License-Identifier: EUPL-1.2
"""Terms in which contacts with residents are counted: half years that follow the academic year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

FEBRUARY, SEPTEMBER = 2, 9


class Season(StrEnum):
    SPRING = "spring"
    AUTUMN = "autumn"


@dataclass(frozen=True, order=True)
class Term:
    """Spring is February to August, autumn September to January of the year after.

    Every institution's semesters and blocks fall in one of the two; a resident's year does too.
    """

    first_day: date

    @classmethod
    def of(cls, year: int, season: Season) -> Self:
        """Give a term by the year in which it begins."""
        return cls(date(year, FEBRUARY if season == Season.SPRING else SEPTEMBER, 1))

    @classmethod
    def named(cls, key: str) -> Self:
        """Read a key such as `2026-autumn`.

        Raises:
            ValueError: it is not written so.
        """
        if not (parts := re.fullmatch(r"((?:19|20)[0-9]{2})-(spring|autumn)", key)):
            raise ValueError(f"{key!r} is not a term.")
        return cls.of(int(parts[1]), Season(parts[2]))

    @property
    def season(self) -> Season:
        return Season.SPRING if self.first_day.month == FEBRUARY else Season.AUTUMN

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return self.first_day.year

    @property
    def key(self) -> str:
        return f"{self.year}-{self.season}"

    @property
    def last_day(self) -> date:
        return self.following.first_day - timedelta(days=1)

    @property
    def following(self) -> "Term":
        if self.season == Season.SPRING:
            return Term.of(self.year, Season.AUTUMN)
        return Term.of(self.year + 1, Season.SPRING)

    @property
    def before(self) -> "Term":
        if self.season == Season.AUTUMN:
            return Term.of(self.year, Season.SPRING)
        return Term.of(self.year - 1, Season.AUTUMN)


def term_of(day: date) -> Term:
    """Give the term that a day belongs to; January is the end of the autumn before."""
    if day.month < FEBRUARY:
        return Term.of(day.year - 1, Season.AUTUMN)
    return Term.of(day.year, Season.SPRING if day.month < SEPTEMBER else Season.AUTUMN)


def terms_between(first: date, last: date) -> Iterator[Term]:
    """Give each term that has a day from the first up to and including the last, in order."""
    term = term_of(first)
    while term.first_day <= last:
        yield term
        term = term.following
