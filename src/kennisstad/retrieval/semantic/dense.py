# SPDX-License-Identifier: EUPL-1.2
"""Ranks documents by how near their vectors are to that of a text; exact, over all of them.

One vector for each text in a language that the model reads: a document without one is not known here, and
`fuse` then judges it by words alone. Twenty thousand texts take 8 MB of reading, not of memory.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kennisstad.retrieval.analysis import terms
from kennisstad.retrieval.index import Document, Hit, IndexNotWritten, IndexUnusable, Text
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.lock import held
from kennisstad.retrieval.semantic import vectors
from kennisstad.retrieval.semantic.model import Model
from kennisstad.retrieval.semantic.vectors import Places, Row, Steps, Vectors
from kennisstad.retrieval.semantic.weights import Numbers

WAIT_S = 10.0
"""How long a writer waits for another one."""
_BLOCK = 4_096
"""Rows compared at a time: 6 MB for vectors of 384 numbers."""
_SCORE_DECIMALS = 4
"""The steps in which vectors are kept carry no more."""


@dataclass(frozen=True, slots=True)
class Put:
    """What a change came to, in texts."""

    made: int
    """Vectors that the model had to make."""
    kept: int
    """Vectors that were there already, as their text had not changed."""


class DenseIndex:
    """The vectors in one folder, made by one model; one process writes at a time, any number read.

    A change is seen by every process at its next search. Killing a writer at any moment changes nothing.
    """

    def __init__(self, folder: Path, model: Model, *, wait_s: float = WAIT_S) -> None:
        self._folder, self._model, self._wait_s = folder, model, wait_s
        self._file = folder / "vectors"
        self._vectors = Vectors(model.digest)

    def put(
        self, documents: Iterable[Document], *, remove: Collection[str] = (), position: int | None = None
    ) -> Put:
        """Store documents in place of earlier ones of the same id, after taking out those in `remove`.

        Vectors of another model, or damaged ones, are replaced by these. A text that has a vector already
        keeps it. Costs 10 to 60 ms per new text, and rewrites the file when anything differs.

        Raises:
            IndexBusy: another process kept writing.
            IndexNotWritten: no room or no right; what was there still stands.
        """
        given = list(documents)
        with held(self._folder.with_name(f"{self._folder.name}.lock"), wait_s=self._wait_s):
            old = self._usable() or Vectors(self._model.digest)
            done = self._change(old, given, {*remove, *(document.id for document in given)})
            if position is not None:
                self._remember(position)
        return done

    def keep_only(self, ids: Collection[str], *, position: int) -> None:
        """Take out whatever is not among these documents; `put` tells what may be raised."""
        found = self._usable()
        self.put((), remove=found.places.keys() - set(ids) if found else (), position=position)

    def _change(self, old: Vectors, documents: list[Document], gone: set[str]) -> Put:
        texts = dict(_texts(documents, self._model.languages))
        before = {old.rows[place] for document_id in gone for place in old.places.get(document_id, ())}
        if old.written and before == texts.keys():
            return Put(made=0, kept=len(texts))
        anew = {row.digest: text for row, text in texts.items() if row.digest not in old.made_of}
        made = dict(zip(anew, self._made(anew.values()), strict=True))
        new = [
            (row, made[row.digest] if row.digest in made else old.numbers[old.made_of[row.digest]])
            for row in texts
        ]
        lines = vectors.changed(old, new, gone)
        vectors.write(self._file, self._model.digest, self._model.dimensions, lines)
        return Put(made=len(made), kept=len(texts) - len(made))

    def _made(self, texts: Iterable[str]) -> Steps:
        return vectors.in_steps(self._model.passages(list(texts)))

    def search(
        self,
        texts: Mapping[Language, str],
        *,
        kinds: Collection[str] | None = None,
        limit: int,
        without: Collection[str] = (),
    ) -> list[Hit]:
        """Rank documents by cosine to the text, best first, equal ones by id.

        Args:
            texts: what to look for; languages that the model does not read are left out, as are texts without
                any telling word. A document counts by its nearest text, in whichever language.
            kinds: keep these kinds only; all when left out.
            limit: the most hits to give.
            without: ids to leave out.
        Raises:
            IndexUnusable: the vectors are missing, damaged, or of another model; `put` them.

        Cost: making one vector per text, then a step per document; memory for some thousand vectors.
        """
        asked = [self._model.query(text) for text in self._readable(texts)]
        if not asked or limit < 1:
            return []
        found = self._current()
        places = found.chosen(kinds, without)
        nearest = _nearest(found.numbers, places, np.stack(asked), limit * len(LANGUAGES))
        return _hits(found, nearest)[:limit]

    def _readable(self, texts: Mapping[Language, str]) -> Iterator[str]:
        for language, text in texts.items():
            if language in self._model.languages and terms(text, language):
                yield text

    def reads(self, texts: Mapping[Language, str]) -> bool:
        """Say whether any of the texts can be looked for by meaning."""
        return any(True for _ in self._readable(texts))

    @property
    def languages(self) -> tuple[Language, ...]:
        return self._model.languages

    def known(self) -> Collection[str]:
        """Give the ids of the documents that have a vector, as of the last search."""
        return self._vectors.places.keys()

    def count(self) -> int:
        """Count the documents that have a vector."""
        return len(self._current().places)

    def position(self) -> int | None:
        """Give the last journal event taken in; nothing when the vectors were never complete."""
        try:
            told = json.loads((self._folder / "position").read_bytes())
            return int(told["position"]) if told["mark"] == self._model.digest else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _remember(self, position: int) -> None:
        """Note the position apart from the vectors, which stay as they are for most events."""
        new = self._folder / "position.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps({"mark": self._model.digest, "position": position}), encoding="utf-8")
            new.replace(self._folder / "position")
        except OSError as fault:
            raise IndexNotWritten(f"{new} could not be written. ({fault.strerror})") from fault

    def _current(self) -> Vectors:
        """Look again when the file was replaced since; one look at its date otherwise."""
        if self._vectors.written is None or vectors.state(self._file) != self._vectors.written:
            self._vectors = vectors.read(self._file)
        if self._vectors.mark != self._model.digest:
            raise IndexUnusable(f"The vectors at {self._file} were made by another model; build them again.")
        return self._vectors

    def _usable(self) -> Vectors | None:
        try:
            return self._current()
        except IndexUnusable:
            return None


def _texts(documents: Iterable[Document], languages: Collection[Language]) -> Iterator[tuple[Row, str]]:
    for document in {document.id: document for document in documents}.values():
        for language, text in document.texts.items():
            if language in languages and (words := _joined(text)):
                digest = hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:32]
                yield Row(document.id, language, document.kind, digest), words


def _joined(text: Text) -> str:
    return f"{text.title}\n{text.body}".strip()


def _nearest(numbers: Steps, places: Places, asked: Numbers, wanted: int) -> Iterator[tuple[int, float]]:
    """Give the best rows with their cosines, best first, equal ones in order of rows."""
    of_steps = asked.T / np.float32(vectors.STEPS)
    best, scores = places[:0], np.zeros(0, np.float32)
    for begin in range(0, len(places), _BLOCK):
        block = places[begin : begin + _BLOCK]
        cosines = (
            (numbers.take(block, axis=0).astype(np.float32) @ of_steps)
            .max(axis=1)
            .clip(-1, 1)
            .round(_SCORE_DECIMALS)
        )
        best, scores = np.concatenate([best, block]), np.concatenate([scores, cosines])
        order = np.argsort(-scores, kind="stable")[:wanted]
        best, scores = best[order], scores[order]
    return zip(best.tolist(), scores.tolist(), strict=True)


def _hits(found: Vectors, nearest: Iterable[tuple[int, float]]) -> list[Hit]:
    """Keep each document once, with its nearest text; what points away from the question is no hit."""
    once: dict[str, Hit] = {}
    for place, score in nearest:
        row = found.rows[place]
        if score > 0:
            once.setdefault(row.id, Hit(row.id, row.kind, round(score, _SCORE_DECIMALS), min(score, 1.0)))
    return list(once.values())
