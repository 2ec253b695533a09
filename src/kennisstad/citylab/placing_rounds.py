# SPDX-License-Identifier: EUPL-1.2
"""Place a question by the outcome of an allocation round: proposal and acceptance in one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kennisstad.accounts.models import User
from kennisstad.citylab.models import Question, Status
from kennisstad.citylab.placing import begin_project, take_back_others
from kennisstad.citylab.queries import hours_for
from kennisstad.citylab.stepping import hold_chain, move, note
from kennisstad.education.models import Course
from kennisstad.projects.models import Project

ROAD = {Status.WAITING: Status.OPEN, Status.OPEN: Status.PROPOSED, Status.PROPOSED: Status.PLACED}
"""The steps that a question would take one by one; a round takes them at once and tells only the last."""


@transaction.atomic
def place_by_round(
    question: Question,
    *,
    course: Course,
    partners: Iterable[int],
    starts_on: date,
    ends_on: date,
    by: User | None,
    at: datetime,
) -> Project:
    """Begin the project of a question that a round gave to teams; its asker hears of it.

    Args:
        course: the one that carries it; other institutions whose teams work on it are `partners`.
    Raises:
        NotNow: it is placed already, answered or withdrawn.
    """
    hold_chain(question)
    if question.status not in ROAD:
        move(question, Status.PLACED, at=at)
    take_back_others(question, by, at)
    project = begin_project(
        question,
        course=course,
        partners=partners,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        at=at,
    )
    while (step := ROAD[Status(question.status)]) != Status.PLACED:
        move(question, step, at=at)
    hours = hours_for(question, course, localdate(at))
    placed = {"project": project, "expected_hours": hours, "answered_at": question.answered_at or at}
    move(question, Status.PLACED, at=at, **placed)
    note(question, "question.placed", by=by, at=at, hours=hours or 0)
    return project
