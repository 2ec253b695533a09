# SPDX-License-Identifier: EUPL-1.2
"""What an explanation consists of: facts without words, each of which can be checked by hand."""

from dataclasses import dataclass
from enum import StrEnum

from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.solution import Rule


class WhyKind(StrEnum):
    HELD = "held"
    """It is the team's place."""
    BY_HAND = "by-hand"
    """The team was placed by hand, elsewhere."""
    NOT_NEEDED = "not-needed"
    """The team likes its place as well or better."""
    LEVEL = "level"
    LANGUAGE = "language"
    WINDOW = "window"
    EXCLUDED = "excluded"
    CLOSED = "closed"
    """The question runs with at least `of` teams; `number` would rather have had it, this one among them."""
    NEEDED = "needed"
    """The team is needed where it is: its question or supervisor has `number` and must have `of`."""
    URGENT = "urgent"
    """There is room, but the team works on a question that is more urgent."""
    FULL = "full"
    """All seats of the question are taken."""
    SUPERVISOR = "supervisor"
    """The question has a seat, its supervisor has none."""
    ASKER = "asker"
    DISTRICT = "district"
    COURSE = "course"
    UNEXPLAINED = "unexplained"
    """Nothing that the rules and the policy say keeps the team from it: the plan has a fault."""


class By(StrEnum):
    """By what a team sits where another would rather sit."""

    HAND = "hand"
    PRIORITY = "priority"
    LOT = "lot"
    EQUAL = "equal"
    """It stands equal, and lots decide nothing in this instance."""
    BEHIND = "behind"
    """It stands behind, but its leaving would not make the place free: see the rule."""
    WHOLE = "whole"
    """The policy looks at the plan as a whole and not at who stands before whom."""


class Verdict(StrEnum):
    """What the policy thinks of an exchange."""

    SMALLER = "smaller"
    """A team fewer would have a place."""
    WORSE = "worse"
    EQUAL = "equal"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Holder:
    """A team that sits where another would rather sit."""

    team: str
    by: By
    rank: int | None
    """Of its wishes; nothing if it was placed by hand outside them."""
    lot: int
    rule: Rule | None = None
    """If it stands behind: what would be broken if it left."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The mildest exchange with one holder that would give the team its wish."""

    team: str
    """Who would leave."""
    to: str
    """The best place that is then left for it; “” for none."""
    to_rank: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    question: str
    kind: WhyKind
    rank: int = 0
    rule: Rule | None = None
    """The rule that stands in the way, if one does."""
    number: int = 0
    """What counts for that rule now."""
    of: int = 0
    """What it allows."""
    reason: str = ""
    """Why the pair was excluded, in a coordinator's words."""
    holders: tuple[Holder, ...] = ()
    exchange: Exchange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    team: str
    policy: Policy
    seed: int
    lot: int
    teams: int
    """How many lots were drawn."""
    question: str = ""
    """The team's place; “” for none."""
    is_by_hand: bool = False
    whys: tuple[Why, ...] = ()
    """One for each wish, best first."""
