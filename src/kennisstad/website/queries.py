# SPDX-License-Identifier: EUPL-1.2
"""Reads for the public pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import (
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Cast
from django.utils.translation import get_language
from wagtail.models import Page

from kennisstad.audit.standstill import until_something_happens
from kennisstad.citylab.models import Question
from kennisstad.citylab.queries import districts_counted
from kennisstad.citylab.road import road_of
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area, AreaQuerySet, Outline
from kennisstad.neighbourhoods.queries import one_with_outline
from kennisstad.partners.models import Partner
from kennisstad.projects.models import GivingBack, MilestoneText, Project, Result, ResultFile
from kennisstad.projects.models.project import NOT_RETURNED, RETURNED, WITH_RESULT, Status
from kennisstad.web.road import Station
from kennisstad.website.labels import Label, Labels, labels_of, unasked_themes
from kennisstad.website.models import AgendaPage, GuideIndexPage, HomePage, NewsIndexPage, StoryIndexPage
from kennisstad.website.reading import in_one_line, roads_of

SHOWN = 5
"""How many of each a district's page shows before it refers to the whole list."""


def home_page(language: str) -> HomePage | None:
    """Find what editors wrote for the first page in this language."""
    live = HomePage.objects.live().filter(locale__language_code=language)
    page: HomePage | None = live.order_by("path").first()
    return page


Index = type[NewsIndexPage] | type[StoryIndexPage] | type[GuideIndexPage] | type[AgendaPage]


def index_page(kind: Index, language: str) -> Page | None:
    """Find the page in this language that lists news, stories, guides or events."""
    live = kind.objects.live().filter(locale__language_code=language)
    page: Page | None = live.select_related("locale").order_by("path").first()
    return page


@dataclass(frozen=True)
class Row:
    """A project or result in a list, with its road and what it is known by."""

    record: Project | Result
    road: list[Station]
    labels: Labels


@until_something_happens
def rows_of(kind: str, idents: tuple[int, ...], today: date) -> list[Row]:
    """Read projects or results in this order, with roads and labels; six queries, however many."""
    if kind == "projects":
        found = with_texts(Project.objects.filter(pk__in=idents).select_related("carrier", "result"))
        rows = _rows([(project, project) for project in found], today)
    else:
        results = with_texts(Result.objects.filter(pk__in=idents).select_related("project__carrier"))
        rows = _rows([(result, result.project) for result in results], today)
    return sorted(rows, key=lambda row: idents.index(row.record.pk))


def _rows(records: Sequence[tuple[Project | Result, Project]], today: date) -> list[Row]:
    projects = [project for _record, project in records]
    roads, labels = roads_of(projects), labels_of(projects, today)
    return [Row(record, roads[project.pk], labels.get(project.pk, Labels())) for record, project in records]


def counted() -> AreaQuerySet:
    """Give the districts, counted, each with `last_given_on`: the day something last came back; one query."""
    given = GivingBack.objects.filter(project__districts=OuterRef("pk"), project__status__in=RETURNED)
    return districts_counted().annotate(last_given_on=Subquery(given.order_by("-on").values("on")[:1]))


def districts() -> list[Area]:
    """Give the districts by name, each counted and with its newest outline; two queries."""
    found = list(counted().by_name())
    prefetch_related_objects(found, Prefetch("outlines", Outline.objects.newest(), to_attr="newest_outlines"))
    return found


def result_and_district(pk: int) -> tuple[Result, Area | None]:
    """Read a result with its words and carrier, and the first of its districts by name; three queries.

    Raises:
        Result.DoesNotExist: there is no such result.
    """
    result = Result.objects.select_related("project__carrier").prefetch_related("texts").get(pk=pk)
    return result, Area.objects.districts().filter(projects=result.project_id).by_name().first()


@dataclass(frozen=True)
class Named:
    """A neighbourhood, or a partner that works here, by name."""

    key: str
    name: str


@dataclass(frozen=True)
class Planned:
    """A step of a project's plan that is still to come."""

    project: int
    day: date
    title: str
    language: str


@dataclass(frozen=True)
class District:
    """What a district's own page shows."""

    area: Area
    neighbourhoods: list[Named]
    partners: list[Named]
    """Those that carry or join what is under way or found here, or brought something back."""
    planned: list[Planned]
    """The first steps to come of what did not come back here yet."""
    unasked: list[Label]
    """The themes of today about which nobody here asked anything yet."""
    questions: list[tuple[Question, list[Station]]]
    running: list[Project]
    found: list[Result]
    """What was handed over, and waits to be given back."""
    results: list[Result]
    """What was given back."""


@until_something_happens
def district(slug: str, today: date) -> District:
    """Read a district with its newest questions, projects and results, and what is around it; nine queries.

    Raises:
        Area.DoesNotExist: there is no such district.
    """
    area = one_with_outline(counted(), slug=slug)
    asked = (
        Question.objects.public().whole().newest().filter(districts=area).select_related("project__result")
    )
    running = Project.objects.under_way().newest().filter(districts=area).select_related("carrier")
    questions = with_texts(asked.prefetch_related("steps", "uses"), first=SHOWN)
    # Few questions run in parts: only those cost a read more.
    prefetch_related_objects([one for one in questions if one.in_legs], "legs__project")
    around = _around(area, today)
    found, returned = _results(area)
    return District(
        area=area,
        neighbourhoods=[Named(row.key, row.name) for row in around if row.kind == "neighbourhood"],
        partners=[Named(row.key, row.name) for row in around if row.kind == "partner"],
        planned=_planned(around),
        unasked=unasked_themes(area, today),
        questions=[(question, in_one_line(road_of(question))) for question in questions],
        running=with_texts(running, first=SHOWN),
        found=found,
        results=returned,
    )


def _results(area: Area) -> tuple[list[Result], list[Result]]:
    """Read the newest results that wait to be given back, and those that were, in one query."""
    here = Result.objects.newest().filter(project__districts=area)
    waiting = here.filter(project__status=Status.HANDED_OVER).values("pk")[:SHOWN]
    returned = here.filter(project__status__in=RETURNED).values("pk")[:SHOWN]
    both = Result.objects.newest().filter(Q(pk__in=waiting) | Q(pk__in=returned))
    results = with_texts(both.select_related("project__carrier"))
    return (
        [one for one in results if one.project.status == Status.HANDED_OVER],
        [one for one in results if one.project.status in RETURNED],
    )


class _Around(NamedTuple):
    kind: str
    key: str
    name: str
    language: str
    day: str
    project: int


def _around(area: Area, today: date) -> list[_Around]:
    """Read neighbourhoods, partners and what is planned by name, in one query."""
    none, nought = Value(""), Value(0)
    here = Project.objects.filter(districts=area, status__in=(*NOT_RETURNED, *RETURNED)).values("pk")
    neighbourhoods = Area.objects.neighbourhoods().filter(parent=area)
    partners = Partner.objects.filter(Q(projects__in=here) | Q(carried_projects__in=here))
    to_come = MilestoneText.objects.filter(
        milestone__project__in=Project.objects.not_returned().filter(districts=area).values("pk"),
        milestone__due_on__gte=today,
        milestone__done_on=None,
    )
    day = Cast("milestone__due_on", TextField())
    rows = neighbourhoods.values_list(Value("neighbourhood"), "slug", "name", none, none, nought).union(
        partners.values_list(Value("partner"), "key", "name", none, none, nought),
        to_come.values_list(
            Value("planned"),
            Cast("milestone", TextField()),
            "title",
            "language",
            day,
            "milestone__project",
        ),
    )
    return sorted((_Around(*row) for row in rows), key=lambda row: (row.day, row.name.lower(), row.key))


def _planned(around: Iterable[_Around]) -> list[Planned]:
    """Give the first steps to come, each in the reader's language or else in the other."""
    words: dict[str, _Around] = {}
    for row in around:
        if row.kind == "planned" and (row.key not in words or row.language == get_language()):
            words[row.key] = row
    steps = [
        Planned(row.project, date.fromisoformat(row.day), row.name, row.language) for row in words.values()
    ]
    return steps[:SHOWN]


def public_files() -> QuerySet[ResultFile]:
    """Give the files that visitors may have: those of a result that was handed over."""
    return ResultFile.objects.filter(result__project__status__in=WITH_RESULT)
