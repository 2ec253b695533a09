# SPDX-License-Identifier: EUPL-1.2
"""Where a question stands on the road of six stations."""

from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import Promise

from kennisstad.citylab.models import Question, Status
from kennisstad.citylab.models.step import USEFUL
from kennisstad.citylab.news import HANDED_OVER, LEG_NEXT_STEP, NEXT_STEP, NOT_BEGUN
from kennisstad.projects.models import Project, Result
from kennisstad.projects.models import Status as ProjectStatus
from kennisstad.web.road import Station, found_on, road

Words = str | Promise
ASKED, CLARIFIED, MATCHED, WORKING, GIVEN_BACK, USED = range(6)

_PROJECT_STATION = {
    ProjectStatus.PLANNED: MATCHED,
    ProjectStatus.RUNNING: WORKING,
    ProjectStatus.HANDED_OVER: WORKING,
    ProjectStatus.GIVEN_BACK: GIVEN_BACK,
    ProjectStatus.CLOSED: GIVEN_BACK,
    ProjectStatus.STOPPED: MATCHED,
}


def road_of(question: Question) -> list[Station]:
    """Draw the road of one question; reads its steps, uses, project with result and, in legs, its legs.

    All of these may be prefetched.
    """
    if question.in_legs:
        prefetch_related_objects([question], "legs__project")
    used_on = _used_on(question)
    now = USED if used_on else station_of(question)
    drawn = road(now, [*_days(question), used_on][: now + 1], "" if used_on else next_step(question))
    waits = now == WORKING and question.status == Status.PLACED and _is_handed_over(question.project)
    return found_on(_handed_over_on(question.project), drawn) if waits else drawn


def next_step(question: Question) -> Words:
    """Say what happens next, for anyone who reads along."""
    if question.project is not None and question.project.status == ProjectStatus.PLANNED:
        return NOT_BEGUN
    if question.status == Status.PLACED and _is_handed_over(question.project):
        return HANDED_OVER
    if question.is_leg and question.status in LEG_NEXT_STEP:
        return LEG_NEXT_STEP[Status(question.status)]
    return NEXT_STEP[Status(question.status)]


def road_of_project(project: Project, question: Question | None) -> list[Station]:
    """Draw the road of a project; one that nobody asked for begins where it was matched."""
    if question is not None:
        return road_of(question)
    now = _PROJECT_STATION[ProjectStatus(project.status)]
    given = min((giving.on for giving in project.givings_back.all()), default=None)
    waits = _is_handed_over(project)
    drawn = road(now, [None, None, None, project.starts_on, given][: now + 1], HANDED_OVER if waits else "")
    return found_on(_handed_over_on(project), drawn) if waits else drawn


def station_of(question: Question) -> int:
    """Give the last station reached, 0 to 4; whether it was used is another question."""
    if question.status == Status.PLACED and question.project is not None:
        return _PROJECT_STATION[ProjectStatus(question.project.status)]
    if question.status == Status.GIVEN_BACK:
        return GIVEN_BACK
    if question.in_legs:
        # As far as its leg that is furthest; what came back of one leg is not the answer yet.
        return min(WORKING, max(map(station_of, question.standing_legs), default=CLARIFIED))
    return CLARIFIED if question.answered_at else ASKED


def _is_handed_over(project: Project | None) -> bool:
    return project is not None and project.status == ProjectStatus.HANDED_OVER


def _handed_over_on(project: Project | None) -> date | None:
    result: Result | None = getattr(project, "result", None)
    return result.handed_over_on if result else None


def _days(question: Question) -> list[date | None]:
    legs = question.standing_legs if question.in_legs else []
    projects = [one.project for one in (question, *legs) if one.project]
    reached = {step.status: timezone.localdate(step.at) for step in question.steps.all()}
    return [
        timezone.localdate(question.sent_at),
        timezone.localdate(question.answered_at) if question.answered_at else None,
        reached.get(Status.PLACED),
        min((project.starts_on for project in projects), default=None),
        reached.get(Status.GIVEN_BACK),
    ]


def _used_on(question: Question) -> date | None:
    answered = [use.answered_at for use in question.uses.all() if use.answer in USEFUL and use.answered_at]
    return timezone.localdate(min(answered)) if answered else None
