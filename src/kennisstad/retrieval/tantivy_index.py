# SPDX-License-Identifier: EUPL-1.2
"""The index on disk: one folder, memory-mapped; one process writes at a time, any number read.

A commit is seen by every process at its next search. Killing a writer at any moment loses what it had not
committed and nothing else. Changes may be repeated, so after a crash read the journal again from `position`.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import tantivy

from kennisstad.retrieval import engine
from kennisstad.retrieval.engine import Told
from kennisstad.retrieval.erasing import erase
from kennisstad.retrieval.index import Document, Hit, IndexNotWritten, IndexUnusable, Translations
from kennisstad.retrieval.intact import damaged_file
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.lock import held
from kennisstad.retrieval.question import WORDS, key, question_of, rarity
from kennisstad.retrieval.ranking import ranked
from kennisstad.retrieval.writing import Batch, committed

WAIT_S = 10.0
"""How long a writer waits for another one."""
T = TypeVar("T")
_SWAP_S = 0.05
"""Longer than the moment in which `build` has no folder in place."""


@dataclass(frozen=True, slots=True)
class View:
    """One committed state of the index."""

    commit: bytes
    index: tantivy.Index
    searcher: tantivy.Searcher

    def frequency(self, field: str, key: str) -> int:
        return int(self.searcher.doc_freq(field, key))


class TantivyIndex:
    """An `Index` in a folder. `build` makes one, `open` opens it; threads may share it."""

    def __init__(self, folder: Path, *, wait_s: float = WAIT_S) -> None:
        """Use `open` or `build` instead."""
        self._folder, self._wait_s = folder, wait_s
        self._view = _patiently(lambda: _opened(folder))

    @classmethod
    def open(cls, folder: Path, *, wait_s: float = WAIT_S) -> Self:
        """Open an index that was built before.

        All files are read once to see that they are intact: some 10 ms for 100,000 documents.

        Raises:
            IndexUnusable: it is missing, damaged, or made by another version; `build` it.
        """
        return cls(folder, wait_s=wait_s)

    @classmethod
    def build(
        cls, folder: Path, documents: Iterable[Document] = (), *, position: int = 0, wait_s: float = WAIT_S
    ) -> Self:
        """Make a new index of these documents and put it in the place of whatever is there.

        The old index answers until the new one is complete; a process that has it open moves over by itself.
        The folder `<folder>.new` is used meanwhile, and `<folder>.lock` keeps other writers out.

        Raises:
            IndexBusy: another process kept writing.
            IndexNotWritten: no room, no right, or no folder to write in; the old index still stands.
        """
        new, old = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
        with Told(IndexNotWritten, f"There is no place for a search index in {folder.parent}."):
            folder.parent.mkdir(parents=True, exist_ok=True)
        with held(_lock(folder), wait_s=wait_s):
            _fill(new, documents, position)
            with Told(IndexNotWritten, f"The new search index could not be put in place at {folder}."):
                _swap(folder, new, old)
        return cls(folder, wait_s=wait_s)

    def put(
        self, documents: Iterable[Document], *, remove: Iterable[str] = (), position: int | None = None
    ) -> None:
        """Store documents in place of earlier ones, after taking out those in `remove`; see `Index`."""
        with self._batch() as batch:
            for document_id in remove:
                batch.drop(document_id)
            for document in documents:
                batch.store(document)
            if position is not None:
                batch.remember(position)

    def remove(self, ids: Iterable[str], *, position: int | None = None) -> None:
        """Take documents out."""
        self.put((), remove=ids, position=position)

    def clear(self) -> None:
        """Take everything out and set the position to 0."""
        with self._batch() as batch:
            batch.empty()
            batch.remember(0)

    def search(
        self,
        texts: Mapping[Language, str],
        *,
        kinds: Collection[str] | None = None,
        limit: int,
        without: Collection[str] = (),
        translations: Translations | None = None,
    ) -> list[Hit]:
        """Rank documents by BM25, best first, equal ones by id; see `Index`.

        Raises:
            IndexUnusable: the index was damaged or removed since it was opened.
        """
        view = self._current()
        with Told(IndexUnusable, _damaged(self._folder)):
            if limit < 1 or (kinds is not None and not engine.share_of_kinds(view.searcher, kinds)):
                return []
            question = question_of(
                texts,
                frequency=view.frequency,
                documents=view.searcher.num_docs,
                translations=translations,
            )
            if not question.sought:
                return []
            return ranked(view.searcher, question, limit=limit, kinds=kinds, without=frozenset(without))

    def count(self) -> int:
        """Count the documents."""
        searcher = self._current().searcher
        with Told(IndexUnusable, _damaged(self._folder)):
            return int(searcher.search(engine.marked(engine.RECORD), limit=1, count=True).count)  # type: ignore[attr-defined]

    def position(self) -> int:
        """Give the number of the last journal event that was taken in; 0 at the beginning."""
        searcher = self._current().searcher
        with Told(IndexUnusable, _damaged(self._folder)):
            ((_, row),) = searcher.search(engine.marked(engine.POSITION), limit=1, count=False).hits
            return int(searcher.doc(row)["position"][0])

    def look(self, at: Callable[[View], T]) -> T:
        """Read the index in another way than by ranking whole texts; see `box.py`.

        Raises:
            IndexUnusable: the index was damaged or removed since it was opened.
        """
        view = self._current()
        with Told(IndexUnusable, _damaged(self._folder)):
            return at(view)

    def rarity(self, term: str, language: Language) -> float:
        """Say how telling a term is, as of the last search: higher when fewer documents have it."""
        view = self._view
        return rarity(view.frequency(WORDS, key(term, language)), view.searcher.num_docs)

    def _current(self) -> View:
        """Look again when something was committed since; one look at a small file otherwise."""
        view = self._view
        if _last_commit(self._folder) != view.commit:
            self._view = view = _patiently(lambda: _reloaded(self._folder, view.index))
        return view

    @contextmanager
    def _batch(self) -> Iterator[Batch]:
        with held(_lock(self._folder), wait_s=self._wait_s):
            _check(self._folder)
            with Told(IndexUnusable, _damaged(self._folder)):
                index = engine.opened(str(self._folder))
            with committed(index, f"The search index in {self._folder} could not be changed.") as batch:
                yield batch


def _lock(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _damaged(folder: Path) -> str:
    return f"The search index in {folder} is damaged and has to be built again."


def _last_commit(folder: Path) -> bytes:
    """Give the engine's list of files, which no two commits share; nothing when there is no index."""
    try:
        return (folder / "meta.json").read_bytes()
    except OSError:
        return b""


def _check(folder: Path) -> None:
    with Told(IndexUnusable, f"There is no search index in {folder}; it has to be built."):
        found = (folder / "stamp.txt").read_text(encoding="utf-8")
    if found != engine.stamp():
        raise IndexUnusable(
            f"The search index in {folder} was made by another version and has to be built again."
        )


def _patiently(look: Callable[[], View]) -> View:
    try:
        return look()
    except IndexUnusable:
        time.sleep(_SWAP_S)
        return look()


def _opened(folder: Path) -> View:
    commit = _last_commit(folder)
    _check(folder)
    with Told(IndexUnusable, _damaged(folder)):
        if damaged := damaged_file(folder):
            raise ValueError(f"{damaged.name} is not what was written")
        index = engine.opened(str(folder))
        return View(commit, index, index.searcher())


def _reloaded(folder: Path, index: tantivy.Index) -> View:
    """Look at what was committed since; every opening would start a thread of the engine, this does not."""
    # First this: a commit in between is then seen as a change at the next search.
    commit = _last_commit(folder)
    _check(folder)
    with Told(IndexUnusable, _damaged(folder)):
        index.reload()
        return View(commit, index, index.searcher())


def _fill(new: Path, documents: Iterable[Document], position: int) -> None:
    sentence = f"The new search index in {new} could not be written."
    with Told(IndexNotWritten, sentence):
        erase(new)
        new.mkdir()
        (new / "stamp.txt").write_text(engine.stamp(), encoding="utf-8")
        index = engine.created(str(new))
    with committed(index, sentence) as batch:
        seen: set[str] = set()
        for document in documents:
            batch.store(document) if document.id in seen else batch.add(document)
            seen.add(document.id)
        batch.remember(position)


def _swap(folder: Path, new: Path, old: Path) -> None:
    erase(old)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    erase(old)
