# SPDX-License-Identifier: EUPL-1.2
"""Read all that the page of one project, result or partner shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, Model, Q, QuerySet

from kennisstad.agreement.models import Agreement, Commitment
from kennisstad.agreement.queries import spans
from kennisstad.agreement.versions import standing_on
from kennisstad.citylab.models import Question, Use
from kennisstad.citylab.road import road_of_project
from kennisstad.education.models import Course
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area, Outline
from kennisstad.neighbourhoods.models import Kind as AreaKind
from kennisstad.neighbourhoods.postcode import pc4_of
from kennisstad.neighbourhoods.queries import Drawing, drawing_of
from kennisstad.partners.models import Expert, Partner
from kennisstad.progress.whole import Beside, standing_beside
from kennisstad.projects.models import (
    GivingBack,
    LogEntry,
    Milestone,
    Project,
    Result,
    ResultFile,
    ResultLink,
)
from kennisstad.web.road import Station
from kennisstad.website.labels import Labels, labels_of
from kennisstad.website.partner_reads import agreements_of, parties, parts_of
from kennisstad.website.stretches import Stretch

R = TypeVar("R", bound=Model)
COURSES_SHOWN = 60
PROJECTS_SHOWN = 10
OWED_SHOWN = 20


@dataclass(frozen=True)
class WholeProject:
    project: Project
    labels: Labels
    course: Course | None
    questions: list[Question]
    """Those that may be seen, the one it began with first."""
    road: list[Station]
    milestones: list[Milestone]
    log: list[LogEntry]
    givings: list[GivingBack]
    result: Result | None


def project(pk: int, today: date) -> WholeProject:
    """Read a project with its questions, road, plan, log and result; ten queries.

    Raises:
        ObjectDoesNotExist: there is no such project.
    """
    found = _one(Project.objects.filter(pk=pk).select_related("carrier"))
    questions, givings = _questions_of(found), _givings_of(found)
    result = next(iter(with_texts(Result.objects.filter(project=pk))), None)
    if result:
        # The road asks the project for it.
        result.project = found
    return WholeProject(
        project=found,
        labels=labels_of([found], today).get(pk, Labels()),
        course=next(iter(with_texts(Course.objects.filter(projects=pk))), None),
        questions=questions,
        road=road_of_project(found, next(iter(questions), None)),
        milestones=with_texts(Milestone.objects.filter(project=pk).in_order()),
        log=with_texts(LogEntry.objects.filter(project=pk).newest()),
        givings=givings,
        result=result,
    )


@dataclass(frozen=True)
class WholeResult:
    result: Result
    project: Project
    outline: Drawing | None
    """Of the first of its districts, by name."""
    labels: Labels
    questions: list[Question]
    road: list[Station]
    givings: list[GivingBack]
    links: list[ResultLink]
    files: list[ResultFile]
    answers: list[Use]
    """What askers said about its use; not their explanation, which nobody has read yet."""


def result(pk: int, today: date) -> WholeResult:
    """Read a result with where it came from and what became of it; ten queries.

    Raises:
        ObjectDoesNotExist: there is no such result.
    """
    found = _one(Result.objects.filter(pk=pk).select_related("project__carrier"))
    carrying = found.project = _one(Project.objects.filter(pk=found.project_id).select_related("carrier"))
    questions, givings = _questions_of(carrying), _givings_of(carrying)
    uses = [use for question in questions for use in question.uses.all() if use.answer]
    return WholeResult(
        result=found,
        project=carrying,
        outline=_outline_of(carrying),
        labels=labels_of([carrying], today).get(carrying.pk, Labels()),
        questions=questions,
        road=road_of_project(carrying, next(iter(questions), None)),
        givings=givings,
        links=list(ResultLink.objects.filter(result=pk).order_by("pk")),
        files=list(ResultFile.objects.filter(result=pk).order_by("pk")),
        answers=sorted(uses, key=lambda use: (use.months, use.pk)),
    )


@dataclass(frozen=True)
class Place:
    district: Area
    outline: Drawing | None


@dataclass(frozen=True)
class WholePartner:
    partner: Partner
    agreements: list[Agreement]
    stretches: list[Stretch]
    """When it was a party to the agreement, over all versions."""
    place: Place | None
    """Where its address is in the city."""
    owed: list[Beside]
    """Of the version that stands, those that are due first; with where each stands."""
    projects: list[Project]
    courses: list[Course]
    experts: list[Expert]


def partner(key: str, today: date) -> WholePartner:
    """Read a partner with its agreements, what it owes, its projects, courses and groups; ten queries.

    Raises:
        ObjectDoesNotExist: there is no such partner.
    """
    found = _one(Partner.objects.filter(key=key))
    rows = parties()
    mine = Q(pk__in=Project.partners.through.objects.filter(partner=found).values("project"))
    return WholePartner(
        partner=found,
        agreements=agreements_of(found),
        stretches=parts_of(rows, today).get(found.pk, []),
        place=_place_of(found),
        owed=_owed_by(found, rows, today),
        projects=with_texts(
            Project.objects.newest().filter(mine).select_related("result"), first=PROJECTS_SHOWN
        ),
        courses=with_texts(Course.objects.filter(partner=found).offered().by_code(), first=COURSES_SHOWN),
        experts=with_texts(Expert.objects.filter(partner=found).asked().order_by("key")),
    )


def _owed_by(partner: Partner, rows: Sequence[Any], today: date) -> list[Beside]:
    owing = Commitment.objects.filter(agreement=standing_on(spans(rows), today), owners__partner=partner)
    first = owing.order_by(F("due_on").asc(nulls_last=True), "place", "pk").select_related("agreement")
    return standing_beside(with_texts(first, first=OWED_SHOWN), {}, today)


def _place_of(partner: Partner) -> Place | None:
    """Find the district of its address, the one with the largest part of its postcode; one query."""
    if (pc4 := pc4_of(partner.postcode)) is None:
        return None
    inside = Outline.objects.newest().filter(area__kind=AreaKind.DISTRICT, area__postcodes__pc4=pc4)
    largest_first = inside.order_by(F("area__postcodes__share").desc(nulls_last=True), "area__name")
    for outline in largest_first.select_related("area")[:1]:
        outline.area.__dict__["newest_outlines"] = [outline]
        return Place(outline.area, drawing_of(outline.area))
    return None


def _one(records: QuerySet[R]) -> R:
    for record in with_texts(records):
        return record
    raise ObjectDoesNotExist


def _questions_of(project: Project) -> list[Question]:
    """Give what the project works on and visitors may see, with what its road needs."""
    asked = Question.objects.public().filter(project=project).order_by("sent_at", "pk")
    questions = with_texts(asked.prefetch_related("steps", "uses"))
    for question in questions:
        question.project = project
    return questions


def _givings_of(project: Project) -> list[GivingBack]:
    givings = with_texts(GivingBack.objects.filter(project=project).order_by("on", "pk"))
    # The road asks for them again.
    vars(project)["_prefetched_objects_cache"]["givings_back"] = givings
    return givings


def _outline_of(project: Project) -> Drawing | None:
    """Draw the first district of a project, in one query."""
    outlines = Outline.objects.newest().filter(area__projects=project).select_related("area")
    for outline in outlines.order_by("area__name", "area__pk")[:1]:
        outline.area.__dict__["newest_outlines"] = [outline]
        return drawing_of(outline.area)
    return None
