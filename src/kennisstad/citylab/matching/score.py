# SPDX-License-Identifier: EUPL-1.2
"""Features to one number that orders candidates."""

from collections.abc import Sequence

from kennisstad.citylab.matching.features import Asked, Candidate, Features, features

WEIGHTS = Features(words=0.7, window=0.15, in_time=0.1, place=0.05)
"""Words decide; the rest breaks near ties. Set by hand, not learned: a score is an order, not a chance."""


def score(found: Features) -> float:
    """Weigh the features; 0 to 1."""
    return (
        WEIGHTS.words * found.words
        + WEIGHTS.window * found.window
        + WEIGHTS.in_time * found.in_time
        + WEIGHTS.place * found.place
    )


def ranked(asked: Asked, candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Order candidates, best first, equal ones by id.

    Cost: one pass and one sort.
    """
    best = max((candidate.words_score for candidate in candidates), default=0.0)
    if best <= 0:
        return []
    scored = [(c, score(features(asked, c, best_words_score=best))) for c in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].id))
