# SPDX-License-Identifier: EUPL-1.2
"""What stands between a question and a window, as data; the sentences come elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from kennisstad.citylab.fit.wishes import Wishes, parts_of
from kennisstad.education.calendar.window import Window

MOST_PARTS = 4
"""A question in more parts than this is no longer one question."""


class ShutBy(StrEnum):
    PAUSED = "paused"
    """The neighbourhood said: not now."""
    RESTING = "resting"
    """After a term with many visits."""
    FULL = "full"
    """As much is asked as it can bear."""


@dataclass(frozen=True, slots=True)
class Shutting:
    """Days on which nobody in a district may be asked anything more, both counted in."""

    first: date
    last: date
    by: ShutBy = ShutBy.FULL
    reason: Mapping[str, str] = field(default_factory=dict)
    """Per language, why it was paused."""


Shut = Mapping[str, Sequence[Shutting]]
"""Per code of a district, when it is shut."""


class Cause(StrEnum):
    CLOSED = "closed"
    """The last day to come in has gone by."""
    FULL = "full"
    """Too few teams are free."""
    FORM = "form"
    """Students do something else there."""
    LEVEL = "level"
    LANGUAGE = "language"
    HOURS = "hours"
    """It asks more hours of the asker than there are."""
    SIZE = "size"
    """Too much work, however it is cut."""
    NEEDED_BY = "needed-by"
    """The answer comes after the day on which it is needed."""
    DISTRICT = "district"
    """While students are at work, nothing more may be asked of a district that it is about."""
    NO_COURSE = "no-course"
    """No course of this institution takes questions."""


PASSING = {Cause.CLOSED, Cause.FULL}
"""Only too late: another time, the same course might do."""
TEMPORARY = {*PASSING, Cause.DISTRICT}
"""Another time, the same course might do: what comes next is worth saying."""


def only_now(found: Sequence["Bar"]) -> bool:
    """Say whether something stands in the way, and all of it will pass."""
    return bool(found) and all(bar.cause in TEMPORARY for bar in found)


def has_closed(found: Sequence["Bar"]) -> bool:
    return any(bar.cause == Cause.CLOSED for bar in found)


@dataclass(frozen=True, slots=True)
class Bar:
    cause: Cause
    on: date | None = None
    """Closed: the last day there was, if known. Needed by: when the answer comes. District: until when."""
    number: int | None = None
    """Full: teams that are free. Hours: what it asks of the asker. Size: parts it would take."""
    of: int | None = None
    """Full: teams it takes. Hours: what the asker has. Size: the most parts there may be."""
    words: tuple[str, ...] = ()
    """Form, level and language: those of the course. District: its code."""
    shut: Shutting | None = None
    """District: what shuts it, of those of a kind the one that lasts longest."""


def answer_on(window: Window) -> date:
    """Give the day on which the asker hears what was found."""
    return window.presents or window.ends


def bars(wishes: Wishes, window: Window, today: date, shut: Shut) -> tuple[Bar, ...]:
    """Give all that stands in the way, none when it can come in today or later, whole or in parts."""
    parts = parts_of(wishes.size, window)
    never = (
        *_other_students(wishes, window),
        *_too_much(wishes, window, parts),
        *_not_then(wishes, window, shut),
    )
    return (*never, *_too_late(window, parts, today))


def _other_students(wishes: Wishes, window: Window) -> Iterator[Bar]:
    if wishes.forms and window.form not in wishes.forms:
        yield Bar(Cause.FORM, words=(window.form,))
    if wishes.levels and window.level and window.level not in wishes.levels:
        yield Bar(Cause.LEVEL, words=(window.level,))
    if wishes.languages and window.languages and not set(wishes.languages) & set(window.languages):
        yield Bar(Cause.LANGUAGE, words=window.languages)


def _too_much(wishes: Wishes, window: Window, parts: int) -> Iterator[Bar]:
    if parts > MOST_PARTS:
        yield Bar(Cause.SIZE, number=parts, of=MOST_PARTS)
    if wishes.asker_hours is not None and (asks := (window.asker_hours or 0) * parts) > wishes.asker_hours:
        yield Bar(Cause.HOURS, number=asks, of=wishes.asker_hours)


def _not_then(wishes: Wishes, window: Window, shut: Shut) -> Iterator[Bar]:
    if wishes.needed_by is not None and answer_on(window) > wishes.needed_by:
        yield Bar(Cause.NEEDED_BY, on=answer_on(window))
    for code in sorted(wishes.districts):
        meant = [one for one in shut.get(code, ()) if one.first <= window.ends and window.starts <= one.last]
        for by in ShutBy:
            longest = max((one for one in meant if one.by is by), key=attrgetter("last"), default=None)
            if longest:
                yield Bar(Cause.DISTRICT, on=longest.last, words=(code,), shut=longest)


def _too_late(window: Window, parts: int, today: date) -> Iterator[Bar]:
    if min(window.closes or window.starts - timedelta(1), window.ends) < today:
        yield Bar(Cause.CLOSED, on=window.closes)
    if window.teams_left is not None and window.teams_left < parts:
        yield Bar(Cause.FULL, number=window.teams_left, of=parts)
