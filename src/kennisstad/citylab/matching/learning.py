# SPDX-License-Identifier: EUPL-1.2
"""Weights from decisions: a logistic regression that stays near the weights set by hand.

Nothing here knows a question, a candidate or a person: only numbers, and whether a proposal was taken up.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kennisstad.citylab.matching.score import Model, chance

STRENGTH = 1.0
"""How firmly the prior holds: a weight strays by about 1 / √STRENGTH log-odds before evidence insists."""
LEAST_SHARE = 0.1
"""What remains of a weight whatever is decided: it never changes sign, so more shared words never count
against a candidate, and the lexical order of two that differ in words alone can not be turned round."""
HELD_BACK_SHARE = 0.2
_MOST_STEPS = 100
_ENOUGH_DECREASE = 1e-4
_ROUNDING = 1e-12

Vector = Sequence[float]


class DidNotConverge(ArithmeticError):
    """The weights still moved after a hundred steps."""


class StrengthNotPositive(ValueError):
    """Without a prior that holds, decisions could carry the weights away."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was seen of one candidate when it was judged, and whether it was taken up."""

    features: Mapping[str, float]
    """Each 0 to 1; one that is missing or no number says nothing and counts as 0."""
    took: bool


def fit(decisions: Sequence[Decision], prior: Model, *, strength: float = STRENGTH) -> Model:
    """Learn weights: the likeliest ones given the decisions and a Gaussian prior around `prior`.

    Args:
        decisions: in any order, which does not matter; may be empty, one-sided or separable.
        strength: the precision of the prior, more than 0; the same for every weight and the bias.
    Returns:
        A model with the version of the prior and the number of decisions; without any, the prior itself.
        A weight keeps the sign of its prior and at least a tenth of its size; one set to 0 is free.
    Raises:
        DidNotConverge: see there; no input is known that does it.
        StrengthNotPositive: see there.

    Cost: some ten steps of n decisions times the square of the number of features.
    Source: le Cessie & van Houwelingen 1992, doi:10.2307/2347628 (ridge, here around the prior instead of
    0); projected Newton steps of Bertsekas 1982, doi:10.1137/0320018, for the bounds.
    """
    if not (math.isfinite(strength) and strength > 0):
        raise StrengthNotPositive(f"The strength of the prior is {strength}; it must be more than 0.")
    if not decisions:
        return prior
    names = sorted(prior.weights.keys() | {name for one in decisions for name in one.features})
    centre = [prior.bias, *(prior.weights.get(name, 0.0) for name in names)]
    bias, *weights = _lowest(_Problem(_rows(decisions, names), _took(decisions), centre, strength))
    return Model(dict(zip(names, weights, strict=True)), bias, len(decisions), prior.version)


def split(decisions: Sequence[Decision]) -> tuple[Sequence[Decision], Sequence[Decision]]:
    """Divide decisions into those to learn from and those to compare models on: the last fifth.

    Args:
        decisions: oldest first, so that a model is judged by what came after it learned.
    """
    kept = len(decisions) - round(len(decisions) * HELD_BACK_SHARE)
    return decisions[:kept], decisions[kept:]


def log_odds(features: Mapping[str, float], model: Model) -> float:
    """Weigh features as `fit` reads them."""
    return model.bias + math.fsum(w * _said(features, name) for name, w in model.weights.items())


def surprise(odds: float, took: bool) -> float:
    """Give the log loss of one decision, in nats; 0 when it was certain and right."""
    against = -odds if took else odds
    return max(against, 0.0) + math.log1p(math.exp(-abs(against)))


def _said(features: Mapping[str, float], name: str) -> float:
    value = features.get(name, 0.0)
    # Whatever a feature says, one decision can not pull harder than another.
    return min(max(value, 0.0), 1.0) if math.isfinite(value) else 0.0


def _rows(decisions: Sequence[Decision], names: Sequence[str]) -> list[Vector]:
    """Give the values of each decision, that of the bias first."""
    return [(1.0, *(_said(one.features, name) for name in names)) for one in decisions]


def _took(decisions: Sequence[Decision]) -> list[bool]:
    return [one.took for one in decisions]


@dataclass(frozen=True)
class _Problem:
    """What the weights should make small; its sums are exact, so that no order of decisions matters."""

    rows: Sequence[Vector]
    took: Sequence[bool]
    centre: Vector
    strength: float

    @cached_property
    def bounds(self) -> list[tuple[float, float]]:
        _bias, *weights = self.centre
        return [(-math.inf, math.inf), *map(_bounds, weights)]

    def odds(self, at: Vector) -> list[float]:
        return [math.fsum(w * x for w, x in zip(at, row, strict=True)) for row in self.rows]

    def loss(self, at: Vector) -> float:
        strayed = (self.strength / 2 * (w - c) ** 2 for w, c in zip(at, self.centre, strict=True))
        return math.fsum([*map(surprise, self.odds(at), self.took), *strayed])

    def slope(self, at: Vector, chances: Vector) -> list[float]:
        wrong = [p - took for p, took in zip(chances, self.took, strict=True)]
        return [
            math.fsum(e * row[j] for e, row in zip(wrong, self.rows, strict=True))
            + self.strength * (at[j] - self.centre[j])
            for j in range(len(at))
        ]

    def curvature(self, chances: Vector, free: Sequence[int]) -> list[list[float]]:
        doubt = [p * (1 - p) for p in chances]
        return [
            [
                math.fsum(d * row[j] * row[k] for d, row in zip(doubt, self.rows, strict=True))
                + (self.strength if j == k else 0.0)
                for k in free
            ]
            for j in free
        ]

    def within(self, at: Vector) -> list[float]:
        return [min(max(w, low), high) for w, (low, high) in zip(at, self.bounds, strict=True)]


def _bounds(weight: float) -> tuple[float, float]:
    least = LEAST_SHARE * weight
    return (least if weight > 0 else -math.inf, least if weight < 0 else math.inf)


def _lowest(problem: _Problem) -> list[float]:
    """Find where the loss is lowest: it is strictly convex, so there is one such place."""
    at, enough = [*problem.centre], 1e-10 * (len(problem.rows) + problem.strength)
    for _step in range(_MOST_STEPS):
        chances = [chance(odds) for odds in problem.odds(at)]
        slope = problem.slope(at, chances)
        free = [j for j, (low, high) in enumerate(problem.bounds) if not _is_held(at[j], slope[j], low, high)]
        if max((abs(slope[j]) for j in free), default=0.0) <= enough:
            return at
        move = [0.0] * len(at)
        solved = _solved(problem.curvature(chances, free), [slope[j] for j in free])
        for j, step in zip(free, solved, strict=True):
            move[j] = step
        at = _nearer(problem, at, slope, move)
    raise DidNotConverge(f"After {_MOST_STEPS} steps the slope is still {max(map(abs, slope)):.2g}.")


def _is_held(weight: float, slope: float, low: float, high: float) -> bool:
    """Say whether a weight stands at a bound and would go further."""
    return (weight <= low and slope > 0) or (weight >= high and slope < 0)


def _nearer(problem: _Problem, at: Vector, slope: Vector, move: Vector) -> list[float]:
    """Take the step, or as many times half of it as it takes to come lower."""
    loss, size = problem.loss(at), 1.0
    while True:
        there = problem.within([w - size * m for w, m in zip(at, move, strict=True)])
        gain = math.fsum(s * (w - t) for s, w, t in zip(slope, at, there, strict=True))
        # At the very bottom only rounding is left, which must not stop the last step.
        if problem.loss(there) <= loss - _ENOUGH_DECREASE * gain + _ROUNDING * loss or size < _ROUNDING:
            return there
        size /= 2


def _solved(matrix: Sequence[Sequence[float]], right: Vector) -> list[float]:
    """Solve `matrix` · x = `right` for a symmetric positive definite matrix, by Gaussian elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for below in rows[i + 1 :]:
            share = below[i] / pivot[i]
            below[i:] = [b - share * p for b, p in zip(below[i:], pivot[i:], strict=True)]
    found: list[float] = []
    for i in reversed(range(len(rows))):
        known = math.fsum(a * x for a, x in zip(rows[i][i + 1 : -1], found, strict=True))
        found.insert(0, (rows[i][-1] - known) / rows[i][i])
    return found
