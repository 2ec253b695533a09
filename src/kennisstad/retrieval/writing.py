# SPDX-License-Identifier: EUPL-1.2
"""Changes to a tantivy index: all of a batch in one commit, or none."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import tantivy

from kennisstad.retrieval import engine
from kennisstad.retrieval.engine import Told
from kennisstad.retrieval.index import Document, IndexNotWritten

_HEAP_BYTES = 50_000_000
"""What the engine may hold before it writes a segment; small batches take a small part of it."""


class Batch:
    """Changes that are not committed yet."""

    def __init__(self, writer: tantivy.IndexWriter, told: Told) -> None:
        self._writer, self._told = writer, told

    def store(self, document: Document) -> None:
        """Put a document in place of an earlier one of the same id."""
        with self._told:
            self._writer.delete_documents_by_term("id", document.id)
        self.add(document)

    def add(self, document: Document) -> None:
        """Put in a document of an id that is not there yet, without looking for an earlier one."""
        rows = list(engine.rows(document))
        with self._told:
            for row in rows:
                self._writer.add_document(row)

    def drop(self, document_id: str) -> None:
        """Take a document out, if it is there."""
        with self._told:
            self._writer.delete_documents_by_term("id", document_id)

    def remember(self, position: int) -> None:
        """Note the last journal event that this batch takes in."""
        with self._told:
            self._writer.delete_documents_by_term("mark", engine.POSITION)
            self._writer.add_document(engine.position_row(position))

    def empty(self) -> None:
        """Take everything out, the position too."""
        with self._told:
            self._writer.delete_all_documents()


@contextmanager
def committed(index: tantivy.Index, sentence: str) -> Iterator[Batch]:
    """Commit a batch at the end, or drop it when anything is raised.

    Raises:
        IndexNotWritten: the engine could not write; begins with `sentence`.
    """
    told = Told(IndexNotWritten, sentence)
    with told:
        writer = index.writer(_HEAP_BYTES, 1)
    try:
        with told:
            # A writer killed before its commit may have left a file of deletions under the very name that the
            # next commit will use, which the engine would refuse for ever.
            writer.garbage_collect_files()
        yield Batch(writer, told)
        with told:
            writer.commit()
    finally:
        # Also gives back the engine's own lock; a failure to merge is made good by the next commit.
        with suppress(ValueError, OSError):
            writer.wait_merging_threads()
