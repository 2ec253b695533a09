# SPDX-License-Identifier: EUPL-1.2
"""Of the times that a course is given: which one could take this question?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kennisstad.citylab.matching.features import Window


@dataclass(frozen=True, slots=True)
class Period:
    """One time that a course is given."""

    id: int
    opens: date | None
    closes: date | None
    """The first and last day on which it takes questions; nothing when nobody has said."""
    starts: date
    ends: date
    teams: int | None = None
    hours: int | None = None
    session_id: int | None = None
    taken: int = 0
    """Teams that have a project."""

    @property
    def has_room(self) -> bool:
        return self.teams is None or self.taken < self.teams

    def window(self, today: date) -> Window:
        """Say whether a question may come in."""
        if self.opens is None or self.closes is None:
            return Window.UNKNOWN if self.ends >= today else Window.CLOSED
        if self.closes < today:
            return Window.CLOSED
        return Window.LATER if self.opens > today else Window.OPEN


_ORDER = [Window.OPEN, Window.LATER, Window.UNKNOWN, Window.CLOSED]


def best_period(periods: Iterable[Period], today: date) -> Period | None:
    """Give the one to ask for: with room, open, the first to close; else the first to open; else the last."""

    def rank(period: Period) -> tuple[object, ...]:
        window = period.window(today)
        is_over = window == Window.CLOSED
        day = period.opens if window == Window.LATER else period.closes
        days = ((day or period.ends) - today).days
        return is_over, not period.has_room, _ORDER.index(window), -days if is_over else days, period.id

    return min(periods, key=rank, default=None)
