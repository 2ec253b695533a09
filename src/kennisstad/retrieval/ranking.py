# SPDX-License-Identifier: EUPL-1.2
"""Rows that the engine found → documents in an order that does not waver.

The engine ranks by single words; the best rows are then looked at again for words that stand side by side.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import tantivy

from kennisstad.retrieval import engine
from kennisstad.retrieval.index import Hit
from kennisstad.retrieval.question import WORDS, Question

_SCORE_DECIMALS = 3
"""The engine adds terms in varying order: finer differences are its rounding, not the texts."""
_LOOKED_AT = 32
"""Rows, at the least, that are looked at for words side by side; 30 do as well as 100 on Cranfield."""
_MOST_TIED = 4_096
"""Rows looked at to order equal scores by id; where more are equal, the engine picks among them."""
_COMMON_SHARE = 0.05
"""From this share of all rows on, a kind is picked out of the best of all kinds.

The engine passes over what cannot be among the best only as long as nothing but words is asked: over 100,000
rows of one kind, picking takes 2 ms and asking for the kind 8.
"""
_SATURATION = 1.2
"""How fast a repeated phrase stops gaining: k1 of BM25, as the engine has it for words."""


@dataclass(frozen=True, slots=True)
class _Row:
    score: float
    id: str
    kind: str
    said: str


def ranked(
    searcher: tantivy.Searcher,
    question: Question,
    *,
    limit: int,
    kinds: Collection[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Hit]:
    """Give the best documents, equal ones by id; each once, with the score of its best language.

    Args:
        kinds: keep these kinds only; all when left out.
    """
    query = engine.any_of(question.sought)
    rows = _picked(searcher, query, limit, without, frozenset(kinds)) if kinds else None
    if rows is None:
        rows = _best(searcher, engine.of_kinds(query, kinds) if kinds else query, limit, without)
    return _hits(rows, question)[:limit]


def _picked(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    enough: int,
    without: frozenset[str],
    kinds: frozenset[str],
) -> list[_Row] | None:
    """Pick common kinds out of the best of all kinds; nothing when too few of them are among those."""
    share = engine.share_of_kinds(searcher, kinds)
    if share < _COMMON_SHARE:
        return None
    # A quarter more than is needed when kinds lie evenly over the ranking.
    found = _Found.of(searcher, query, math.ceil(1.25 * (max(enough, _LOOKED_AT) + len(without)) / share))
    rows = [row for row in found.sure(searcher) if row.kind in kinds and row.id not in without]
    return rows if found.is_all or len({row.id for row in rows}) >= enough else None


def _best(
    searcher: tantivy.Searcher, query: tantivy.Query, enough: int, without: frozenset[str]
) -> list[_Row]:
    most = max(_MOST_TIED, enough + len(without))
    wanted = max(math.ceil(1.25 * enough), _LOOKED_AT) + len(without)
    while True:
        found = _Found.of(searcher, query, wanted)
        is_last = found.is_all or wanted >= most
        rows = found.every(searcher) if is_last else found.sure(searcher)
        rows = [row for row in rows if row.id not in without]
        if is_last or len({row.id for row in rows}) >= enough:
            return rows
        wanted = min(wanted * 4, most)


@dataclass(frozen=True, slots=True)
class _Found:
    """The places of the best rows, best first."""

    places: list[tuple[float, tantivy.DocAddress]]
    is_all: bool

    @classmethod
    def of(cls, searcher: tantivy.Searcher, query: tantivy.Query, wanted: int) -> Self:
        # One row more than there are shows that nothing is left.
        wanted = min(wanted, searcher.num_docs) + 1
        found = searcher.search(query, limit=wanted, count=False).hits
        places = [(round(score, _SCORE_DECIMALS), place) for score, place in found]
        return cls(places, len(places) < wanted)

    def sure(self, searcher: tantivy.Searcher) -> list[_Row]:
        """Leave out those as good as the last one: there may be more, and the engine picks among equals."""
        if self.is_all:
            return self.every(searcher)
        last, _ = self.places[-1]
        return [_row(searcher, score, place) for score, place in self.places if score > last]

    def every(self, searcher: tantivy.Searcher) -> list[_Row]:
        return [_row(searcher, score, place) for score, place in self.places]


def _row(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress) -> _Row:
    stored = searcher.doc(address)
    return _Row(score, stored["id"][0], stored["kind"][0], stored[WORDS][0])


def _hits(rows: list[_Row], question: Question) -> list[Hit]:
    """Keep the best row of each document; equal scores by id."""
    best: dict[str, Hit] = {}
    for row in rows:
        score = round(row.score + _beside(row.said, question.phrases), _SCORE_DECIMALS)
        if row.id not in best or score > best[row.id].score:
            best[row.id] = Hit(row.id, row.kind, score, min(score / max(question.reach, 1e-9), 1.0))
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.id))


def _beside(said: str, phrases: list[tuple[str, float]]) -> float:
    """Weigh the words that stand side by side in a row as they do in the question."""
    said = f" {said} "
    return sum(weight * _saturated(said.count(phrase)) for phrase, weight in phrases if phrase in said)


def _saturated(times: int) -> float:
    return times * (_SATURATION + 1) / (times + _SATURATION)
