# SPDX-License-Identifier: EUPL-1.2
"""Why is this candidate here? Facts that a person can check; the words for them come elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kennisstad.citylab.matching.features import Asked, Candidate, Window, is_too_late, seats_left
from kennisstad.retrieval import How, Matched

SHOWN_WORDS = 5
CLOSES_SOON_DAYS = 14


class Fact(StrEnum):
    SHARES = "shares"
    PART = "part"
    TRANSLATION = "translation"
    SOUND = "sound"
    WORKS = "works"
    WINDOW_OPEN = "window-open"
    CLOSES_SOON = "closes-soon"
    WINDOW_LATER = "window-later"
    WINDOW_CLOSED = "window-closed"
    WINDOW_UNKNOWN = "window-unknown"
    LEVEL = "level"
    TEAMS = "teams"
    SOME_TEAMS = "some-teams"
    FULL = "full"
    HOURS = "hours"
    SAME_THEME = "same-theme"
    SAME_PLACE = "same-place"
    ACCEPTED = "accepted"
    IN_TIME = "in-time"
    TOO_LATE = "too-late"
    OTHER_LANGUAGE = "other-language"
    DECLINED = "declined"
    BUSY = "busy"


AGAINST = frozenset(
    {Fact.WINDOW_CLOSED, Fact.FULL, Fact.TOO_LATE, Fact.OTHER_LANGUAGE, Fact.DECLINED, Fact.BUSY}
)


@dataclass(frozen=True, slots=True)
class Reason:
    fact: Fact
    words: tuple[str, ...] = ()
    on: date | None = None
    number: int | None = None
    of: int | None = None
    """The whole of which `number` is a part."""

    @property
    def is_against(self) -> bool:
        return self.fact in AGAINST


_WINDOW = {
    Window.OPEN: Fact.WINDOW_OPEN,
    Window.LATER: Fact.WINDOW_LATER,
    Window.CLOSED: Fact.WINDOW_CLOSED,
    Window.UNKNOWN: Fact.WINDOW_UNKNOWN,
}
_HOW = {How.PART: Fact.PART, How.TRANSLATION: Fact.TRANSLATION, How.SOUND: Fact.SOUND}


def reasons(asked: Asked, candidate: Candidate, shared: Sequence[Matched]) -> list[Reason]:
    """Give what speaks for and against a candidate, the shared words first.

    Args:
        shared: the words that met, most telling first.
    """
    return [
        *_words(shared[:SHOWN_WORDS]),
        *([Reason(Fact.WORKS, words=candidate.works)] if candidate.works else []),
        *_window(candidate),
        *_course(asked, candidate),
        *_common(asked, candidate),
        *_history(candidate),
    ]


def _words(shared: Sequence[Matched]) -> Iterator[Reason]:
    if same := tuple(one.found for one in shared if one.how == How.SAME):
        yield Reason(Fact.SHARES, words=same)
    for one in shared:
        if one.how in _HOW:
            yield Reason(_HOW[one.how], words=(one.found, one.asked))


def _window(candidate: Candidate) -> Iterator[Reason]:
    if candidate.window is None:
        return
    period = (candidate.period,) if candidate.period else ()
    days = candidate.days_left
    if candidate.window == Window.OPEN and days is not None and days <= CLOSES_SOON_DAYS:
        yield Reason(Fact.CLOSES_SOON, words=period, number=days)
    else:
        yield Reason(_WINDOW[candidate.window], words=period, on=candidate.window_on)


def _course(asked: Asked, candidate: Candidate) -> Iterator[Reason]:
    if candidate.level:
        yield Reason(Fact.LEVEL, words=(candidate.level,))
    if candidate.teams:
        yield _seats(candidate, candidate.teams)
    if candidate.hours:
        yield Reason(Fact.HOURS, number=candidate.hours)
    if asked.spoken and candidate.languages and asked.spoken not in candidate.languages:
        yield Reason(Fact.OTHER_LANGUAGE, words=candidate.languages)


def _seats(candidate: Candidate, teams: int) -> Reason:
    left = seats_left(candidate) or 0
    if left == teams:
        return Reason(Fact.TEAMS, number=teams)
    if left == 0:
        return Reason(Fact.FULL, number=candidate.taken, of=teams)
    return Reason(Fact.SOME_TEAMS, number=left, of=teams)


def _common(asked: Asked, candidate: Candidate) -> Iterator[Reason]:
    if asked.districts & candidate.districts:
        yield Reason(Fact.SAME_PLACE)
    if asked.themes & candidate.themes:
        yield Reason(Fact.SAME_THEME)
    if is_too_late(asked, candidate):
        yield Reason(Fact.TOO_LATE, on=candidate.ready_on)
    elif asked.needed_by and candidate.ready_on:
        yield Reason(Fact.IN_TIME, on=candidate.ready_on)


def _history(candidate: Candidate) -> Iterator[Reason]:
    if candidate.accepted:
        yield Reason(Fact.ACCEPTED, number=candidate.accepted)
    if candidate.declined:
        yield Reason(Fact.DECLINED, number=candidate.declined)
    if candidate.waiting:
        yield Reason(Fact.BUSY, number=candidate.waiting)
