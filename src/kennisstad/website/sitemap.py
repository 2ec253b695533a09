# SPDX-License-Identifier: EUPL-1.2
"""Every public address in each language it has, with the day on which it last changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page

from kennisstad.agreement.models import Agreement
from kennisstad.audit.models import Event
from kennisstad.citylab.models import Question
from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.projects.models import Project, Result
from kennisstad.projects.models.project import WITH_RESULT

MOST = 20_000
"""Places in one file: each stands there in two languages, and a file may hold 50,000 addresses."""
LANGUAGES = [code for code, _name in settings.LANGUAGES]
FIXED = (
    "website:neighbourhoods", "website:projects", "website:results", "website:partners", "website:themes",
    "website:news", "website:agenda", "website:newsletter", "citylab:questions", "citylab:ask",
    "citylab:last_dates", "citylab:to_work_on", "rounds:rounds", "fieldwork:load", "progress:agreement",
    "progress:timeline", "progress:themes", "progress:accounts", "welcome:home", "welcome:path",
    "welcome:venues", "welcome:ambassadors", "welcome:press", "campus:home", "schools:offers",
    "schools:reach", "contact:write", "contact:accessibility",
)  # fmt: skip
"""Pages of their own; those that this site does not have are left out."""


@dataclass(frozen=True)
class Place:
    """One page in each of its languages."""

    addresses: dict[str, str]
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """Records with a page each: the name of that page, and how the journal calls one."""

    page: str
    by: str
    records: Callable[[], QuerySet[Any]]


KINDS = (
    Kind("citylab:question", "pk", lambda: Question.objects.public().whole()),
    Kind("website:project", "pk", Project.objects.all),
    Kind("website:result", "pk", lambda: Result.objects.filter(project__status__in=WITH_RESULT)),
    Kind("website:neighbourhood", "slug", Area.objects.districts),
    Kind("website:partner", "key", Partner.objects.all),
    Kind("progress:version", "key", Agreement.objects.public),
)


def parts() -> int:
    """Count the files that all places take; at least one."""
    number: int = Page.objects.count() + len(FIXED) + sum(kind.records().count() for kind in KINDS)
    return max(1, -(-number // MOST))


def part(number: int) -> list[Place]:
    """Give the places of one file, counted from 1."""
    return list(islice(places(), (number - 1) * MOST, number * MOST))


def places() -> Iterator[Place]:
    """Give every public page, those of the site itself first."""
    yield from _fixed()
    yield from _written()
    for kind in KINDS:
        yield from _records(kind)


def _fixed() -> Iterator[Place]:
    for name in FIXED:
        try:
            yield Place(_addresses(name, []))
        except NoReverseMatch:
            continue


def _written() -> Iterator[Place]:
    """Give what editors wrote, translations of each other together."""
    live = Page.objects.live().public().filter(depth__gt=1).select_related("locale")
    rows = live.order_by("translation_key", "pk")
    for _key, pages in groupby(rows, key=lambda page: page.translation_key):
        yield _page(list(pages))


def _page(pages: Iterable[Page]) -> Place:
    # `url` asks where sites begin, which is kept in the cache: no query for each.
    found = {page.locale.language_code: page for page in pages if page.url}
    addresses = {code: found[code].url for code in LANGUAGES if code in found}
    changed = [page.last_published_at for page in found.values() if page.last_published_at]
    return Place(addresses, max(changed, default=None))


def _records(kind: Kind) -> Iterator[Place]:
    records = kind.records()
    model = records.model._meta.model_name
    # The journal's lines of one kind stand together in its index.
    begin = f"{model}:"
    lines = Event.objects.filter(subject__gte=begin, subject__lt=f"{model};").values("subject")
    changed = {row["subject"]: row["last"] for row in lines.annotate(last=Max("at"))}
    for pk, key in records.order_by("pk").values_list("pk", kind.by):
        yield Place(_addresses(kind.page, [key]), changed.get(f"{begin}{pk}"))


def _addresses(name: str, args: list[Any]) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = reverse(name, args=args)
    return found
