# SPDX-License-Identifier: EUPL-1.2
"""How good is a ranking? Figures per query, and how sure the mean over all queries is."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from operator import mul

Grades = Mapping[str, float]
"""Per document how well it answers the query: above 0 it does, higher is better."""

Interval = tuple[float, float]

_RESAMPLES = 2_000
_LEVEL = 0.95
_SEED = 20_260_101


def ndcg(found: Sequence[str], grades: Grades, depth: int) -> float:
    """Compare the grades found with the best order possible: 0 to 1; deep places count less.

    The gain is the grade itself, as trec_eval counts; 0 when no document has a grade above 0.
    Source: Järvelin & Kekäläinen 2002, doi:10.1145/582415.582418.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(document, 0.0) for document in found[:depth]]) / best if best else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(max(grade, 0.0) / math.log2(place + 2) for place, grade in enumerate(grades))


def recall(found: Sequence[str], grades: Grades, depth: int) -> float:
    """Give the share of the answering documents that are among the first `depth`: 0 to 1."""
    answers = {document for document, grade in grades.items() if grade > 0}
    return len(answers.intersection(found[:depth])) / len(answers) if answers else 0.0


def reciprocal_rank(found: Sequence[str], grades: Grades, depth: int) -> float:
    """Give 1 over the place of the first answering document; 0 when it is not among the first `depth`."""
    places = (place for place, document in enumerate(found[:depth], 1) if grades.get(document, 0.0) > 0)
    return 1 / next(places, math.inf)


def misordered(scores: Sequence[float], grades: Sequence[float]) -> float:
    """Give by how much scores order grades wrongly.

    Of every two items with unequal grades the difference of the grades counts: whole when the scores stand
    the other way round, half when they tie. Summed over people, and over the same sum of `orderable`, it is
    the loss of Stelmakh, Wieting, Neubig & Shah 2023, arXiv:2303.16750. Cost: one step per pair.
    """
    wrong = 0.0
    for (score, grade), (other_score, other_grade) in combinations(zip(scores, grades, strict=True), 2):
        difference = abs(grade - other_grade)
        if score == other_score:
            wrong += difference / 2
        elif (score > other_score) != (grade > other_grade):
            wrong += difference
    return wrong


def orderable(grades: Sequence[float]) -> float:
    """Give the differences of all pairs of grades: what `misordered` gives when every pair is wrong."""
    return sum(abs(grade - other) for grade, other in combinations(grades, 2))


def ratio(tops: Sequence[float], bottoms: Sequence[float]) -> float:
    """Give the sum of all tops over the sum of all bottoms; with bottoms of 1 the mean; 0 for nothing."""
    below = sum(bottoms)
    return sum(tops) / below if below else 0.0


def intervals(series: Mapping[str, Sequence[float]], bottoms: Sequence[float]) -> dict[str, Interval]:
    """Give for each series of figures, one per query, where its `ratio` lies with 95 % confidence.

    Args:
        series: the tops by name; all as long as `bottoms`, with the queries in one order.

    The same resamples serve every series, so differences of two systems are paired, and the same figures
    always give the same interval. Cost: 2,000 resamples of all queries.
    Source: the percentile bootstrap, Efron 1979, doi:10.1214/aos/1176344552.
    """
    drawn: dict[str, list[float]] = {name: [] for name in series}
    for times in _resamples(len(bottoms)):
        below = sum(map(mul, times, bottoms))
        for name, tops in series.items():
            drawn[name].append(sum(map(mul, times, tops)) / below if below else 0.0)
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


def _resamples(count: int) -> Iterator[list[int]]:
    """Give per resample how often each query was drawn."""
    dice, queries = random.Random(_SEED), range(count)  # noqa: S311 – chance, not secrecy
    for _ in range(_RESAMPLES):
        times = [0] * count
        for query in dice.choices(queries, k=count) if count else ():
            times[query] += 1
        yield times


def _middle(ordered: Sequence[float]) -> Interval:
    """Leave out as many at either end as lie beyond the level."""
    beyond = int((1 - _LEVEL) / 2 * len(ordered))
    return ordered[beyond], ordered[-1 - beyond]
