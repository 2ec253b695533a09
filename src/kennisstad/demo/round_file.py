# SPDX-License-Identifier: EUPL-1.2
"""What the example's rounds say: what takes part, which teams wanted what, and on which days it happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kennisstad.demo.files import DATA, Lang
from kennisstad.demo.shapes import read


@dataclass(frozen=True)
class TitleAndExplanation:
    title: str
    explanation: str


@dataclass(frozen=True)
class PartEntry:
    """A question by its key in the road files, and how many teams it takes."""

    question: str
    upper: int
    lower: int = 0


@dataclass(frozen=True)
class TeamEntry:
    """A team of one course; `wishes` holds places in the list of questions, the most wanted first."""

    name: str
    course: str
    wishes: tuple[int, ...]


@dataclass(frozen=True)
class RoundEntry:
    """A round that was published; `organiser` is the institution that all its courses are of."""

    key: str
    organiser: str
    policy: Literal["stable", "greedy", "generous", "cheapest", "urgent"]
    seed: int
    most_wishes: int
    opened_days_ago: int
    closed_days_ago: int
    published_days_ago: int
    appeals_in_days: int
    texts: Mapping[Lang, TitleAndExplanation]
    courses: tuple[str, ...]
    questions: tuple[PartEntry, ...]
    teams: tuple[TeamEntry, ...]


@dataclass(frozen=True)
class RoundsFile:
    rounds: tuple[RoundEntry, ...]


@cache
def rounds() -> tuple[RoundEntry, ...]:
    return read(DATA / "rounds.yaml", RoundsFile).rounds
