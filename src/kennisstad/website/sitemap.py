# SPDX-License-Identifier: EUPL-1.2
"""Every public address in each language it has, with the day on which it last changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import groupby, islice
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page

from kennisstad.agreement.models import Agreement, Commitment, Theme
from kennisstad.audit.models import Event
from kennisstad.campus.models import Campus
from kennisstad.citylab.models import Question
from kennisstad.neighbourhoods.models import Area
from kennisstad.newsletter.models import Issue
from kennisstad.partners.models import Partner
from kennisstad.progress.models import Account
from kennisstad.projects.models import Project, Result
from kennisstad.projects.models.project import WITH_RESULT
from kennisstad.rounds.models import Round
from kennisstad.schools.models import Offer
from kennisstad.search.fixed import PAGES
from kennisstad.years.models import Day, Year

MOST = 20_000
"""Places in one file: each stands there in two languages, and a file may hold 50,000 addresses."""
LANGUAGES = [code for code, _name in settings.LANGUAGES]
NOT_FOR_ROBOTS = ("workspace:home", "citylab:find", "rounds:find_team", "contact:find")
"""Desks, and pages that a code opens."""
LISTS = ("website:stories", "website:guides", "campus:housing")
"""Pages of their own that the search box leaves to what stands on them."""
FIXED = (*(page.name for page in PAGES if page.name not in NOT_FOR_ROBOTS), *LISTS)
"""Pages of their own; those that this site does not have are left out."""


@dataclass(frozen=True)
class Place:
    """One page in each of its languages."""

    addresses: dict[str, str]
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """Records with a page each: the name of that page, and the fields that its address is made of.

    Records with the same address share a page.
    """

    page: str
    by: tuple[str, ...]
    records: Callable[[], QuerySet[Any]]


KINDS = (
    Kind("citylab:question", ("pk",), Question.objects.public),
    Kind("website:project", ("pk",), Project.objects.all),
    Kind("website:result", ("pk",), lambda: Result.objects.filter(project__status__in=WITH_RESULT)),
    Kind("website:neighbourhood", ("slug",), Area.objects.districts),
    Kind("website:partner", ("key",), Partner.objects.all),
    Kind("website:theme", ("key",), lambda: Theme.objects.filter(agreement__in=Agreement.objects.public())),
    Kind("progress:version", ("key",), Agreement.objects.public),
    Kind("progress:commitment", ("key",), Commitment.objects.public),
    Kind("progress:account", ("pk",), Account.objects.public),
    Kind("rounds:round", ("pk",), Round.objects.public),
    Kind("schools:offer", ("pk",), Offer.objects.public),
    Kind("years:year", ("slug",), Year.objects.all),
    Kind("years:day", ("year__slug", "on"), Day.objects.all),
    Kind("campus:campus", ("key",), Campus.objects.all),
    Kind("newsletter:issue", ("number",), Issue.objects.public),
)
"""A test holds them to what the search box finds: no kind with pages of its own is left out."""


def parts() -> int:
    """Count the files that all places take; at least one."""
    number: int = Page.objects.count() + len(FIXED) + sum(kind.records().count() for kind in KINDS)
    return max(1, -(-number // MOST))


def part(number: int) -> list[Place]:
    """Give the places of one file, counted from 1."""
    return list(islice(places(), (number - 1) * MOST, number * MOST))


def places() -> Iterator[Place]:
    """Give every public page, those of the site itself first."""
    fixed = list(_fixed())
    yield from fixed
    # What an editor wrote above a list stands at the address of that list.
    own = [place.addresses for place in fixed]
    yield from (place for place in _written() if place.addresses not in own)
    changed = _changed()
    for kind in KINDS:
        yield from _records(kind, changed)


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


def _changed() -> dict[str, datetime]:
    """Give when each record of these kinds was last written of in the journal; one query."""
    models = [kind.records().model._meta.model_name for kind in KINDS]
    # The journal's lines of one kind stand together in its index.
    of_these = [Q(subject__gte=f"{model}:", subject__lt=f"{model};") for model in models]
    lines = Event.objects.filter(reduce(or_, of_these)).values("subject").annotate(last=Max("at"))
    return {line["subject"]: line["last"] for line in lines}


def _records(kind: Kind, changed: Mapping[str, datetime]) -> Iterator[Place]:
    records = kind.records()
    model = records.model._meta.model_name
    found: dict[tuple[Any, ...], list[datetime]] = {}
    for pk, *key in records.order_by("pk").values_list("pk", *kind.by):
        at = changed.get(f"{model}:{pk}")
        found.setdefault(tuple(key), []).extend([at] if at else [])
    for args, moments in found.items():
        yield Place(_addresses(kind.page, args), max(moments, default=None))


def _addresses(name: str, args: Sequence[Any]) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = reverse(name, args=args)
    return found
