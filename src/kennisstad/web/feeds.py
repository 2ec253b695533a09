# SPDX-License-Identifier: EUPL-1.2
"""What a visitor chose, to follow without coming to look: RSS 2.0, or Atom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import linebreaks
from django.utils.translation import get_language

IN_A_FEED = 50
"""How many of the newest a feed holds."""


@dataclass(frozen=True)
class Entry:
    """One thing in a feed."""

    title: str
    path: str
    """Of its page, by which readers also know that they had it already."""
    said: str
    at: datetime
    categories: list[str] = field(default_factory=list)


def rss(title: str, entries: Iterable[Entry], *, path: str, feed_path: str, about: str) -> bytes:
    """Write a feed; an entry keeps its name for as long as its page stands.

    Args:
        entries: the newest first.
        path: of the page that shows the same; `feed_path`: of the feed itself.
        about: what the feed holds, in one sentence.
    """
    return _written(Rss201rev2Feed, title, entries, path, feed_path, description=about, ttl=60)


def atom(
    title: str, entries: Iterable[Entry], *, path: str, feed_path: str, about: str, author: str
) -> bytes:
    """Write the same as Atom.

    Args:
        author: who writes it; Atom asks for one (RFC 4287, 4.1.1).
    """
    told = {"description": "", "subtitle": about, "author_name": author}
    return _written(Atom1Feed, title, entries, path, feed_path, **told)


def _written(
    kind: type[SyndicationFeed],
    title: str,
    entries: Iterable[Entry],
    path: str,
    feed_path: str,
    **told: Any,
) -> bytes:
    written = kind(
        title=title, link=_whole(path), language=get_language(), feed_url=_whole(feed_path), **told
    )
    for entry in entries:
        address = _whole(entry.path)
        written.add_item(
            title=entry.title,
            link=address,
            # A feed reader takes it for HTML.
            description=linebreaks(entry.said, autoescape=True) if entry.said else "",
            unique_id=address,
            unique_id_is_permalink=True,
            pubdate=entry.at,
            updateddate=entry.at,
            categories=entry.categories,
        )
    return str(written.writeString("utf-8")).encode()


def _whole(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"
