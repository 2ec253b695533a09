# SPDX-License-Identifier: EUPL-1.2
"""Features to one number from 0 to 1 that orders candidates."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from kennisstad.citylab.matching.features import Asked, Candidate, Features, features

ENOUGH_DECISIONS = 100
"""From this many decisions on, a score is told as a chance; before, it is an order only."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression: `bias` and `weights` are log-odds, a weight per name in `Features`."""

    weights: Mapping[str, float]
    bias: float
    decisions: int = 0
    """How many decisions it was learned from."""
    version: int = 0
    """0 is the one that stands in the code."""

    @property
    def is_calibrated(self) -> bool:
        return self.decisions >= ENOUGH_DECISIONS


PRIOR = Model(weights={"words": 7.0, "window": 1.5, "in_time": 1.0, "place": 0.5}, bias=-5.0)
"""Words decide; the rest breaks near ties. Set by hand, and what learning begins from."""


def score(found: Features, model: Model = PRIOR) -> float:
    """Weigh the features; 0 to 1."""
    weighed = sum(model.weights.get(name, 0.0) * value for name, value in asdict(found).items())
    return 1 / (1 + math.exp(-(model.bias + weighed)))


def ranked(
    asked: Asked, candidates: Sequence[Candidate], model: Model = PRIOR
) -> list[tuple[Candidate, float]]:
    """Order candidates, best first, equal ones by id.

    Cost: one pass and one sort.
    """
    best = max((candidate.words_score for candidate in candidates), default=0.0)
    if best <= 0:
        return []
    scored = [(c, score(features(asked, c, best_words_score=best), model)) for c in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].id))
