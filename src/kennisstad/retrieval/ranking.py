# SPDX-License-Identifier: EUPL-1.2
"""Rows that the engine found → documents in an order that does not waver."""

import tantivy

from kennisstad.retrieval.index import Hit

_SCORE_DECIMALS = 3
"""The engine adds terms in varying order: finer differences are its rounding, not the texts."""
_MOST_TIED = 4_096
"""Rows looked at to order equal scores by id; where more are equal, the engine picks among them."""


def ranked(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    *,
    limit: int,
    without: frozenset[str] = frozenset(),
    languages: int = 1,
) -> list[Hit]:
    """Give the best documents, equal ones by id; each once, with the score of its best language.

    Args:
        languages: how many rows a document can have in the result.
    """
    # One row more than there are shows that nothing is left.
    wanted = min((limit + len(without)) * languages, searcher.num_docs) + 1
    while True:
        rows = _rows(searcher, query, wanted)
        hits = sorted(_best(searcher, rows, without).values(), key=lambda hit: (-hit.score, hit.id))
        if len(rows) < wanted or wanted >= _MOST_TIED or _settled(hits, limit, rows[-1][0]):
            return hits[:limit]
        # Rows beyond the last one may be as good as those that would be given.
        wanted = min(wanted * 4, _MOST_TIED, searcher.num_docs + 1)


def _rows(
    searcher: tantivy.Searcher, query: tantivy.Query, wanted: int
) -> list[tuple[float, tantivy.DocAddress]]:
    found = searcher.search(query, limit=wanted, count=False).hits
    return [(round(score, _SCORE_DECIMALS), address) for score, address in found]


def _best(
    searcher: tantivy.Searcher, rows: list[tuple[float, tantivy.DocAddress]], without: frozenset[str]
) -> dict[str, Hit]:
    """Keep the first, so the best, row of each document."""
    best: dict[str, Hit] = {}
    for score, address in rows:
        row = searcher.doc(address)
        document_id = row["id"][0]
        if document_id not in without and document_id not in best:
            best[document_id] = Hit(document_id, row["kind"][0], score)
    return best


def _settled(hits: list[Hit], limit: int, last_score: float) -> bool:
    return len(hits) >= limit and hits[limit - 1].score > last_score
