# SPDX-License-Identifier: EUPL-1.2
"""Finds by meaning beside finding by words, where the city gave a model; off otherwise.

The vectors are of the same documents as the index. Whatever is wrong with them is told once in the log and by
`kennisstad doctor`; finding then goes by words alone, as if this were off.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

from kennisstad.audit.following import LOOK_BACK, newest_event
from kennisstad.audit.models import Event
from kennisstad.citylab import indexing
from kennisstad.retrieval import Hit, IndexBusy, IndexFault, Language
from kennisstad.retrieval.fusion import fuse
from kennisstad.retrieval.semantic import ModelUnusable, opened

if TYPE_CHECKING:
    from kennisstad.retrieval.semantic.dense import DenseIndex

DEPTH = 200
"""How many hits of each ranking are fused: on Cranfield 50 to 400 do equally well, 20 worse."""
BITE = 500
"""Documents, or journal events, at a time: some seconds of work, so that the worker's other jobs go on."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Status:
    """How finding by meaning is doing."""

    languages: tuple[Language, ...]
    documents: int
    complete: bool
    """Whether a build was finished with this model."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    documents: int
    made: int
    kept: int


def is_on() -> bool:
    return bool(settings.SEMANTIC_MODEL)


def depth(limit: int) -> int:
    """Say how many hits by words are needed so that the best `limit` can be given by `fused`."""
    return max(limit, DEPTH) if is_on() else limit


def fused(
    lexical: list[Hit],
    texts: Mapping[Language, str],
    *,
    kinds: Collection[str] | None,
    limit: int,
    without: Collection[str] = (),
) -> list[Hit]:
    """Rank by words and meaning together; by words alone, with their scores as they are, where this is off.

    A document in a language that the model does not read is ranked by its words, neither lifted nor lowered.
    """
    near = dense_hits(texts, kinds=kinds, limit=DEPTH, without=without)
    if near is None:
        return lexical[:limit]
    return fuse([lexical, near], limit=limit, known=[None, dense().known()])


def dense_hits(
    texts: Mapping[Language, str],
    *,
    kinds: Collection[str] | None,
    limit: int,
    without: Collection[str] = (),
) -> list[Hit] | None:
    """Rank by meaning alone; nothing when this is off, does not work, or reads none of these languages."""
    if not is_on():
        return None
    try:
        index = dense()
        return index.search(texts, kinds=kinds, limit=limit, without=without) if index.reads(texts) else None
    except (ModelUnusable, IndexFault) as fault:
        _tell(str(fault))
        return None


def status() -> Status:
    """Look whether finding by meaning works.

    Raises:
        ModelUnusable: no vectors can be made.
        IndexUnusable: they have to be built.
    """
    index = dense()
    return Status(index.languages, index.count(), index.position() is not None)


def build() -> Built:
    """Make the vectors of all documents; those whose text has one already keep it.

    Stopping it halfway loses at most the last few hundred: what was made stays, and is used.

    Raises:
        ModelUnusable: no vectors can be made.
        IndexFault: they could not be written.
    """
    index, position = dense(), newest_event()
    seen: set[str] = set()
    made = kept = 0
    for documents in _bites(indexing.all_documents()):
        seen.update(document.id for document in documents)
        done = index.put(documents)
        made, kept = made + done.made, kept + done.kept
    index.keep_only(seen, position=position)
    return Built(len(seen), made, kept)


def keep_up(at: datetime) -> int:
    """Let the worker take in what happened, a bite at a time; give how many documents it looked at again.

    The first build is left to the command: it may take many minutes.
    """
    try:
        return _catch_up() if is_on() else 0
    except IndexBusy:
        return 0
    except (ModelUnusable, IndexFault) as fault:
        _tell(str(fault))
        return 0


def _catch_up() -> int:
    index, newest = dense(), newest_event()
    index.count()
    position = index.position()
    if position is None or position == newest:
        return 0
    if newest < position:
        # The database is an older or another one.
        return build().documents
    events = Event.objects.after(position - LOOK_BACK).order_by("pk").values_list("pk", "subject")
    numbers, subjects = zip(*events[:BITE], strict=True)
    documents, gone = indexing.read_again(subjects)
    index.put(documents, remove=gone, position=numbers[-1])
    return len(documents) + len(gone)


def dense() -> "DenseIndex":
    """Give this process's view of the vectors, with the model loaded.

    Raises:
        ModelUnusable: it cannot be loaded, or could not when this process first tried.
    """
    found = _loaded(settings.SEMANTIC_MODEL, Path(settings.KENNISSTAD_HOME) / "vectors")
    if isinstance(found, ModelUnusable):
        raise ModelUnusable(str(found))
    return found


@cache
def _loaded(model: str, vectors: Path) -> "DenseIndex | ModelUnusable":
    """Try once: loading takes half a second, also in vain."""
    if not model:
        return ModelUnusable("KENNISSTAD_SEMANTIC_MODEL names no folder: finding by meaning is off.")
    try:
        return opened(Path(model), vectors)
    except ModelUnusable as fault:
        return fault


@cache
def _tell(sentence: str) -> None:
    """Write to the log, each sentence once."""
    logger.warning("Finding goes by words alone: %s", sentence)


def _bites(things: Iterable[T]) -> Iterator[list[T]]:
    left = iter(things)
    while bite := list(islice(left, BITE)):
        yield bite
