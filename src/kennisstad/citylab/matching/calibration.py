# SPDX-License-Identifier: EUPL-1.2
"""How good is a model on decisions that it did not learn from, and does its score mean what it says?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kennisstad.citylab.matching.learning import Decision, log_odds, surprise
from kennisstad.citylab.matching.score import Model, chance

BINS = 5


class NothingHeldBack(ValueError):
    """There is no decision to compare models on."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How well one model foretold decisions."""

    log_loss: float
    """Mean surprise in nats; 0 is perfect, 0.69 is tossing a coin."""
    brier: float
    """Mean squared distance between score and what happened; 0 to 1, 0 is perfect."""
    auc: float | None
    """How often one that was taken up scores higher than one that was not; None with nothing to compare."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same decisions."""

    old: Figures
    new: Figures
    n: int

    @property
    def is_worse(self) -> bool:
        """Say whether the new model foretold less well."""
        return self.new.log_loss > self.old.log_loss


@dataclass(frozen=True, slots=True)
class Bin:
    """Decisions with about the same score: what was said and what came of it."""

    low: float
    high: float
    n: int
    said: float
    """Mean score."""
    share: float
    """How many of them were taken up, 0 to 1."""


def compare(old: Model, new: Model, held_back: Sequence[Decision]) -> Comparison:
    """Put two models beside each other on decisions that neither learned from.

    Raises:
        NothingHeldBack: there are no decisions.
    """
    if not held_back:
        raise NothingHeldBack("There is no decision to compare the models on.")
    return Comparison(figures(old, held_back), figures(new, held_back), len(held_back))


def figures(model: Model, decisions: Sequence[Decision]) -> Figures:
    """Measure one model on at least one decision.

    Source: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; the area under the curve as
    in Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747.
    """
    odds, took = [log_odds(one.features, model) for one in decisions], [one.took for one in decisions]
    squares = ((chance(o) - t) ** 2 for o, t in zip(odds, took, strict=True))
    return Figures(
        log_loss=math.fsum(map(surprise, odds, took)) / len(decisions),
        brier=math.fsum(squares) / len(decisions),
        auc=_auc(odds, took),
    )


def reliability(model: Model, decisions: Sequence[Decision], *, bins: int = BINS) -> list[Bin]:
    """Gather decisions by their score; only bins that hold any, lowest first.

    Source: Niculescu-Mizil & Caruana 2005, doi:10.1145/1102351.1102430.
    """
    gathered: dict[int, list[tuple[float, bool]]] = {}
    for one in decisions:
        score = chance(log_odds(one.features, model))
        gathered.setdefault(min(int(score * bins), bins - 1), []).append((score, one.took))
    return [_bin(number, gathered[number], bins) for number in sorted(gathered)]


def calibration_error(table: Sequence[Bin]) -> float | None:
    """Give the mean distance between what was said and what came of it, 0 to 1; None without decisions.

    Source: the expected calibration error of Naeini, Cooper & Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602.
    """
    total = sum(one.n for one in table)
    return sum(one.n * abs(one.said - one.share) for one in table) / total if total else None


def _bin(number: int, scored: Sequence[tuple[float, bool]], bins: int) -> Bin:
    n = len(scored)
    said = math.fsum(score for score, _took in scored) / n
    return Bin(number / bins, (number + 1) / bins, n, said, sum(took for _score, took in scored) / n)


def _auc(odds: Sequence[float], took: Sequence[bool]) -> float | None:
    """Count pairs by ranks; equal ones share theirs. One sort."""
    ordered = sorted(odds)
    first = {value: place for place, value in reversed([*enumerate(ordered, start=1)])}
    last = {value: place for place, value in enumerate(ordered, start=1)}
    ranks = [(first[o] + last[o]) / 2 for o, t in zip(odds, took, strict=True) if t]
    yes, no = len(ranks), len(odds) - len(ranks)
    return (math.fsum(ranks) - yes * (yes + 1) / 2) / (yes * no) if yes and no else None
