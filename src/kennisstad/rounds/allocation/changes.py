# SPDX-License-Identifier: EUPL-1.2
"""What if: the same round with one thing changed, and what that would have changed for whom.

Nothing here solves: whoever asks hands the solver in.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Protocol

from kennisstad.rounds.allocation.compare import Comparison, compare
from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Exclusion, Instance, Plan, Policy
from kennisstad.rounds.allocation.solution import Solution


class Solve(Protocol):
    """Whatever finds the plan of a policy."""

    def __call__(self, instance: Instance, policy: Policy, *, seed: int) -> Solution: ...


@dataclass(frozen=True, slots=True)
class Effect:
    """What one more seat at a question would have changed."""

    question: str
    rather: int
    """Teams that would rather have the question than their place, and may."""
    comparison: Comparison


def with_seat(instance: Instance, question: str) -> Instance:
    """Give one question a seat more; its supervisor and all other limits stay as they are."""
    questions = (replace(q, upper=q.upper + 1) if q.id == question else q for q in instance.questions)
    return replace(instance, questions=tuple(questions))


def without_district(instance: Instance, district: str, reason: str = "") -> Instance:
    """Keep all teams off the questions of a district, also those placed there by hand.

    The questions stay in everyone's wishes, so that a second wish keeps being called a second wish.
    """
    shut = {question.id for question in instance.questions if district in question.districts}
    known = {(one.team, one.question) for one in instance.exclusions}
    pairs = ((t.id, q) for t in instance.teams for tier in t.wishes for q in tier if q in shut)
    return replace(
        instance,
        teams=tuple(replace(t, fixed=None) if t.fixed in shut else t for t in instance.teams),
        questions=tuple(replace(q, lower=0) if q.id in shut else q for q in instance.questions),
        exclusions=(
            *instance.exclusions,
            *(Exclusion(team=t, question=q, reason=reason) for t, q in pairs if (t, q) not in known),
        ),
    )


def wanted(plan: Plan, instance: Instance) -> list[tuple[str, int]]:
    """Give the full questions that teams would rather have than their place, the most wanted first."""
    counted = Counted(plan, instance)
    rather = Counter(
        question
        for team in counted.teams
        for question in counted.wanted_more(team)
        if not counted.bars(team, question)
    )
    full = {one.id for one in instance.questions if len(counted.held[one.id]) >= one.upper}
    return sorted(((q, n) for q, n in rather.items() if q in full), key=lambda one: (-one[1], one[0]))


def one_more_seat(
    instance: Instance, policy: Policy, *, seed: int, solve: Solve, most: int = 20
) -> list[Effect]:
    """Say what one more seat would have changed, for the full questions that most teams would rather have.

    Cost: one plan for each, and one to compare with.

    Raises:
        NoPlan: the rules clash as they are.
    """
    now = solve(instance, policy, seed=seed).plan
    effects = []
    for question, rather in wanted(now, instance)[:most]:
        then = solve(with_seat(instance, question), policy, seed=seed).plan
        effects.append(Effect(question, rather, compare(now, then, instance)))
    return effects
