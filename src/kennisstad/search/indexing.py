# SPDX-License-Identifier: EUPL-1.2
"""The search box's own index: everything that visitors may see, kept in step with the journal."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zlib import crc32

from django.conf import settings

from kennisstad.audit.following import Follower, in_batches
from kennisstad.retrieval import Document, Language, TantivyIndex, Text
from kennisstad.search import sources
from kennisstad.search.fixed import PAGES, pages
from kennisstad.web.findable import Findable

EVENTS_AT_ONCE = 200
"""What a visitor's search takes in of the journal; the worker takes the rest."""
BATCH = 500
WAIT_S = 0.3
"""How long a visitor waits for another process that writes the index."""


def _documents(found: Iterable[Findable], kind: str) -> Iterator[Document]:
    """Put the languages of each record together."""
    texts: dict[str, dict[Language, Text]] = {}
    for one in found:
        language: Language = "en" if one.language == "en" else "nl"
        texts.setdefault(one.subject, {})[language] = Text(one.title, one.words)
    for subject, words in texts.items():
        yield Document(subject, kind, words, from_a_box=True)


def _everything() -> Iterator[Document]:
    for kind in sources.kinds():
        yield from _documents(sources.findables(kind), kind)


def _findable(subjects: set[str]) -> set[str]:
    """Keep what has a source, and add what changed along with it."""
    known = set(subjects)
    for kind, keys in sources.by_kind(subjects).items():
        for some in in_batches(keys, BATCH):
            known |= set(sources.along(kind, some))
    return {subject for subject in known if subject.partition(":")[0] in settings.SEARCH_SOURCES}


def _documents_of(subjects: set[str]) -> Iterator[Document]:
    for kind, keys in sources.by_kind(subjects).items():
        for some in in_batches(keys, BATCH):
            yield from _documents(sources.findables(kind, some), kind)


follower = Follower(
    "search", everything=_everything, findable=_findable, documents_of=_documents_of, wait_s=WAIT_S
)
index = follower.index


def ready() -> TantivyIndex:
    """Give the index, brought up to date as far as a visitor can wait for it.

    Raises:
        IndexUnusable: build it again first.
    """
    return follower.ready(most=EVENTS_AT_ONCE)


def rebuild() -> int:
    """Make the index anew from the database; give how many documents it holds."""
    count = follower.rebuild()
    _made_of().write_text(_sources_now(), encoding="utf-8")
    return count


def keep_up(at: datetime) -> int:
    """Let the worker take in what happened, and make the index anew when this version finds other things."""
    if not is_of_this_version():
        return rebuild()
    return follower.keep_up()


def is_of_this_version() -> bool:
    """Say whether the index was made with the sources and fixed pages of today."""
    try:
        return _made_of().read_text(encoding="utf-8") == _sources_now()
    except OSError:
        return False


def _made_of() -> Path:
    folder = follower.folder()
    return folder.with_name(f"{folder.name}.sources")


def _sources_now() -> str:
    fixed = [(page.title, page.words, page.address) for page in pages(range(1, len(PAGES) + 1))]
    told = repr((sorted(settings.SEARCH_SOURCES.items()), fixed))
    return f"{crc32(told.encode()):08x}\n"
