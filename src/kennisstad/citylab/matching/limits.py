# SPDX-License-Identifier: EUPL-1.2
"""Why a candidate cannot be asked now, however well it fits; each with what would have to change.

The sentences come elsewhere: see `citylab/wording.py`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kennisstad.citylab.matching.features import Asked, Candidate, Window, seats_left


class Bar(StrEnum):
    WITHDRAWN = "withdrawn"
    """Its institution gives it again."""
    NO_QUESTIONS = "no-questions"
    """Its coordinators say that it takes questions."""
    CLOSED = "closed"
    """Its coordinators set a new time for questions."""
    FULL = "full"
    """A project ends, or its coordinators make room for more teams."""
    LEVEL = "level"
    """Whoever looks also looks at this level."""


@dataclass(frozen=True, slots=True)
class Limit:
    bar: Bar
    on: date | None = None
    """Closed: since the day after this one. Full: a team may be free after this one."""
    number: int | None = None
    """Full: of so many teams."""
    level: str = ""


def limits(asked: Asked, candidate: Candidate) -> list[Limit]:
    """Give every bar there is, the hardest first; none means that it can be asked today or soon."""
    if candidate.is_withdrawn:
        return [Limit(Bar.WITHDRAWN)]
    found = [] if candidate.takes_questions else [Limit(Bar.NO_QUESTIONS)]
    if candidate.window == Window.CLOSED:
        found.append(Limit(Bar.CLOSED, on=candidate.window_on))
    elif seats_left(candidate) == 0:
        found.append(Limit(Bar.FULL, on=candidate.ready_on, number=candidate.teams))
    if asked.level and candidate.level and asked.level != candidate.level:
        found.append(Limit(Bar.LEVEL, level=candidate.level))
    return found
