# SPDX-License-Identifier: EUPL-1.2
"""What is counted over all records stays true while nothing happens: so it is counted once, in each process.

The journal says when something happened. Nobody has to remember which counts a change touches, and a change
made by another process or machine counts as well. One page asks the journal once, whatever it shows.
"""

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.signals import request_finished, request_started
from django.db import connection
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language

from kennisstad.audit.models import Event

LOOK_BACK = 100
"""Transactions commit out of order: an event with a lower number may appear this much later."""
KEEP = 60
"""Seconds that anything may stand while nothing happens, for words such as "two minutes ago"."""
MOST = 64
"""How many answers of one function are kept: then it begins anew."""
P = ParamSpec("P")
R = TypeVar("R")


class _Page(threading.local):
    """What the thread knows while it makes one answer."""

    is_being_made = False
    state = ""
    """How far the journal is; empty when nobody looked yet."""


_page = _Page()


def state_of_the_journal() -> str:
    """Give the last lines that visitors may notice, as one short text that changes with any of them."""
    seen = list(Event.objects.filter(shows=True).order_by("-pk").values_list("pk", flat=True)[:LOOK_BACK])
    # The sum tells of a line that came late, with a lower number than the newest.
    return f"{timezone.localdate()} {max(seen, default=0)} {sum(seen)}"


@receiver(request_started)
def _begin(**_signal: object) -> None:
    _page.is_being_made, _page.state = True, ""


@receiver(request_finished)
def _end(**_signal: object) -> None:
    _page.is_being_made = False


def begin_at(state: str) -> None:
    """Say how far the journal is for the page that is being made, so that it need not ask again."""
    _page.state = state


def look_again() -> None:
    """Forget how far the journal was: somebody wrote in it."""
    _page.state = ""


def _state() -> str:
    if not _page.is_being_made:
        return state_of_the_journal()
    _page.state = _page.state or state_of_the_journal()
    return _page.state


def until_something_happens(read: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function reads until the journal moves, per language, for a minute at most.

    Its arguments must be hashable, and nobody may change what it gives: others get the same. Where pages are
    not kept, nothing is. Cost: one query for the first of a page, some 0.3 ms.
    """
    kept = _Kept[R]()
    reading = threading.Lock()

    @wraps(read)
    def known_or_read(*args: P.args, **kwargs: P.kwargs) -> R:
        # Inside a transaction we see what others do not, and what may never have happened.
        if connection.in_atomic_block or isinstance(caches["pages"], DummyCache):
            return read(*args, **kwargs)
        asked = get_language(), args, tuple(kwargs.items())
        # Taken before reading: what happens meanwhile makes the answer old at once.
        state = _state()
        if known := kept.get(asked, state):
            return known.answer
        # Visitors come in waves: what ten of them miss at once is read once.
        with reading:
            known = kept.get(asked, state) or kept.put(asked, state, read(*args, **kwargs))
        return known.answer

    return known_or_read


class _Known(NamedTuple, Generic[R]):
    read_at: float
    answer: R


class _Kept(Generic[R]):
    """The answers of one function, all of them at one state of the journal."""

    def __init__(self) -> None:
        self._known: dict[Any, _Known[R]] = {}
        self._state = ""

    def get(self, asked: Any, state: str) -> _Known[R] | None:
        known = self._known.get(asked) if state == self._state else None
        return known if known and time.monotonic() - known.read_at <= KEEP else None

    def put(self, asked: Any, state: str, answer: R) -> _Known[R]:
        # What was true before is of no use, and takes room.
        if state != self._state or len(self._known) >= MOST:
            self._known.clear()
        self._state, known = state, _Known(time.monotonic(), answer)
        self._known[asked] = known
        return known
