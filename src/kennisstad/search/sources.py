# SPDX-License-Identifier: EUPL-1.2
"""Calls the functions by which packages say what of theirs can be found (`web/findable.py`)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from kennisstad.web.findable import Findable

Source = Callable[[Collection[int] | None], Iterable[Findable]]
Along = Callable[[Collection[int]], Iterable[str]]


def kinds() -> list[str]:
    """Give the kinds that can be found, in the order of their names."""
    return sorted(settings.SEARCH_SOURCES)


def findables(kind: str, keys: Collection[int] | None = None) -> Iterable[Findable]:
    """Read what visitors may see of a kind now: all of it, or what has these keys."""
    source: Source = _function(settings.SEARCH_SOURCES[kind])
    return source(keys)


def along(kind: str, keys: Collection[int]) -> Iterator[str]:
    """Give the subjects that a line about these records may be about as well."""
    for name in settings.SEARCH_ALONG.get(kind, []):
        tell: Along = _function(name)
        yield from tell(keys)


def by_kind(subjects: Iterable[str]) -> dict[str, list[int]]:
    """Sort subjects such as `project:12` into the keys of each kind; what is no subject is left out."""
    found: dict[str, list[int]] = {}
    for subject in subjects:
        kind, _, key = subject.partition(":")
        if key.isdecimal():
            found.setdefault(kind, []).append(int(key))
    return found


@cache
def _function(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = import_string(name)
    return found
