# SPDX-License-Identifier: EUPL-1.2
"""On which days an issue is due. Plain Python: days in, days out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kennisstad.education.calendar.holidays import public_days

FRIDAY = 5
LONGEST_SHIFT = 6
"""Days after its own day on which an issue may still leave; from a week on it is the turn of the next."""
FAR = timedelta(days=3 * 366)
"""Nobody plans further ahead."""


@dataclass(frozen=True)
class Beat:
    """Every so many weeks, counted from the day of one issue; a break has a first and a last day."""

    first_on: date
    weeks: int
    breaks: tuple[tuple[date, date], ...] = field(default=())

    def rests_on(self, day: date) -> bool:
        """Say whether nothing leaves on this day because of a break."""
        return any(begins <= day <= ends for begins, ends in self.breaks)


def due_days(beat: Beat, since: date, until: date) -> Iterator[date]:
    """Give the days on which an issue leaves, from one day to another, both counted along, in order.

    A day in a weekend or on a public holiday moves to the next working day. What would leave in a break is
    left out: its news goes along with the next issue.
    """
    step = timedelta(weeks=beat.weeks)
    # The turn that is going on: its own day may have moved to within these.
    turns = max(0, (since - beat.first_on).days // step.days)
    day = beat.first_on + turns * step
    while day <= until:
        moved = working_day_from(day)
        if not beat.rests_on(day) and not beat.rests_on(moved) and since <= moved <= until:
            yield moved
        day += step


def next_due(beat: Beat, since: date) -> date | None:
    """Give the first day from this one on; nothing when breaks fill the coming three years."""
    return next(due_days(beat, since, since + FAR), None)


def working_day_from(day: date) -> date:
    """Give this day, or the next that is no Saturday, Sunday or public holiday."""
    holidays = public_days(day, day + timedelta(days=LONGEST_SHIFT))
    while day.isoweekday() > FRIDAY or day in holidays:
        day += timedelta(days=1)
    return day
