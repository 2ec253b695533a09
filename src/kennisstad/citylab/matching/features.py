# SPDX-License-Identifier: EUPL-1.2
"""Words, window, time and place of a candidate, as plain facts beside the question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kennisstad.retrieval import Language


class Window(StrEnum):
    """May a question still come in?"""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's side."""

    texts: Mapping[Language, str]
    districts: frozenset[str] = frozenset()
    """District codes."""
    needed_by: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A course, group or result that shares words with the question."""

    id: str
    words_score: float
    """The ranking's own score, comparable within one search only."""
    level: str = ""
    window: Window | None = None
    """Nothing for what has no window, such as a result."""
    window_on: date | None = None
    """The last day when open, the first day when later."""
    period: str = ""
    teams: int | None = None
    ready_on: date | None = None
    districts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Features:
    """All from 0 to 1."""

    words: float
    window: float
    in_time: float
    place: float


_WINDOW = {Window.OPEN: 1.0, Window.LATER: 0.6, Window.UNKNOWN: 0.4, Window.CLOSED: 0.0, None: 1.0}


def features(asked: Asked, candidate: Candidate, *, best_words_score: float) -> Features:
    """Compare one candidate with the question.

    Args:
        best_words_score: the highest score in the same search; more than 0.
    """
    return Features(
        words=candidate.words_score / best_words_score,
        window=_WINDOW[candidate.window],
        in_time=0.0 if is_too_late(asked, candidate) else 1.0,
        place=1.0 if asked.districts & candidate.districts else 0.0,
    )


def is_too_late(asked: Asked, candidate: Candidate) -> bool:
    """Say whether the answer comes after the day on which it is needed."""
    return bool(asked.needed_by and candidate.ready_on and candidate.ready_on > asked.needed_by)
