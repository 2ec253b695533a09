# SPDX-License-Identifier: EUPL-1.2
"""Which faults a plan may have because its solver ran out of time, and says so. Plain Python.

A policy has aims, one after another. Where the time ended, the solver names the first aim that it could not
prove. A fault that only makes that aim better, or a later one, is what the gap stands for: the plan never
claimed to have none. A fault of an earlier aim, a broken limit or a blocking pair is none of it.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from itertools import takewhile

from kennisstad.rounds.allocation.faults import Fault, FaultKind
from kennisstad.rounds.allocation.instance import Instance, Plan, Policy

OF_MOVES = (FaultKind.LARGER_PLAN, FaultKind.BETTER_PLAN, FaultKind.COULD_MOVE_UP)


class Weight(StrEnum):
    """What a fault means for publishing a plan."""

    FORBIDDEN = "forbidden"
    OF_THE_GAP = "of-the-gap"
    PRICE = "price"


def weight_of(fault: Fault, plan: Plan, instance: Instance, policy: Policy, unproven: str) -> Weight:
    """Say whether a fault keeps a plan from being published.

    Args:
        instance: the one that the plan was made from.
        unproven: as `Solution` names it; empty when all is proven.
    """
    if not fault.forbidden:
        return Weight.PRICE
    is_of_moves = fault.kind in OF_MOVES and policy is not Policy.STABLE
    if unproven and is_of_moves and _is_later(fault, plan, instance, policy, unproven):
        return Weight.OF_THE_GAP
    return Weight.FORBIDDEN


def _is_later(fault: Fault, plan: Plan, instance: Instance, policy: Policy, unproven: str) -> bool:
    """Say whether the moves change nothing of the aims before the one that is not proven."""
    before, after = (_aims(one, instance, policy) for one in (plan, _moved(plan, fault)))
    proven = list(takewhile(lambda aim: aim != unproven, before))
    return unproven in before and all(before[aim] == after[aim] for aim in proven)


def _moved(plan: Plan, fault: Fault) -> dict[str, str]:
    moved = {**plan, **dict(fault.moves)}
    return {team: question for team, question in moved.items() if question}


def _aims(plan: Plan, instance: Instance, policy: Policy) -> Mapping[str, int]:
    """Give what each aim of a policy comes to, in order, by the names that `Solution` uses."""
    ranks = [rank for team in instance.teams if (rank := _rank(team.wishes, plan.get(team.id)))]
    counted, last = Counter(ranks), max((len(team.wishes) for team in instance.teams), default=0)
    weights = {question.id: question.weight for question in instance.questions}
    up = {f"rank {rank}": counted[rank] for rank in range(1, last + 1)}
    down = {f"rank {rank}": counted[rank] for rank in range(last, 1, -1)}
    own = {
        Policy.GREEDY: up,
        Policy.GENEROUS: down,
        Policy.CHEAPEST: {"cost": sum(ranks)},
        Policy.URGENT: {"weight": sum(weights.get(question, 0) for question in plan.values()), **down},
    }
    return {"size": len(plan), **own[policy]}


def _rank(wishes: tuple[tuple[str, ...], ...], question: str | None) -> int:
    return next((rank for rank, tier in enumerate(wishes, start=1) if question in tier), 0)
