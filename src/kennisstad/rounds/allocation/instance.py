# SPDX-License-Identifier: EUPL-1.2
"""What an allocation starts from: teams with wishes, questions with seats, and the limits around them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Tiers = tuple[tuple[str, ...], ...]
"""Ids from most to least wanted; ids in one tuple are wanted equally, and no id stands twice."""
Plan = dict[str, str]
"""The question of every placed team; teams without a place are left out."""


class Policy(StrEnum):
    STABLE = "stable"
    """No team and question would both rather have each other; of those plans, one that places most."""
    GREEDY = "greedy"
    """Most placed; then most first wishes, then most second wishes, and so on."""
    GENEROUS = "generous"
    """Most placed; then fewest last wishes, then fewest of the last but one, and so on."""
    CHEAPEST = "cheapest"
    """Most placed; then the smallest sum of ranks."""
    URGENT = "urgent"
    """Most placed; then the most weight of the questions that teams work on; then as generous."""


class CapKind(StrEnum):
    ASKER = "asker"
    """Teams that one asker can receive at a time."""
    DISTRICT = "district"
    """Visits, interviews and the like that one district can bear in this term."""


class Ties(StrEnum):
    LOTS = "lots"
    """Lots drawn from the seed put teams that stand equal in a priority in an order, before anything else."""
    OPEN = "open"
    """Teams that stand equal in a priority stay equal: it decides nothing between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: str
    wishes: Tiers
    """Question ids; a wish ranks by the place of its tuple, from 1. What is left out is unacceptable."""
    course: str = ""
    """The course edition it belongs to; empty where the instance has none."""
    level: str = ""
    languages: tuple[str, ...] = ()
    """What it works in; empty for any."""
    fixed: str | None = None
    """The question it was placed with by hand, beforehand; it need not be among its wishes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    id: str
    lower: int = 0
    upper: int = 1
    """Teams: at least `lower`, or none at all where the instance allows closures; at most `upper`."""
    supervisor: str = ""
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """What it can be worked on in; empty for any. One in common with the team is enough."""
    needed_by: date | None = None
    """A team whose course edition ends after this day is too late."""
    asker: str = ""
    districts: tuple[str, ...] = ()
    load: int = 0
    """What each team that works on it weighs on each of its districts, in contacts with residents."""
    weight: int = 0
    """How urgent it is, 0 or more; counts once for every team that works on it, under `urgent` alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervisor:
    id: str
    lower: int = 0
    target: int = 0
    upper: int | None = None
    """Teams over all its questions; nothing is no limit. Without a target, leave it 0."""
    priority: Tiers = ()
    """Team ids; a team left out comes after all that are named, and equal to the others left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course edition that teams belong to."""

    id: str
    upper: int | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """At most `upper` over the questions of one asker (teams) or one district (load)."""

    kind: CapKind
    id: str
    upper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A pair that must not be, and why, in a coordinator's words."""

    team: str
    question: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Everything that a plan depends on, besides policy and seed; see `checking.check` for what must hold."""

    teams: tuple[Team, ...]
    questions: tuple[Question, ...]
    supervisors: tuple[Supervisor, ...] = ()
    courses: tuple[Course, ...] = ()
    caps: tuple[Cap, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    closures: bool = True
    """Whether a question whose lower bound cannot be met may stay empty."""
    ties: Ties = Ties.LOTS
