# SPDX-License-Identifier: EUPL-1.2
"""From an instance to everything that is kept of a computation, as JSON can hold it. Plain Python."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kennisstad.rounds.allocation.faults import Fault, FaultKind, faults
from kennisstad.rounds.allocation.figures import figures
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.solution import LimitKind, NoPlan, Rule
from kennisstad.rounds.allocation.solve import solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    has_plan: bool
    answer: dict[str, Any]
    """plan, size, cost, profile, gap, unproven; or the clash, where no plan keeps all rules."""
    faults: list[dict[str, Any]]
    figures: dict[str, Any]


def worked_out(instance: Instance, policy: Policy, *, seed: int, limit_s: float) -> Outcome:
    """Solve it, and look at the plan with code that the solver does not share."""
    try:
        solution = solve(instance, policy, seed=seed, limit_s=limit_s)
    except NoPlan as none:
        clash = [asdict(rule) for rule in none.clash]
        return Outcome(has_plan=False, answer=as_json({"clash": clash}), faults=[], figures={})
    answer = asdict(solution)
    plan = solution.plan
    return Outcome(
        has_plan=True,
        answer=as_json({name: answer[name] for name in ANSWER}),
        faults=as_json([asdict(fault) for fault in faults(plan, instance, policy, seed=seed)]),
        figures=as_json(asdict(figures(plan, instance))),
    )


ANSWER = ("plan", "size", "cost", "profile", "gap", "unproven")


def read_faults(kept: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Read faults back as they were found."""
    return [_fault(row) for row in kept]


def read_clash(answer: Mapping[str, Any]) -> list[Rule]:
    """Read back the rules that cannot be kept together; empty when there is a plan."""
    return [_rule(row) for row in answer.get("clash", [])]


def _fault(row: Mapping[str, Any]) -> Fault:
    moves = tuple((team, question) for team, question in row.get("moves", ()))
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
