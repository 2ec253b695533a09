# SPDX-License-Identifier: EUPL-1.2
"""An integer programme over the pairs of a case: one variable for each, 1 where the plan has it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ortools.sat.python import cp_model_helper as cp

from kennisstad.rounds.allocation.case import Case
from kennisstad.rounds.allocation.limits import Limit, weights_of

UNITS_PER_SECOND = 0.25
"""Deterministic time that a second of one modern core is worth. The solver counts its own steps and never
looks at a clock, so that a slow machine gives the same plan later, not another plan."""
ENDLESS = 10**15


@dataclass(frozen=True, slots=True)
class Answer:
    values: list[int] | None
    """By variable; nothing where no plan was found."""
    value: int
    bound: int
    is_proven: bool
    """Proven best, or proven that there is none."""
    spent: float
    """In deterministic time."""


class Programme:
    """Variables are numbers; the literal ~v is true where variable v is 0."""

    def __init__(self, case: Case) -> None:
        self.model = cp.CpModelProto()
        self.pairs = len(case.question)
        self.count = 0
        self.opened: dict[int, Sequence[int]] = {}
        """The pairs of which one at least is chosen where a variable is 1."""
        for _ in range(self.pairs):
            self.variable()
        for team in range(len(case.teams)):
            if len(pairs := case.pairs_of(team)) > 1:
                self.model.constraints.add().at_most_one.literals.extend([*pairs])

    def variable(self) -> int:
        """Add a variable that is 0 or 1."""
        self.model.variables.add().domain.extend([0, 1])
        self.count += 1
        return self.count - 1

    def keep(self, limit: Limit, *, only_if: Sequence[int] = ()) -> None:
        """Add a limit, always or only where these literals hold."""
        weights = weights_of(limit)
        if limit.lower is not None and limit.or_none:
            some = self.variable()
            self.opened[some] = limit.pairs
            self.sum(limit.pairs, weights, lower=limit.lower, only_if=(*only_if, some))
            for pair in limit.pairs:
                # Stronger, for the relaxation, than a bound on the sum.
                self.clause(~pair, some, *(~one for one in only_if))
            return
        self.sum(limit.pairs, weights, lower=limit.lower, upper=limit.upper, only_if=only_if)

    def sum(
        self,
        variables: Iterable[int],
        weights: Iterable[int],
        *,
        lower: int | None = None,
        upper: int | None = None,
        only_if: Sequence[int] = (),
    ) -> None:
        constraint = self.model.constraints.add()
        constraint.enforcement_literal.extend([*only_if])
        constraint.linear.vars.extend([*variables])
        constraint.linear.coeffs.extend([*weights])
        constraint.linear.domain.extend(
            [-ENDLESS if lower is None else lower, ENDLESS if upper is None else upper]
        )

    def clause(self, *literals: int) -> None:
        """Ask that one of these holds."""
        self.model.constraints.add().bool_or.literals.extend([*literals])

    def fix(self, zeros: Iterable[int], ones: Iterable[int]) -> None:
        """Fix variables for good."""
        for variables, end in ((zeros, 1), (ones, 0)):
            for variable in variables:
                self.model.variables[int(variable)].domain[end] = 1 - end

    @contextmanager
    def without(self, variables: Iterable[int]) -> Iterator[None]:
        """Leave these variables at 0 for a while; those that are 1 already stay so."""
        free = [
            domain for one in variables if (domain := self.model.variables[int(one)].domain)[0] < domain[1]
        ]
        for domain in free:
            domain[1] = 0
        yield
        for domain in free:
            domain[1] = 1

    def best(
        self, weights: Sequence[int], hint: Sequence[int] | None, budget: float, seed: int = 0
    ) -> Answer:
        """Minimise a sum over the pairs within a budget of deterministic time."""
        self.model.clear_objective()
        used = [pair for pair, weight in enumerate(weights) if weight]
        self.model.objective.vars.extend(used)
        self.model.objective.coeffs.extend([int(weights[pair]) for pair in used])
        self.model.clear_solution_hint()
        if hint is not None:
            known = dict(enumerate(hint))
            known |= {some: int(any(hint[pair] for pair in pairs)) for some, pairs in self.opened.items()}
            self.model.solution_hint.vars.extend([*known])
            self.model.solution_hint.values.extend([*known.values()])
        response = self.solved(budget)
        has_plan = response.status in (cp.OPTIMAL, cp.FEASIBLE)
        bound = response.best_objective_bound if used else 0.0
        if used and not has_plan and not bound:
            # It came to neither plan nor bound: its 0 says nothing.
            bound = -math.inf
        return Answer(
            values=[*response.solution] if has_plan else None,
            value=round(response.objective_value) if has_plan and used else 0,
            # What the solver proves is a number below the best whole one.
            bound=-int(-(bound - 1e-6) // 1) if abs(bound) < ENDLESS else -ENDLESS,
            is_proven=response.status in (cp.OPTIMAL, cp.INFEASIBLE),
            spent=response.deterministic_time,
        )

    def solved(self, budget: float) -> cp.CpSolverResponse:
        parameters = cp.SatParameters()
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.random_seed = 1
        parameters.max_deterministic_time = budget
        solver = cp.SolveWrapper()
        solver.set_parameters(parameters)
        response: cp.CpSolverResponse = solver.solve(self.model)  # type: ignore[no-untyped-call]
        return response
