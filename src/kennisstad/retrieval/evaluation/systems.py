# SPDX-License-Identifier: EUPL-1.2
"""The systems that are compared, each over the same documents: plain BM25, ours by words, ours fused."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kennisstad.retrieval.evaluation.beir import Corpus, Passage
from kennisstad.retrieval.evaluation.bm25 import Bm25, lower_words
from kennisstad.retrieval.evaluation.pieces import letter_pieces
from kennisstad.retrieval.evaluation.speech import Speech, speech
from kennisstad.retrieval.feedback import fed_back
from kennisstad.retrieval.fusion import fuse
from kennisstad.retrieval.index import Document, Hit, Text, Translations
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.semantic import opened
from kennisstad.retrieval.tantivy_index import TantivyIndex

if TYPE_CHECKING:
    from kennisstad.retrieval.semantic.dense import DenseIndex

_FED_BACK, _PLAIN, _PIECES, _DENSE = 0.5, 0.25, 0.25, 1.0
"""How much each ranking counts beside the one by words, which counts 1.

Tried with 0, 0.25, 0.5 and 1 on Cranfield (its questions, titles, four words of a title) and on QALD-6 in
both directions and mixed, with and without a dictionary. Words fed back help within a language and harm
across two; letter pieces find more across two, and spoil the order when they count for more.
"""

SYSTEMS: Final = ("bm25", "lexical", "fused")
BASELINE: Final = SYSTEMS[0]


@dataclass(frozen=True, slots=True)
class Judge:
    """One ranking of those that are fused."""

    hits: Sequence[Hit]
    weight: float
    known: Collection[str] | None = None
    """The documents it can judge at all; every one when left out."""


@dataclass(frozen=True, slots=True)
class Rankings:
    """What was found for one text."""

    bm25: Sequence[Hit]
    lexical: Sequence[Hit]
    judges: Sequence[Judge]

    def fused(self, limit: int) -> list[Hit]:
        """Take the judges together."""
        return fuse(
            [judge.hits for judge in self.judges],
            limit=limit,
            weights=[judge.weight for judge in self.judges],
            known=[judge.known for judge in self.judges],
        )


@dataclass(frozen=True)
class Systems:
    """All indexes over one corpus, ready to search."""

    corpus: Corpus
    languages: Speech
    plain: Bm25
    index: TantivyIndex
    pieces: Bm25 | None
    """Only where documents and queries are in two languages."""
    dense: "DenseIndex | None"
    translations: Translations | None

    def search(self, text: str, language: Language, *, limit: int) -> Rankings:
        """Rank the documents for a text, each ranking at most `limit` deep."""
        asked = {language: text}
        plain = self.plain.search(text, limit=limit)
        lexical = self.index.search(asked, limit=limit, translations=self.translations)
        judges = [Judge(lexical, 1.0)]
        if self.pieces:
            judges.append(Judge(self.pieces.search(text, limit=limit), _PIECES))
        else:
            judges.append(Judge(self._fed_back(asked, lexical, limit), _FED_BACK))
            judges.append(Judge(plain, _PLAIN))
        if self.dense:
            judges.append(Judge(self.dense.search(asked, limit=limit), _DENSE, self.dense.known()))
        return Rankings(plain, lexical, judges)

    def _fed_back(self, asked: Mapping[Language, str], hits: Sequence[Hit], limit: int) -> list[Hit]:
        return fed_back(
            self.index,
            asked,
            hits,
            texts_of=self._texts_of,
            limit=limit,
            translations=self.translations,
        )

    def _texts_of(self, document_id: str) -> Mapping[Language, Text]:
        return _document(self.corpus[document_id], self.languages).texts


@contextmanager
def systems(
    corpus: Corpus, queries: Speech, *, translations: Translations | None = None, model: Path | None = None
) -> Iterator[Systems]:
    """Index a corpus in a temporary folder, which is gone afterwards.

    Args:
        queries: the languages that will be asked in.
        translations: of a dictionary, for our own systems.
        model: a folder with a model that makes vectors.
    Raises:
        IndexNotWritten: there is no room.
        ModelUnusable: the model's folder holds no model that works here.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kennisstad-")))
        dense = opened(model, folder / "vectors") if model else None
        languages = speech((passage.id, passage.whole) for passage in corpus)
        plain = stack.enter_context(Bm25(_wholes(corpus), lower_words))
        mixed = len(languages.spoken | queries.spoken) > 1
        pieces = stack.enter_context(Bm25(_wholes(corpus), letter_pieces)) if mixed else None
        index = TantivyIndex.build(folder / "index", (_document(one, languages) for one in corpus))
        if dense:
            dense.put(_document(one, languages) for one in corpus)
        yield Systems(corpus, languages, plain, index, pieces, dense, translations)


def _document(passage: Passage, languages: Speech) -> Document:
    return Document(passage.id, "document", {languages.of[passage.id]: Text(passage.title, passage.text)})


def _wholes(corpus: Corpus) -> Iterator[tuple[str, str]]:
    return ((passage.id, passage.whole) for passage in corpus)
