# SPDX-License-Identifier: EUPL-1.2
"""Several rankings of the same documents become one."""

import math
from collections.abc import Container, Mapping, Sequence
from statistics import fmean, pstdev
from typing import NamedTuple

from kennisstad.retrieval.index import Hit

_SCORE_DECIMALS = 9
"""Finer differences are rounding, not rankings."""
_UNFOUND_BELOW_EQUALS = 1.0
"""Where all that was found is equal, being found still counts: one standard deviation."""


def fuse(
    rankings: Sequence[Sequence[Hit]],
    *,
    limit: int,
    weights: Sequence[float] | None = None,
    known: Sequence[Container[str] | None] | None = None,
) -> list[Hit]:
    """Add the standard scores of rankings, best first, equal ones by id.

    Args:
        rankings: each holds a document once; their scores need not compare with each other's.
        limit: the most hits to give.
        weights: how much each ranking counts, 0 and up; all the same when left out.
        known: per ranking, the ids of the documents it could have held, or nothing when that is all of them.
            A document that a ranking does not know is judged by the others alone: it gets their mean there.
    Returns:
        Every document of any ranking, until the limit, with its sum as score and its largest share.
    Raises:
        ValueError: there are not as many weights, or known, as rankings.

    A score counts as its distance from its ranking's mean, in standard deviations, so scaling or shifting
    a ranking changes nothing. A document that a ranking lacks gets the lowest score found there.
    Cost: one step per hit and ranking.
    Source: Montague and Aslam 2001, doi:10.1145/502585.502657 (zero mean, unit variance); Renda and Straccia
    2003, doi:10.1145/952532.952698 (compared with adding ranks).
    """
    counted = [1.0] * len(rankings) if weights is None else weights
    knowing = [None] * len(rankings) if known is None else known
    judges = [
        _Judge(weight, ids, *_standard(ranking))
        for ranking, weight, ids in zip(rankings, counted, knowing, strict=True)
    ]
    fused = [Hit(hit.id, hit.kind, _total(hit.id, judges), hit.share) for hit in _once(rankings).values()]
    return sorted(fused, key=lambda hit: (-hit.score, hit.id))[:limit]


class _Judge(NamedTuple):
    """One ranking, made comparable."""

    weight: float
    known: Container[str] | None
    standard: Mapping[str, float]
    lowest: float
    """What a document gets that is not there."""

    def knows(self, document_id: str) -> bool:
        return self.known is None or document_id in self.known or document_id in self.standard


def _standard(ranking: Sequence[Hit]) -> tuple[Mapping[str, float], float]:
    """Give the standard score of each id, and the one of whatever is not there."""
    scores = [hit.score for hit in ranking]
    if not scores:
        return {}, 0.0
    if min(scores) == max(scores):
        return {hit.id: 0.0 for hit in ranking}, -_UNFOUND_BELOW_EQUALS
    mean, deviation = fmean(scores), pstdev(scores)
    standard = {hit.id: (hit.score - mean) / deviation for hit in ranking}
    return standard, min(standard.values())


def _once(rankings: Sequence[Sequence[Hit]]) -> dict[str, Hit]:
    """Give each document with its largest share."""
    hits: dict[str, Hit] = {}
    for ranking in rankings:
        for hit in ranking:
            if hit.id not in hits or hit.share > hits[hit.id].share:
                hits[hit.id] = hit
    return hits


def _total(document_id: str, judges: Sequence[_Judge]) -> float:
    judging = [judge for judge in judges if judge.knows(document_id)]
    # fsum, because the order of the rankings must not matter.
    total = math.fsum(judge.weight * judge.standard.get(document_id, judge.lowest) for judge in judging)
    if len(judging) < len(judges):
        weight = math.fsum(judge.weight for judge in judging)
        total *= math.fsum(judge.weight for judge in judges) / weight if weight else 0.0
    return round(total, _SCORE_DECIMALS)
