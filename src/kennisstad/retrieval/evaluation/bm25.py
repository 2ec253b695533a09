# SPDX-License-Identifier: EUPL-1.2
"""Plain BM25, to compare with: the same engine as ours, but what it counts is handed in."""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

import tantivy

from kennisstad.retrieval.engine import Told
from kennisstad.retrieval.index import Hit, IndexNotWritten

Tokens = Callable[[str], Iterable[str]]
"""A text → what is counted in it: no token holds a space."""

_HEAP_BYTES = 50_000_000
_SCORE_DECIMALS = 3
_MORE = 50
"""Hits looked at beyond the limit, to order equal scores by id."""
_WORD = re.compile(r"\w+")


def lower_words(text: str) -> list[str]:
    """Give every run of letters and digits in lower case; nothing is left out or stemmed."""
    return _WORD.findall(text.lower())


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("tokens", tokenizer_name="tokens", index_option="freq")
    return builder.build()


_SCHEMA = _schema()
_ANALYSER = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


class Bm25:
    """Ranks texts by BM25 over their tokens, k1 1.2 and b 0.75; lives in a temporary folder.

    Use it as a context: `with Bm25(texts, tokens) as ranking: ranking.search(…)`.
    Source: Robertson & Zaragoza 2009, doi:10.1561/1500000019.
    """

    def __init__(self, texts: Iterable[tuple[str, str]], tokens: Tokens) -> None:
        """Index texts by id.

        Raises:
            IndexNotWritten: there is no room for the files.
        """
        self._tokens = tokens
        self._folder = tempfile.mkdtemp(prefix="kennisstad-")
        with Told(IndexNotWritten, "There is no room for an index in the temporary folder."):
            self._searcher = self._filled(texts)

    def _filled(self, texts: Iterable[tuple[str, str]]) -> tantivy.Searcher:
        index = tantivy.Index(_SCHEMA, path=self._folder, reuse=False)
        index.register_tokenizer("tokens", _ANALYSER)
        writer = index.writer(_HEAP_BYTES, 1)
        for document_id, text in texts:
            writer.add_document(tantivy.Document(id=document_id, tokens=" ".join(self._tokens(text))))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index.searcher()

    def search(self, text: str, *, limit: int) -> list[Hit]:
        """Rank the texts that share a token, best first, equal ones by id."""
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, _has(token, times))
                for token, times in Counter(self._tokens(text)).items()
            ]
        )
        found = self._searcher.search(query, limit=limit + _MORE, count=False).hits
        hits = [
            Hit(self._searcher.doc(row)["id"][0], "", round(score, _SCORE_DECIMALS)) for score, row in found
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _has(token: str, times: int) -> tantivy.Query:
    return tantivy.Query.boost_query(tantivy.Query.term_query(_SCHEMA, "tokens", token, "freq"), float(times))
