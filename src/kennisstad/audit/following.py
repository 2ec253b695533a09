# SPDX-License-Identifier: EUPL-1.2
"""Keeps an index in step with the journal: what changed is written again, what went is taken out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from kennisstad.audit.models import Event
from kennisstad.retrieval import Document, IndexBusy, IndexUnusable, TantivyIndex

LOOK_BACK = 100
"""Transactions commit out of order: an event with a lower number may appear this much later."""


def newest_event() -> int:
    newest: int | None = Event.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


class Follower:
    """One index, in a folder of the installation, and how it is read from the database."""

    def __init__(
        self,
        name: str,
        *,
        everything: Callable[[], Iterable[Document]],
        findable: Callable[[set[str]], set[str]],
        documents_of: Callable[[set[str]], Iterable[Document]],
        wait_s: float = 10.0,
    ) -> None:
        """Args:
        name: of the folder.
        everything: reads all documents.
        findable: subjects of the journal → the ids in the index that they are about.
        documents_of: ids → what they say now; what is left out is found no longer.
        wait_s: how long to wait for another process that writes.
        """
        self._name, self._everything, self._wait_s = name, everything, wait_s
        self._findable, self._documents_of = findable, documents_of
        self.index = cache(self._opened)
        """This process's view of the index; raises IndexUnusable when it is missing, damaged or older."""

    def folder(self) -> Path:
        return Path(settings.KENNISSTAD_HOME) / self._name

    def _opened(self) -> TantivyIndex:
        return TantivyIndex.open(self.folder(), wait_s=self._wait_s)

    def rebuild(self) -> int:
        """Make the index anew from the database; give how many documents it holds."""
        # The position first: what happens while we read is then taken in once more, not missed.
        position = newest_event()
        fresh = TantivyIndex.build(self.folder(), self._everything(), position=position)
        self.index.cache_clear()
        return fresh.count()

    def catch_up(self, *, most: int | None = None) -> int:
        """Take in what happened since; give how many records were looked at again.

        Args:
            most: events to take in at most, the oldest ones; a visitor who waits is not kept for an import.
        Raises:
            IndexUnusable: build it again first.
        """
        position, newest = self.index().position(), newest_event()
        if newest == position:
            return 0
        if newest < position:
            # The database is an older or another one: what the index holds is not about it.
            return self.rebuild() if most is None else 0
        if most is not None:
            numbers = Event.objects.after(position).values_list("pk", flat=True)[:most]
            newest = max(numbers, default=newest)
        changed = Event.objects.after(position - LOOK_BACK).filter(pk__lte=newest)
        ids = self._findable(set(changed.values_list("subject", flat=True)))
        # Out with all of them, and in again as they are read: an import may touch more than memory holds.
        self.index().put(self._documents_of(ids), remove=ids, position=newest)
        return len(ids)

    def keep_up(self) -> int:
        """Take in what happened, and make the index anew when it is missing or damaged: the worker's part."""
        try:
            return self.catch_up()
        except IndexBusy:
            return 0
        except IndexUnusable:
            return self.rebuild()

    def ready(self, *, most: int | None = None) -> TantivyIndex:
        """Give the index, brought up to date unless somebody else is doing so at this moment.

        Raises:
            IndexUnusable: build it again first.
        """
        # When it is busy, somebody else is writing exactly this.
        with suppress(IndexBusy):
            self.catch_up(most=most)
        return self.index()

    def read_again(self, subjects: Iterable[str]) -> tuple[list[Document], set[str]]:
        """Give what subjects of the journal say now, and the ids among them that are found no longer."""
        known = self._findable(set(subjects))
        documents = list(self._documents_of(known))
        return documents, known - {document.id for document in documents}


def in_batches(keys: list[int], size: int) -> Iterator[list[int]]:
    for at in range(0, len(keys), size):
        yield keys[at : at + size]
