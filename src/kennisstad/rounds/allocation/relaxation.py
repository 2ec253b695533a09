# SPDX-License-Identifier: EUPL-1.2
"""How good a plan can be at most, by a linear programme, and which pairs no good plan has.

The prices that the linear programme gives its rows are rounded to whole numbers, and the bound is counted
anew from these: any prices of the right sign give a bound that holds, so no rounding can make it untrue.
Source: Geoffrion 1974, Lagrangean relaxation for integer programming.
"""

from dataclasses import dataclass, field

import numpy as np
from ortools.linear_solver.python import model_builder_helper as lp
from ortools.sat.python import cp_model_helper as cp

from kennisstad.rounds.allocation.aims import Numbers

SCALE = 2**16
"""Parts in which a price is counted."""
EFFORT = 4.0
"""The solver's own count of steps after which it stops without an answer."""
FAR = 10**12


@dataclass(slots=True)
class Relaxed:
    bound: int
    """No plan is better."""
    reduced: Numbers
    """By variable, in parts: what having it costs at least above `floor`; below zero what lacking it does."""
    floor: int
    """The bound in parts, not rounded."""

    def settled(self, value: int) -> tuple[Numbers, Numbers]:
        """Give the variables that are 0, and those that are 1, in all plans no worse than a value."""
        room = value * SCALE - self.floor
        return np.flatnonzero(self.reduced > room), np.flatnonzero(-self.reduced > room)


@dataclass(slots=True)
class Rows:
    """Rows of sums between bounds, entry by entry."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)

    def add(self, columns: list[int], weights: list[int], lower: int, upper: int) -> None:
        self.row += [len(self.lower)] * len(columns)
        self.column += columns
        self.weight += weights
        self.lower.append(lower)
        self.upper.append(upper)

    def either(self, literals: list[int]) -> None:
        """Ask that one of these holds, at the least."""
        negated = sum(one < 0 for one in literals)
        signs = [-1 if one < 0 else 1 for one in literals]
        self.add([~one if one < 0 else one for one in literals], signs, 1 - negated, FAR)


def rows_of(model: cp.CpModelProto) -> Rows:
    """Give the rows of a programme that hold for parts of a pair too, without conditions on more than one."""
    rows = Rows()
    for one in model.constraints:
        if one.has_at_most_one():
            literals = [*one.at_most_one.literals]
            rows.add(literals, [1] * len(literals), -FAR, 1)
        elif one.has_bool_or():
            rows.either([*one.bool_or.literals])
        elif one.has_linear():
            _add_sum(rows, one)
    return rows


def _add_sum(rows: Rows, one: cp.ConstraintProto) -> None:
    columns, weights = [*one.linear.vars], [*one.linear.coeffs]
    lower, upper = (max(-FAR, min(FAR, end)) for end in one.linear.domain)
    conditions = [*one.enforcement_literal]
    if not conditions:
        rows.add(columns, weights, lower, upper)
    elif len(conditions) == 1 and conditions[0] >= 0 and min(weights, default=0) >= 0 and lower > -FAR:
        rows.add([*columns, conditions[0]], [*weights, -lower], 0, FAR)


def relaxed(rows: Rows, cost: Numbers) -> Relaxed | None:
    """Give what a linear programme says of a sum that is to be small; nothing where it takes too long."""
    prices = _prices(rows, cost)
    if prices is None:
        return None
    lower, upper = np.array(rows.lower, dtype=np.int64), np.array(rows.upper, dtype=np.int64)
    # A price of the wrong sign would ask for a bound that a row does not have.
    prices[(lower <= -FAR) & (prices > 0)] = 0
    prices[(upper >= FAR) & (prices < 0)] = 0
    reduced = cost * SCALE
    row, column = np.array(rows.row, dtype=np.int64), np.array(rows.column, dtype=np.int64)
    np.subtract.at(reduced, column, prices[row] * np.array(rows.weight, dtype=np.int64))
    paid = np.where(prices > 0, lower, np.where(prices < 0, upper, 0))
    floor = int(prices @ paid) + int(np.minimum(reduced, 0).sum())
    return Relaxed(-(-floor // SCALE), reduced, floor)


def _prices(rows: Rows, cost: Numbers) -> Numbers | None:
    model = lp.ModelBuilderHelper()
    for price in cost.tolist():
        column = model.add_var()
        model.set_var_lower_bound(column, 0.0)
        model.set_var_upper_bound(column, 1.0)
        model.set_var_objective_coefficient(column, float(price))
    for lower, upper in zip(rows.lower, rows.upper, strict=True):
        row = model.add_linear_constraint()
        model.set_constraint_lower_bound(row, -np.inf if lower <= -FAR else float(lower))
        model.set_constraint_upper_bound(row, np.inf if upper >= FAR else float(upper))
    for row, column, weight in zip(rows.row, rows.column, rows.weight, strict=True):
        model.add_term_to_constraint(row, column, float(weight))
    solver = lp.ModelSolverHelper("glop")
    solver.set_solver_specific_parameters(f"max_deterministic_time: {EFFORT}")
    solver.solve(model)
    if solver.status() != lp.SolveStatus.OPTIMAL:
        return None
    prices: Numbers = np.rint(np.array(solver.dual_values()) * SCALE).astype(np.int64)
    return prices
