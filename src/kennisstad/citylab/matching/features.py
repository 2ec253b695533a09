# SPDX-License-Identifier: EUPL-1.2
"""What a candidate and a question have in common, as numbers from 0 to 1. Never who the asker is.

A fact that is missing counts as `NEUTRAL`: it neither helps nor hurts, because the model's bias takes it for
granted. So a course whose coordinators filled in less is not put behind for that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cached_property

from kennisstad.retrieval import Language, terms

NEUTRAL = 0.5
MUCH_WORK_HOURS = 2_000
"""From here on more hours of student work make no difference."""
BUSY = 5
"""So many proposals and projects at the same time is as much as a course carries."""
SAID_MOST = 2
"""So many answers of one kind to like questions say all."""


class Window(StrEnum):
    """May a question still come in?"""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Asked:
    """The question's side."""

    texts: Mapping[Language, str]
    districts: frozenset[str] = frozenset()
    """District codes."""
    themes: frozenset[str] = frozenset()
    """Theme keys."""
    needed_by: date | None = None
    language: str = ""
    """In which the question was asked; left out, that of its first text."""
    level: str = ""
    """Look for this level alone; nothing looks at all levels."""

    @property
    def spoken(self) -> str:
        return self.language or next(iter(self.texts), "")

    @cached_property
    def terms(self) -> dict[Language, frozenset[str]]:
        """The analysed words, per language."""
        return {language: frozenset(terms(text, language)) for language, text in self.texts.items()}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A course, group or result that shares words with the question."""

    id: str
    words_score: float
    """The ranking's own score, comparable within one search only."""
    share: float = 0.0
    """How much of the question's telling words it covers; 0 when the ranking does not say."""
    titles: Mapping[Language, str] = field(default_factory=dict)
    department: Mapping[Language, str] = field(default_factory=dict)
    level: str = ""
    languages: tuple[str, ...] = ()
    """In which it is taught; nothing when unknown."""
    takes_questions: bool = True
    is_withdrawn: bool = False
    window: Window | None = None
    """Nothing for what has no window, such as a result."""
    window_on: date | None = None
    """The last day when open or closed, the first day when later."""
    days_left: int | None = None
    """Until the last day, when open."""
    session_id: int | None = None
    period: str = ""
    teams: int | None = None
    taken: int = 0
    """Teams of this period that have a project."""
    hours: int | None = None
    """Of a whole team."""
    ready_on: date | None = None
    districts: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    accepted: int = 0
    """Like questions it took up, or answers."""
    declined: int = 0
    """Like questions it declined."""
    waiting: int = 0
    """Proposals without an answer."""
    running: int = 0
    """Projects under way."""
    recent: int = 0
    """Questions put before it of late."""
    works: tuple[str, ...] = ()
    """Titles of its nearest works."""


@dataclass(frozen=True, slots=True)
class Features:
    """All from 0 to 1; see the function of the same name for what each end means."""

    words: float
    title: float
    theme: float
    discipline: float
    level: float
    language: float
    district: float
    hours: float
    window: float
    in_time: float
    seats: float
    accepted: float
    free: float


FEATURES = tuple(one.name for one in fields(Features))
"""Their names, in order."""


def features(asked: Asked, candidate: Candidate, *, best_words_score: float) -> Features:
    """Compare one candidate with the question.

    Args:
        best_words_score: the highest score in the same search; more than 0.
    """
    return Features(
        words=candidate.share or candidate.words_score / best_words_score,
        title=_title(asked, candidate),
        theme=_common(asked.themes, candidate.themes),
        discipline=_discipline(asked, candidate),
        level=_level(asked, candidate),
        language=_language(asked, candidate),
        district=_common(asked.districts, candidate.districts),
        hours=_hours(candidate),
        window=_WINDOW[candidate.window],
        in_time=_in_time(asked, candidate),
        seats=_seats(candidate),
        accepted=_accepted(candidate),
        free=1 - min(candidate.waiting + candidate.running, BUSY) / BUSY,
    )


def is_too_late(asked: Asked, candidate: Candidate) -> bool:
    """Say whether the answer comes after the day on which it is needed."""
    return bool(asked.needed_by and candidate.ready_on and candidate.ready_on > asked.needed_by)


def seats_left(candidate: Candidate) -> int | None:
    """Count the teams of its period without a project; nothing when nobody said how many there are."""
    return None if candidate.teams is None else max(candidate.teams - candidate.taken, 0)


_WINDOW = {Window.OPEN: 1.0, Window.LATER: 0.75, Window.UNKNOWN: NEUTRAL, Window.CLOSED: 0.0, None: NEUTRAL}
"""1: a question may come in today. 0: none may come any more."""


def _title(asked: Asked, candidate: Candidate) -> float:
    """0: the title has no word of the question. 1: all its words. Missing: no title in its language."""
    shares = [
        len(said & asked.terms[language]) / len(said)
        for language, title in candidate.titles.items()
        if language in asked.terms and (said := set(terms(title, language)))
    ]
    return max(shares, default=NEUTRAL)


def _discipline(asked: Asked, candidate: Candidate) -> float:
    """1: its department is called by a word of the question. A name is too short to say no: never 0."""
    heard = (
        not asked.terms.get(language, frozenset()).isdisjoint(terms(name, language))
        for language, name in candidate.department.items()
    )
    return 1.0 if any(heard) else NEUTRAL


def _common(asked: frozenset[str], found: frozenset[str]) -> float:
    """0: both name some, and none is the same. 1: one is. Missing: one side names none."""
    if not asked or not found:
        return NEUTRAL
    return 0.0 if asked.isdisjoint(found) else 1.0


def _level(asked: Asked, candidate: Candidate) -> float:
    """0: another level than was looked for. 1: that one. Missing: nobody looks for a level."""
    if not asked.level or not candidate.level:
        return NEUTRAL
    return 1.0 if asked.level == candidate.level else 0.0


def _language(asked: Asked, candidate: Candidate) -> float:
    """0: taught in other languages alone. 1: in that of the question too. Missing: it does not say."""
    if not asked.spoken or not candidate.languages:
        return NEUTRAL
    return 1.0 if asked.spoken in candidate.languages else 0.0


def _hours(candidate: Candidate) -> float:
    """0: next to no student work. 1: as much as any question needs. Missing: hours or teams unknown."""
    if candidate.hours is None or candidate.teams is None:
        return NEUTRAL
    return min(candidate.hours * candidate.teams / MUCH_WORK_HOURS, 1.0)


def _in_time(asked: Asked, candidate: Candidate) -> float:
    """0: ready after the day it is needed. 1: before. Missing: either day is unknown."""
    if asked.needed_by is None or candidate.ready_on is None:
        return NEUTRAL
    return 0.0 if is_too_late(asked, candidate) else 1.0


def _seats(candidate: Candidate) -> float:
    """0: a proposal waits for every free team. 1: all teams are free. Missing: number unknown."""
    if not candidate.teams:
        return NEUTRAL
    return max(candidate.teams - candidate.taken - candidate.waiting, 0) / candidate.teams


def _accepted(candidate: Candidate) -> float:
    """0: declined like questions. 1: took some up. Missing, or as many of both: half-way."""
    said = (candidate.accepted - candidate.declined) / SAID_MOST
    return NEUTRAL + max(-1.0, min(said, 1.0)) / 2
