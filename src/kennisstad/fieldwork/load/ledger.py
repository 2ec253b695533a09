# SPDX-License-Identifier: EUPL-1.2
"""One area's ledger: what is asked of it, what it bears, and what therefore does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kennisstad.fieldwork.load.terms import Term, terms_between

DAY = timedelta(days=1)
FARTHEST = timedelta(days=3 * 366)
"""How far ahead a free day is looked for."""


@dataclass(frozen=True)
class Stretch:
    """Days in a row, the last one included."""

    first: date
    last: date

    def overlaps(self, other: "Stretch") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Work:
    """Fieldwork that counts in an area."""

    days: Stretch
    contacts: int
    """Weighed; those that were made where that is known, else those that are planned."""


@dataclass(frozen=True)
class Ledger:
    """What is known of one area."""

    area_id: int
    works: tuple[Work, ...] = ()
    threshold: int | None = None
    """The most weighed contacts in a term; nothing where the city set no limit."""
    rest_days: int = 0
    """How long it rests after the fieldwork of a full term has ended."""
    pauses: tuple[Stretch, ...] = ()

    def load(self, term: Term) -> int:
        """Add up what a term asks of the area.

        Fieldwork that runs over the end of a term counts in full in both: nobody knows beforehand on which
        days residents are asked, and the doubt is theirs.
        """
        days = Stretch(term.first_day, term.last_day)
        return sum(work.contacts for work in self.works if work.days.overlaps(days))

    def left(self, term: Term) -> int | None:
        """Give how many weighed contacts still fit in a term; nothing where no limit is set."""
        return None if self.threshold is None else max(0, self.threshold - self.load(term))

    def rests(self) -> list[Stretch]:
        """Give the days on which the area rests, by term: after the last fieldwork of each full one."""
        if not self.rest_days or self.threshold is None or not self.works:
            return []
        first = min(work.days.first for work in self.works)
        last = max(work.days.last for work in self.works)
        full = (term for term in terms_between(first, last) if self.load(term) >= self.threshold)
        return [self._rest_after(term) for term in full if self.load(term)]

    def _rest_after(self, term: Term) -> Stretch:
        days = Stretch(term.first_day, term.last_day)
        ended = max(work.days.last for work in self.works if work.days.overlaps(days))
        return Stretch(ended + DAY, ended + self.rest_days * DAY)


class HindranceKind(StrEnum):
    PAUSED = "paused"
    RESTING = "resting"
    FULL = "full"


@dataclass(frozen=True)
class Hindrance:
    """Why fieldwork does not fit in an area on these days."""

    area_id: int
    kind: HindranceKind
    until: date
    """The last day on which it holds."""
    left: int = 0
    """How many weighed contacts still fit in that term; 0 while the area is paused or rests."""


def hindrances(ledger: Ledger, days: Stretch, contacts: int) -> list[Hindrance]:
    """List all that stands in the way of so many weighed contacts on these days, pauses first.

    Nothing stands in the way of a study that asks nobody anything.
    """
    if contacts <= 0:
        return []
    paused = [_of(ledger, HindranceKind.PAUSED, one) for one in ledger.pauses if one.overlaps(days)]
    rests = [_of(ledger, HindranceKind.RESTING, one) for one in ledger.rests() if one.overlaps(days)]
    return [*paused, *rests, *_full(ledger, days, contacts)]


def room(ledger: Ledger, days: Stretch) -> int | None:
    """Give how many weighed contacts still fit on these days; 0 while the area is paused or rests.

    Nothing where no limit is set. What fits has no hindrance, and one contact more has.
    """
    if any(one.overlaps(days) for one in (*ledger.pauses, *ledger.rests())):
        return 0
    if ledger.threshold is None:
        return None
    terms = terms_between(days.first, days.last)
    return min(max(0, ledger.threshold - ledger.load(term)) for term in terms)


def first_fitting_day(ledger: Ledger, days: Stretch, contacts: int) -> date | None:
    """Give the first day from which a stretch of the same length fits; nothing within three years."""
    length, first = days.last - days.first, days.first
    while first <= days.first + FARTHEST:
        found = hindrances(ledger, Stretch(first, first + length), contacts)
        if not found:
            return first
        first = max(one.until for one in found) + DAY
    return None


def _full(ledger: Ledger, days: Stretch, contacts: int) -> Iterator[Hindrance]:
    for term in terms_between(days.first, days.last):
        left = ledger.left(term)
        if left is not None and contacts > left:
            yield Hindrance(ledger.area_id, HindranceKind.FULL, term.last_day, left)


def _of(ledger: Ledger, kind: HindranceKind, days: Stretch) -> Hindrance:
    return Hindrance(ledger.area_id, kind, days.last)
