# SPDX-License-Identifier: EUPL-1.2
"""What happened in the city in the last two weeks, and what comes in the next two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kennisstad.citylab.models import Question
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import GivingBack, Project
from kennisstad.web.moments import Moment
from kennisstad.website.agenda import coming

FORTNIGHT = timedelta(days=14)
MOST = 20
"""Of each kind; in a busier fortnight the lists of the site tell the rest."""


@dataclass(frozen=True)
class Digest:
    since: date
    until: date
    """The last day that is told of."""
    asked: list[Question]
    """Those that a broker answered first in these days, and visitors may read."""
    begun: list[Project]
    returned: list[GivingBack]
    coming: list[Moment]
    seeking: int
    """How many questions still look for a course."""

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.begun or self.returned)


def digest(today: date) -> Digest:
    """Tell of the fortnight that ends today; at most nine queries, however much happened."""
    since = today - FORTNIGHT + timedelta(days=1)
    places = Prefetch("districts", Area.objects.by_name())
    returned = returned_in(since, today).select_related("project__carrier")
    return Digest(
        since=since,
        until=today,
        asked=with_texts(asked_in(since, today).prefetch_related(places), first=MOST),
        begun=with_texts(begun_in(since, today).select_related("carrier"), first=MOST),
        returned=list(returned.prefetch_related("project__result__texts")[:MOST]),
        coming=coming(today, until=today + FORTNIGHT)[:MOST],
        seeking=Question.objects.seeking().count(),
    )


def asked_in(since: date, until: date) -> QuerySet[Question]:
    """Keep the questions that a broker answered first in these days, and visitors may read; newest first."""
    answered = Question.objects.public().whole()
    return answered.filter(answered_at__date__gte=since, answered_at__date__lte=until).newest()


def begun_in(since: date, until: date) -> QuerySet[Project]:
    """Keep the projects that began in these days, newest first."""
    return Project.objects.filter(starts_on__gte=since, starts_on__lte=until).newest()


def returned_in(since: date, until: date) -> QuerySet[GivingBack]:
    """Keep each time that a result went back in these days, newest first."""
    given = GivingBack.objects.filter(on__gte=since, on__lte=until, project__result__isnull=False)
    return given.select_related("project__result").order_by("-on", "-pk")


@dataclass(frozen=True)
class Line:
    """One thing that happened, for a feed."""

    title: str
    words: str
    address: str
    on: date


def lines_of(told: Digest) -> list[Line]:
    """Give all that happened, newest first; no query."""
    lines = [*_asked(told.asked), *_begun(told.begun), *_returned(told.returned)]
    return sorted(lines, key=lambda one: (one.on, one.address), reverse=True)


def _asked(questions: Iterable[Question]) -> Iterator[Line]:
    for one in questions:
        if one.text and one.answered_at:
            title, day = (
                _("Asked: %(title)s") % {"title": one.text.title},
                timezone.localdate(one.answered_at),
            )
            yield Line(title, one.text.body, reverse("citylab:question", args=[one.pk]), day)


def _begun(projects: Iterable[Project]) -> Iterator[Line]:
    for one in projects:
        if one.text:
            title = _("Begun: %(title)s") % {"title": one.text.title}
            address = reverse("website:project", args=[one.pk])
            yield Line(title, one.text.summary, address, one.starts_on)


def _returned(givings: Iterable[GivingBack]) -> Iterator[Line]:
    for one in givings:
        result = one.project.result
        if result.text:
            title = _("Given back: %(title)s") % {"title": result.text.title}
            yield Line(title, result.text.found, reverse("website:result", args=[result.pk]), one.on)
