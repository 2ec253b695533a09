# SPDX-License-Identifier: EUPL-1.2
"""What an allocation ends in: a plan with what is proven of it, or the rules that clash."""

from dataclasses import dataclass
from enum import StrEnum

from kennisstad.rounds.allocation.instance import Plan, Policy


class LimitKind(StrEnum):
    """The rules that hold in every plan, whatever the policy."""

    ACCEPTABLE = "acceptable"
    """A team works on a question that it wished for, or was placed with by hand."""
    QUESTION_LOWER = "question-lower"
    QUESTION_UPPER = "question-upper"
    SUPERVISOR_LOWER = "supervisor-lower"
    SUPERVISOR_UPPER = "supervisor-upper"
    COURSE = "course"
    LEVEL = "level"
    LANGUAGE = "language"
    WINDOW = "window"
    ASKER = "asker"
    DISTRICT = "district"
    EXCLUDED = "excluded"
    FIXED = "fixed"
    STABLE = "stable"
    """Under `stable` alone: no pair blocks the plan, as `solve` defines it."""


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """One rule of one record: the seats of question q3, the load of district d1, the place of team t2."""

    kind: LimitKind
    id: str
    other: str = ""
    """The question, where a rule is about a team and a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    policy: Policy
    seed: int
    plan: Plan
    size: int
    """Placed teams."""
    cost: int
    """The sum of ranks; a team placed by hand outside its wishes counts no rank."""
    profile: tuple[int, ...]
    """Teams with their first wish, their second, …; as long as the longest list of wishes."""
    gap: float = 0.0
    """0 when proven best; else how far the first aim that is not proven may be from its bound, as a share."""
    unproven: str = ""
    """Which aim the gap is about: `size`, `weight`, `rank 3`, …; empty when proven best."""


class NoPlan(Exception):
    """No plan keeps all the rules; `clash` holds a smallest set that cannot be kept together."""

    def __init__(self, clash: tuple[Rule, ...]) -> None:
        super().__init__(", ".join(f"{rule.kind} {rule.id}".strip() for rule in clash))
        self.clash = clash


class Undecided(Exception):
    """The time given ended before a plan was found, or was proven not to be."""
