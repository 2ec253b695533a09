# SPDX-License-Identifier: EUPL-1.2
"""The example's coming themed year; days count from the day on which the example is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kennisstad.demo.files import DATA, Lang, Said
from kennisstad.demo.shapes import read


@dataclass(frozen=True)
class YearWords:
    name: str
    summary: str


@dataclass(frozen=True)
class DayEntry:
    in_days: int
    area: str
    subject: Said
    owner: str = ""


@dataclass(frozen=True)
class AskedEntry:
    """Somebody who waits for the desk's answer."""

    in_days: int
    owner: str
    plan: str


@dataclass(frozen=True)
class ComingYear:
    slug: str
    lasts_days: int
    texts: Mapping[Lang, YearWords]
    asked: AskedEntry
    days: tuple[DayEntry, ...]


@cache
def coming_year() -> ComingYear:
    return read(DATA / "year-coming.yaml", ComingYear)
