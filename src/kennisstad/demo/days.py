# SPDX-License-Identifier: EUPL-1.2
"""Days: from "so many days ago" to dates, and when on the way each step of a question was taken."""

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kennisstad.education.calendar.holidays import public_days
from kennisstad.lib.months import months_later

SATURDAY = 6
CHRISTMAS = (12, 21), (1, 3)
"""The month and day on which a Christmas holiday begins and ends: the example's own simplification."""


@dataclass(frozen=True)
class Days:
    """Counts days from the moment of loading, in the city's own time."""

    at: datetime
    zone: tzinfo

    def day(self, ago: int) -> date:
        """Give the date of so many days ago; below zero for days ahead."""
        return self.at.astimezone(self.zone).date() - timedelta(days=ago)

    def school_day(self, ago: int, taken: Collection[int] = ()) -> int:
        """Give so many days ago, where schools are closed then the next day on which they are open.

        What has been stays in the past: it moves to the school day before.

        Args:
            taken: days, counted back as well, on which there is something already.
        """
        onward = 1 if ago > 0 else -1
        while ago in taken or schools_are_closed(self.day(ago)):
            ago += onward
        return ago

    def hour(self, ago: int, hour: int) -> datetime:
        """Give an hour of a day, in the past or ahead."""
        return datetime.combine(self.day(ago), datetime.min.time(), self.zone).replace(hour=hour)

    def moment(self, ago: int, hour: int, key: str = "") -> datetime:
        """Give a moment on a day that has been; the key picks the minute, so that not all is at the hour."""
        minutes = scatter(key, 50)
        if ago == 0:
            return self.at - timedelta(minutes=minutes + 5)
        midnight = datetime.combine(self.day(ago), datetime.min.time(), self.zone)
        return midnight.replace(hour=hour, minute=minutes)


@dataclass(frozen=True)
class Way:
    """On which day, counted back, a question was answered, proposed to a course and accepted."""

    answered: int
    proposed: int
    accepted: int


def way(sent: int, by: int, key: str) -> Way:
    """Spread the steps of a question over the days from sending in to `by`, each on a later day.

    Args:
        sent: so many days ago it was sent in, at least three more than `by`.
        by: so many days ago all was done.
    """
    room = sent - by
    answered = sent - min(4 + scatter(key, 11), max(1, room // 3))
    proposed = answered - max(1, (answered - by) // 2)
    return Way(answered, proposed, proposed - max(1, (proposed - by) // 2))


def moment_later(moment: datetime, months: int) -> datetime:
    """Give the same hour so many months later, on the same day or the last of that month."""
    return datetime.combine(months_later(moment.date(), months), moment.timetz())


def schools_are_closed(day: date) -> bool:
    """Say whether it is a weekend, a public holiday or in the Christmas holiday; the example has no other."""
    first, last = CHRISTMAS
    christmas = (day.month, day.day) >= first or (day.month, day.day) <= last
    return christmas or day.isoweekday() >= SATURDAY or bool(public_days(day, day))


def scatter(key: str, below: int) -> int:
    """Give a number from 0 that is always the same for a key."""
    return zlib.crc32(key.encode()) % below
