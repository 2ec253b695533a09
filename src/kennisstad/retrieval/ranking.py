# SPDX-License-Identifier: EUPL-1.2
"""Rows that the engine found → documents in an order that does not waver."""

import math
from collections.abc import Collection

import tantivy

from kennisstad.retrieval import engine
from kennisstad.retrieval.index import Hit

_SCORE_DECIMALS = 3
"""The engine adds terms in varying order: finer differences are its rounding, not the texts."""
_MOST_TIED = 4_096
"""Rows looked at to order equal scores by id; where more are equal, the engine picks among them."""
_COMMON_SHARE = 0.05
"""From this share of all rows on, a kind is picked out of the best of all kinds.

The engine passes over what cannot be among the best only as long as nothing but words is asked: over 100,000
rows of one kind, picking takes 2 ms and asking for the kind 8.
"""


def ranked(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    *,
    limit: int,
    kinds: Collection[str] | None = None,
    without: frozenset[str] = frozenset(),
    languages: int = 1,
) -> list[Hit]:
    """Give the best documents, equal ones by id; each once, with the score of its best language.

    Args:
        kinds: keep these kinds only; all when left out.
        languages: how many rows a document can have in the result.
    """
    wanted = (limit + len(without)) * languages
    if kinds is None:
        return _all(searcher, query, wanted, limit, without)
    picked = _picked(searcher, query, wanted, limit, without, frozenset(kinds))
    return _all(searcher, engine.of_kinds(query, kinds), wanted, limit, without) if picked is None else picked


def _picked(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    wanted: int,
    limit: int,
    without: frozenset[str],
    kinds: frozenset[str],
) -> list[Hit] | None:
    """Pick common kinds out of the best of all kinds; nothing when too few of them are among those."""
    share = engine.share_of_kinds(searcher, kinds)
    if share < _COMMON_SHARE:
        return None
    # Twice what is needed when kinds lie evenly over the ranking.
    wanted = min(math.ceil(2 * wanted / share), searcher.num_docs) + 1
    rows = _rows(searcher, query, wanted)
    hits = [hit for hit in _ordered(searcher, rows, without) if hit.kind in kinds]
    return hits[:limit] if len(rows) < wanted or _settled(hits, limit, rows[-1][0]) else None


def _all(
    searcher: tantivy.Searcher, query: tantivy.Query, wanted: int, limit: int, without: frozenset[str]
) -> list[Hit]:
    # One row more than there are shows that nothing is left.
    wanted = min(wanted, searcher.num_docs) + 1
    while True:
        rows = _rows(searcher, query, wanted)
        hits = _ordered(searcher, rows, without)
        if len(rows) < wanted or wanted >= _MOST_TIED or _settled(hits, limit, rows[-1][0]):
            return hits[:limit]
        # Rows beyond the last one may be as good as those that would be given.
        wanted = min(wanted * 4, _MOST_TIED, searcher.num_docs + 1)


def _rows(
    searcher: tantivy.Searcher, query: tantivy.Query, wanted: int
) -> list[tuple[float, tantivy.DocAddress]]:
    found = searcher.search(query, limit=wanted, count=False).hits
    return [(round(score, _SCORE_DECIMALS), address) for score, address in found]


def _ordered(
    searcher: tantivy.Searcher, rows: list[tuple[float, tantivy.DocAddress]], without: frozenset[str]
) -> list[Hit]:
    """Keep the first, so the best, row of each document; equal scores by id."""
    best: dict[str, Hit] = {}
    for score, address in rows:
        row = searcher.doc(address)
        document_id = row["id"][0]
        if document_id not in without and document_id not in best:
            best[document_id] = Hit(document_id, row["kind"][0], score)
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.id))


def _settled(hits: list[Hit], limit: int, last_score: float) -> bool:
    return len(hits) >= limit and hits[limit - 1].score > last_score
