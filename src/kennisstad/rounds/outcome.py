# SPDX-License-Identifier: EUPL-1.2
"""From an instance to everything that is kept of a computation, as JSON can hold it. Plain Python."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from kennisstad.rounds.allocation.changes import Effect, one_more_seat, wanted
from kennisstad.rounds.allocation.compare import Change, Comparison
from kennisstad.rounds.allocation.faults import Fault, FaultKind, faults
from kennisstad.rounds.allocation.figures import Figures, Group, figures
from kennisstad.rounds.allocation.instance import Instance, Plan, Policy
from kennisstad.rounds.allocation.serial import first_come
from kennisstad.rounds.allocation.solution import LimitKind, NoPlan, Rule, Undecided
from kennisstad.rounds.allocation.solve import solve

ANSWER = ("plan", "size", "cost", "profile", "gap", "unproven")
BESIDE = ("first_come", "effects", "seats_left_aside", "slow")
"""What is kept beside the figures: other plans, how many were not made, and whether that took too long."""
SEATS_LOOKED_AT = 5
"""Full questions of which is said what one more seat would have changed: each is a plan of its own."""
SLOW_S = 5.0
"""A plan that took longer is not made so many times more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    has_plan: bool
    answer: dict[str, Any]
    """plan, size, cost, profile, gap, unproven; or the clash, where no plan keeps all rules; or that it is
    undecided whether one does."""
    faults: list[dict[str, Any]]
    figures: dict[str, Any]

    @property
    def is_undecided(self) -> bool:
        return bool(self.answer.get("undecided"))


def worked_out(
    instance: Instance, policy: Policy, *, seed: int, limit_s: float, beside: bool = False
) -> Outcome:
    """Solve it, and look at the plan with code that the solver does not share.

    Args:
        beside: also say what first come, first served would give, and what one more seat would change.
    """
    began = time.monotonic()
    try:
        solution = solve(instance, policy, seed=seed, limit_s=limit_s)
    except NoPlan as none:
        clash = [asdict(rule) for rule in none.clash]
        return Outcome(has_plan=False, answer=as_json({"clash": clash}), faults=[], figures={})
    except Undecided:
        return Outcome(has_plan=False, answer={"undecided": True}, faults=[], figures={})
    is_slow = time.monotonic() - began > SLOW_S
    answer, plan = asdict(solution), solution.plan
    counted = asdict(figures(plan, instance))
    if beside:
        counted |= {"slow": True} if is_slow else _beside(plan, instance, policy, seed, limit_s)
    return Outcome(
        has_plan=True,
        answer=as_json({name: answer[name] for name in ANSWER}),
        faults=as_json([asdict(fault) for fault in faults(plan, instance, policy, seed=seed)]),
        figures=as_json(counted),
    )


def _beside(plan: Plan, instance: Instance, policy: Policy, seed: int, limit_s: float) -> dict[str, Any]:
    solving = partial(solve, limit_s=limit_s)
    effects = one_more_seat(instance, policy, seed=seed, solve=solving, most=SEATS_LOOKED_AT)
    served = figures(first_come(instance, seed=seed), instance)
    return {
        "first_come": asdict(served),
        "effects": [asdict(effect) for effect in effects],
        "seats_left_aside": max(len(wanted(plan, instance)) - SEATS_LOOKED_AT, 0),
    }


def read_faults(kept: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Read faults back as they were found."""
    return [_fault(row) for row in kept]


def read_clash(answer: Mapping[str, Any]) -> list[Rule]:
    """Read back the rules that cannot be kept together; empty when there is a plan."""
    return [_rule(row) for row in answer.get("clash", [])]


def read_figures(kept: Mapping[str, Any]) -> Figures | None:
    """Read figures back; nothing where there are none."""
    if not kept:
        return None
    counted = {name: value for name, value in kept.items() if name not in BESIDE}
    groups = {name: tuple(Group(**row) for row in kept[name]) for name in ("districts", "levels", "courses")}
    return Figures(**(counted | {"profile": tuple(kept["profile"])} | groups))


def read_effects(kept: Mapping[str, Any]) -> list[Effect]:
    """Read back what one more seat would have changed."""
    return [
        Effect(row["question"], row["rather"], _comparison(row["comparison"]))
        for row in kept.get("effects", [])
    ]


def _comparison(row: Mapping[str, Any]) -> Comparison:
    moved = {name: tuple(Change(**one) for one in row[name]) for name in ("gain", "lose", "move")}
    return Comparison(**{**row, **moved, "profile": tuple(row["profile"])})


def _fault(row: Mapping[str, Any]) -> Fault:
    moves = tuple((team, question) for team, question in row["moves"])
    given = {
        "kind": FaultKind(row["kind"]),
        "rule": _rule(row["rule"]) if row["rule"] else None,
        "others": tuple(row["others"]),
        "moves": moves,
    }
    return Fault(**{**row, **given})


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(LimitKind(row["kind"]), row["id"], row["other"])


def as_json(value: Any) -> Any:
    """Give a value as it comes back from where it is kept: tuples are lists there."""
    return json.loads(json.dumps(value))
