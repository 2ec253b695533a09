# SPDX-License-Identifier: EUPL-1.2
"""When the example's offers to schools take place and who comes; days count from the day of loading."""

from dataclasses import dataclass
from functools import cache

from kennisstad.demo.files import DATA
from kennisstad.demo.shapes import read


@dataclass(frozen=True)
class CameEntry:
    school: str
    group: str
    pupils: int


@dataclass(frozen=True)
class MomentEntry:
    """A day on which an offer takes place; `days_ago` is below zero for days ahead."""

    offer: str
    days_ago: int
    hour: int
    seats: int
    one_class: bool = False
    came: tuple[CameEntry, ...] = ()


@dataclass(frozen=True)
class SchoolDays:
    withdrawn: tuple[str, ...]
    moments: tuple[MomentEntry, ...]


@cache
def school_days() -> SchoolDays:
    return read(DATA / "school_days.yaml", SchoolDays)
