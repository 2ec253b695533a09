# SPDX-License-Identifier: EUPL-1.2
"""Reads about issues: the rhythm and when the next is due, what stands in one, and how far it came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol, TypeVar

from django.utils import timezone

from kennisstad.newsletter.models import Break, Delivery, Issue, Item, Rhythm, Section
from kennisstad.newsletter.models.delivery import UNDER_WAY
from kennisstad.newsletter.models.issue import FROZEN, Status
from kennisstad.newsletter.rhythm import Beat, due_days, next_due, working_day_from

NEWS = (Section.OWN, Section.RETURNED, Section.ASKED, Section.NEWS)
"""Reason enough to send an issue; an agenda alone is not."""


DAY_BEGINS, DAY_ENDS = 7, 20
"""Hours between which nobody is woken by a mail."""


def rhythm() -> Rhythm:
    """Give the rhythm; as long as nobody set one, what it begins with."""
    return Rhythm.objects.first() or Rhythm()


def beat_of(rhythm: Rhythm) -> Beat | None:
    """Give the days of a rhythm; nothing when it has no first day."""
    if rhythm.first_on is None:
        return None
    breaks = Break.objects.order_by("begins_on", "pk").values_list("begins_on", "ends_on")
    return Beat(rhythm.first_on, rhythm.weeks, tuple(breaks))


def next_due_on(rhythm: Rhythm, since: date) -> date | None:
    beat = beat_of(rhythm)
    return next_due(beat, since) if beat else None


def leaves_at(rhythm: Rhythm, day: date) -> datetime:
    """Give the moment of a day on which an issue leaves, in the city's time."""
    return timezone.make_aware(datetime.combine(day, time(rhythm.hour)))


def next_moment(rhythm: Rhythm, at: datetime) -> datetime | None:
    """Give the first moment of the rhythm that is still to come."""
    today = timezone.localdate(at)
    day = next_due_on(rhythm, today)
    if day == today and leaves_at(rhythm, today) <= at:
        day = next_due_on(rhythm, date.fromordinal(today.toordinal() + 1))
    return leaves_at(rhythm, day) if day else None


def is_unusual(moment: datetime) -> bool:
    """Say whether this is no moment of the rhythm, or, without one, no daytime of a workday."""
    mine, local = rhythm(), timezone.localtime(moment)
    day = local.date()
    if (beat := beat_of(mine)) is not None:
        return day not in due_days(beat, day, day) or local != leaves_at(mine, day)
    return working_day_from(day) != day or not DAY_BEGINS <= local.hour < DAY_ENDS


def open_draft() -> Issue | None:
    """Give the issue that is being written."""
    return Issue.objects.filter(status=Status.DRAFT).newest().first()


def has_news(issue: Issue) -> bool:
    return issue.items.kept().filter(section__in=NEWS).exists()


class InASection(Protocol):
    @property
    def section(self) -> str: ...


Placed = TypeVar("Placed", bound=InASection)


def in_sections(items: Iterable[Placed]) -> list[tuple[Section, list[Placed]]]:
    """Put items, in their order, beneath the sections that have any."""
    items = list(items)
    parted = [(section, [item for item in items if item.section == section]) for section in Section]
    return [(section, some) for section, some in parted if some]


def items_of(issue: Issue) -> list[Item]:
    """Read all items of an issue with their texts, in order; two queries."""
    return list(issue.items.in_order().prefetch_related("texts"))


def place_of(item: Item) -> int:
    """Give where an item stands among those of its section, 0 for the first."""
    row = Item.objects.filter(issue=item.issue_id, section=item.section).kept().in_order()
    keys = list(row.values_list("pk", flat=True))
    return keys.index(item.pk) if item.pk in keys else len(keys)


@dataclass(frozen=True)
class Progress:
    """How far the deliveries of an issue came."""

    readers: int
    by_status: dict[str, int]

    @property
    def ended(self) -> int:
        return sum(n for status, n in self.by_status.items() if status not in UNDER_WAY)


def progress_of(issue: Issue) -> Progress | None:
    """Count the deliveries of a frozen issue; what ended was counted then. One query while it is sent."""
    if issue.status not in FROZEN:
        return None
    if issue.ended_at:
        return Progress(issue.readers or 0, {str(key): int(n) for key, n in issue.tally.items()})
    return Progress(issue.readers or 0, Delivery.objects.filter(issue=issue).by_status())
