# SPDX-License-Identifier: EUPL-1.2
"""The days of projects that anybody may know: milestones, giving back, and when we ask about use."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.citylab.models import Question
from kennisstad.citylab.models import Status as QuestionStatus
from kennisstad.citylab.models.step import MOMENTS
from kennisstad.lib.months import months_later
from kennisstad.projects.models import Form, GivingBack, GivingBackText, Milestone, MilestoneText, ProjectText

if TYPE_CHECKING:
    from icalendar import Event

ASK_AGAIN = timedelta(hours=12)
"""How often a diary is asked to look for changes."""
BACK = timedelta(days=365)
"""How long ago a day may be and still stand in the calendar."""


@dataclass(frozen=True)
class Day:
    """One day of a project, with what happens then."""

    key: str
    """Lasting: a diary knows it again by this."""
    on: date
    project: int
    what: str


def calendar_of(projects: Collection[int], *, name: str, today: date) -> bytes:
    """Write the days of these projects as iCalendar, from a year ago on; four queries."""
    # Late: a third of a second of every start, for what few processes ever write.
    from icalendar import Calendar  # noqa: PLC0415

    written = Calendar()
    written.add("prodid", f"-//kennisstad//{get_language() or 'nl'}")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("name", name)
    written.add("x-wr-calname", name)
    written.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    titles = _first(ProjectText.objects.values_list("project_id", "language", "title"))
    for day in sorted(_days(today - BACK), key=lambda day: (day.on, day.key)):
        if day.project in projects:
            written.add_component(_event(day, titles.get(day.project, str(day.project)), today))
    content: bytes = written.to_ical()
    return content


def _event(day: Day, title: str, today: date) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{day.key}@{urlsplit(settings.SITE_ADDRESS).hostname}")
    event.add("dtstamp", datetime.combine(today, time.min, UTC))
    event.add("summary", f"{title}: {day.what}")
    event.add("url", f"{settings.SITE_ADDRESS}{reverse('website:project', args=[day.project])}")
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    # People are free to do something else on that day.
    event.add("transp", "TRANSPARENT")
    return event


def _days(since: date) -> Iterator[Day]:
    yield from _milestones(since)
    yield from _givings(since)
    yield from _uses(since)


def _milestones(since: date) -> Iterator[Day]:
    called = _first(MilestoneText.objects.values_list("milestone_id", "language", "title"))
    rows = Milestone.objects.filter(due_on__gte=since, done_on__isnull=True)
    for ident, project, on in rows.values_list("pk", "project_id", "due_on"):
        yield Day(f"milestone-{ident}", on, project, called.get(ident, _("milestone")))


def _givings(since: date) -> Iterator[Day]:
    places = _first(GivingBackText.objects.values_list("giving_back_id", "language", "place"))
    rows = GivingBack.objects.filter(on__gte=since)
    for ident, project, on, form in rows.values_list("pk", "project_id", "on", "form"):
        place = f", {places[ident]}" if places.get(ident) else ""
        said = _("given back as %(form)s%(place)s") % {"form": Form(form).label, "place": place}
        yield Day(f"giving-back-{ident}", on, project, said)


def _uses(since: date) -> Iterator[Day]:
    """Give the days, 3, 12 and 36 months after giving back, on which we ask whether it was used."""
    rows = Question.objects.public().filter(status=QuestionStatus.GIVEN_BACK, project__isnull=False)
    for ident, project, ended_at in rows.values_list("pk", "project_id", "ended_at"):
        for months in MOMENTS if ended_at else ():
            if (on := months_later(timezone.localtime(ended_at).date(), months)) >= since:
                yield Day(f"use-{ident}-{months}", on, project, _("we ask whether it was used"))


def _first(rows: QuerySet[Any, Any]) -> dict[int, str]:
    """Give words by their record, in the reader's language, else in the other."""
    found: dict[int, str] = {}
    for ident, language, words in rows.order_by("pk"):
        if language == get_language() or ident not in found:
            found[ident] = words
    return found
