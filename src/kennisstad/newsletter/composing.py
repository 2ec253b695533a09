# SPDX-License-Identifier: EUPL-1.2
"""An issue writes itself: from what happened since the last one, by hand or when its day comes near.

Whatever happened is told in one issue. An issue begins on the last day of the one before it, for that day
went on after its draft was written, and leaves out what another issue tells already.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.newsletter.found import Found
from kennisstad.newsletter.issues import NEWS, has_news, leaves_at, next_due_on, next_moment, open_draft
from kennisstad.newsletter.models import Issue, Item, ItemText, Rhythm
from kennisstad.newsletter.models.issue import Status
from kennisstad.newsletter.sources import gathered
from kennisstad.newsletter.stepping import hold_draft
from kennisstad.newsletter.telling import words_follow

ONE_DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=28)
"""So long after its day something can still come to the site, and is told in the next issue."""


@transaction.atomic
def draft(*, by: User | None, at: datetime) -> Issue:
    """Write an issue from what happened since the last one, up to today; an open draft takes in what is new.

    What an editor dropped or rewrote stays so. Gives the draft, whether or not there is news in it.
    """
    rhythm = _held_rhythm()
    if (issue := open_draft()) is not None:
        return compose_again(issue, by=by, at=at)
    return _drafted(rhythm, by=by, at=at)


@transaction.atomic
def compose_again(issue: Issue, *, by: User | None, at: datetime) -> Issue:
    """Take into an open draft what happened up to today; what was dropped or rewritten stays so.

    Raises:
        NotNow: it is no draft any more.
    """
    # Nobody else may take in the same things meanwhile.
    _held_rhythm()
    hold_draft(issue)
    with words_follow(issue):
        issue.until = max(issue.until, _last_day(issue, timezone.localdate(at)))
        issue.save(update_fields=["until"])
        added = _take_in(issue)
    record("issue.composed", subject=issue, by_id=by.pk if by else None, at=at, items=added)
    return issue


def keep_up(at: datetime) -> int:
    """Write the issue whose day comes near, once, however many workers ask; give how many were written.

    Without news there is none to send: what was written here is put away at once, and its days go along with
    the next.
    """
    rhythm = Rhythm.objects.first()
    if rhythm is None or _day_to_write_for(rhythm, at) is None:
        return 0
    return _written_when_due(at)


@transaction.atomic
def _written_when_due(at: datetime) -> int:
    # Another worker may have written it since we looked: look again, and let nobody look along.
    rhythm = _held_rhythm()
    day = _day_to_write_for(rhythm, at)
    if day is None:
        return 0
    begun = open_draft()
    issue = compose_again(begun, by=None, at=at) if begun else _drafted(rhythm, by=None, at=at)
    issue.due_at = leaves_at(rhythm, day)
    issue.save(update_fields=["due_at"])
    # What an editor began is theirs to drop: they may still add something.
    if begun is None and not has_news(issue):
        issue.status = Status.DROPPED
        issue.save(update_fields=["status"])
        record("issue.dropped", subject=issue, by_id=None, at=at, why="no-news")
    return 1


def _day_to_write_for(rhythm: Rhythm, at: datetime) -> date | None:
    """Give the day of the issue that must be written by now and is not."""
    today = timezone.localdate(at)
    day = next_due_on(rhythm, today)
    if day is None or today < day - timedelta(days=rhythm.days_ahead):
        return None
    # By its day an issue is known, however it went on; one that an editor began counts once it is this far.
    first = leaves_at(rhythm, day - timedelta(days=rhythm.days_ahead)).replace(hour=0)
    of_this_day = Q(due_at__gte=first, due_at__lt=first + timedelta(weeks=rhythm.weeks))
    unready = Q(status=Status.DRAFT, until__lt=first.date())
    settled = Q(until__gte=today) & ~Q(status__in=(Status.DRAFT, Status.DROPPED))
    return None if Issue.objects.filter((of_this_day & ~unready) | settled).exists() else day


def _last_day(issue: Issue, today: date) -> date:
    """Give the last day that an issue can tell of: the one after it may have been written already."""
    later = Issue.objects.exclude(status=Status.DROPPED).filter(number__gt=issue.number)
    since = later.aggregate(since=Min("since"))["since"]
    return min(today, since - ONE_DAY) if since else today


def _held_rhythm() -> Rhythm:
    """Hold the one row that all drafting goes by, so that nobody drafts at the same time."""
    Rhythm.objects.get_or_create(pk=1)
    return Rhythm.objects.select_for_update().get(pk=1)


def _drafted(rhythm: Rhythm, *, by: User | None, at: datetime) -> Issue:
    until = timezone.localdate(at)
    # The days of an issue that was not sent go along with this one.
    last = Issue.objects.exclude(status=Status.DROPPED).aggregate(until=Max("until"))["until"]
    # The last day went on after it was told of.
    since = min(last, until) if last else until - timedelta(weeks=rhythm.weeks) + ONE_DAY
    number = (Issue.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    issue = Issue.objects.create(
        number=number, since=since, until=until, due_at=next_moment(rhythm, at), status=Status.DRAFT
    )
    with words_follow(issue):
        added = _take_in(issue)
    record("issue.drafted", subject=issue, by_id=by.pk if by else None, at=at, items=added)
    return issue


def _take_in(issue: Issue) -> int:
    """Put in what the issue does not know yet, behind what stands there; give how many."""
    rows = list(issue.items.values_list("source", "section", "place"))
    first = _first_day(issue)
    known = {source for source, _section, _place in rows} | _told_elsewhere(issue, first)
    ends = Counter[str]()
    for _source, section, place in rows:
        ends[section] = max(ends[section], place + 1)
    new = {one.source: one for one in gathered(first, issue.until) if one.source not in known}
    items = [_item(issue, one, ends) for one in new.values()]
    Item.objects.bulk_create(items)
    ItemText.objects.bulk_create(
        text for item, one in zip(items, new.values(), strict=True) for text in _texts(item, one)
    )
    return len(items)


def _first_day(issue: Issue) -> date:
    """Give the day from which an issue tells what no other tells: not before the first issue began."""
    begun: date = Issue.objects.aggregate(since=Min("since"))["since"]
    return max(begun, issue.since - LOOK_BACK)


def _told_elsewhere(issue: Issue, first: date) -> set[str]:
    """Give what other issues tell of the days from this one on, or left out; a date may come again."""
    others = Item.objects.exclude(issue=issue).exclude(issue__status=Status.DROPPED)
    news = others.filter(issue__until__gte=first, section__in=NEWS).exclude(source="")
    return set(news.values_list("source", flat=True))


def _item(issue: Issue, found: Found, ends: Counter[str]) -> Item:
    place = ends[found.section]
    ends[found.section] += 1
    return Item(
        issue=issue,
        section=found.section,
        place=place,
        source=found.source,
        districts=list(found.districts),
        themes=list(found.themes),
    )


def _texts(item: Item, found: Found) -> Iterable[ItemText]:
    for language, said in found.texts.items():
        yield ItemText(
            item=item,
            language=language,
            title=said.title[:200],
            words=said.words[:2000],
            address=said.address[:500],
        )
