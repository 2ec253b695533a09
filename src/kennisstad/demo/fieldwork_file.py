# SPDX-License-Identifier: EUPL-1.2
"""What the example's studies ask of residents; days count from the day on which the example is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kennisstad.demo.files import DATA, Said
from kennisstad.demo.shapes import read

Kind = Literal["visit", "interview", "survey", "doors"]


@dataclass(frozen=True)
class LimitEntry:
    area: str
    threshold: int
    rest_days: int


@dataclass(frozen=True)
class PauseEntry:
    """A pause that begins on the day of loading."""

    area: str
    ends_in_days: int
    reason: Said


@dataclass(frozen=True)
class StudyEntry:
    """A study outside the platform; `starts_days_ago` is below zero for days ahead."""

    partner: str
    study: str
    kind: Kind
    area: str
    starts_days_ago: int
    ends_in_days: int
    number: int
    number_done: int | None = None


@dataclass(frozen=True)
class PlanEntry:
    """What a project plans to ask from the day of loading on."""

    project: str
    kind: Kind
    area: str
    ends_in_days: int
    number: int


@dataclass(frozen=True)
class FieldworkFile:
    norms: Mapping[str, int]
    limits: tuple[LimitEntry, ...]
    pauses: tuple[PauseEntry, ...]
    studies: tuple[StudyEntry, ...]
    plans: tuple[PlanEntry, ...]


@cache
def fieldwork() -> FieldworkFile:
    return read(DATA / "fieldwork.yaml", FieldworkFile)
