# SPDX-License-Identifier: EUPL-1.2
"""What the example's file of pages says; days count from the day on which the example is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kennisstad.demo.files import DATA
from kennisstad.demo.shapes import read


@dataclass(frozen=True)
class Words:
    slug: str
    title: str
    lead: str
    place: str = ""
    body: tuple[dict, ...] = ()  # type: ignore[type-arg]


@dataclass(frozen=True)
class Shown:
    alt: str
    caption: str


@dataclass(frozen=True)
class PageEntry:
    nl: Words
    en: Words
    days_ago: int = 0
    in_days: int = 0
    begins: str = ""
    """Such as "19:30"; nothing is the whole day."""
    ends: str = ""
    districts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    picture: Mapping[str, Shown] | None = None


@dataclass(frozen=True)
class PagesFile:
    news: tuple[PageEntry, ...]
    stories: tuple[PageEntry, ...]
    guides: tuple[PageEntry, ...]
    events: tuple[PageEntry, ...]


@cache
def pages() -> PagesFile:
    return read(DATA / "pages.yaml", PagesFile)
