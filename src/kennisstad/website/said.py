# SPDX-License-Identifier: EUPL-1.2
"""What a page says, as plain words, and where its links lead."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.models import Page

from kennisstad.website.links import PAST_EVERY_PAGE

STREAMS = ("picture", "body")
RICH = ("invitation",)


def words_of(page: Page) -> Iterator[str]:
    """Give a page's words without its title; no markup."""
    yield from (words for name in ("intro", "lead", "place") if (words := getattr(page, name, "")))
    for stream in _streams(page):
        yield from map(str, stream.stream_block.get_searchable_content(stream))


class _Links(HTMLParser):
    """Collects the links of rich text as the database keeps it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str | int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("linktype") == "page":
            number = given.get("id") or ""
            self.found.append(int(number) if number.isdecimal() and len(number) <= 10 else PAST_EVERY_PAGE)
        elif tag == "a":
            self.found.append(given.get("href") or "")


def links_of(page: Page) -> Iterator[str | int]:
    """Give where a page's links lead: addresses, and pages of this site by number."""
    for name in RICH:
        yield from _Links(getattr(page, name, "")).found
    for stream in _streams(page):
        for block in stream.raw_data:
            yield from _links_in(block["type"], block["value"])


def _links_in(kind: str, value: Any) -> Iterator[str | int]:
    if kind == "text":
        yield from _Links(value).found
    elif kind == "call":
        yield value.get("page") or value.get("address") or ""
    elif kind == "record":
        yield value["address"]


def _streams(page: Page) -> Iterator[StreamValue]:
    yield from (getattr(page, name) for name in STREAMS if hasattr(page, name))
