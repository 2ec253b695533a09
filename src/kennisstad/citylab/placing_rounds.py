# SPDX-License-Identifier: EUPL-1.2
"""Place a question by the outcome of an allocation round: proposal and acceptance in one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails, judging
from kennisstad.citylab.models import ProposalStatus, Question, Status
from kennisstad.citylab.stepping import hold, move, note
from kennisstad.education.models import Course
from kennisstad.projects import actions as projects
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

    Courses that have the question before them hear that it is no longer theirs to answer.

    Args:
        course: the one that carries it; other institutions whose teams work on it are `partners`.
    Raises:
        NotNow: it is placed already, answered or withdrawn.
    """
    hold(question)
    if question.status not in ROAD:
        move(question, Status.PLACED, at=at)
    _take_back_proposals(question, by, at)
    project = projects.begin(
        words={text.language: {"title": text.title, "summary": text.body} for text in question.texts.all()},
        carrier_id=course.partner_id,
        course_id=course.pk,
        partners=partners,
        starts_on=starts_on,
        ends_on=ends_on,
        districts=[area.pk for area in question.districts.all()],
        themes=[theme.pk for theme in question.themes.all()],
        by=by,
        at=at,
    )
    while (step := ROAD[Status(question.status)]) != Status.PLACED:
        move(question, step, at=at)
    move(question, Status.PLACED, at=at, project=project, answered_at=question.answered_at or at)
    note(question, "question.placed", by=by, at=at)
    return project


def _take_back_proposals(question: Question, by: User | None, at: datetime) -> None:
    for proposal in question.proposals.made().order_by("pk").select_related("course"):
        proposal.status, proposal.answered_at = ProposalStatus.TAKEN_BACK, at
        proposal.save(update_fields=["status", "answered_at"])
        judging.forget_proposal(question, course=proposal.course_id)
        facts = {"question": question.pk, "course": proposal.course_id}
        record("proposal.taken-back", subject=proposal, by_id=by.pk if by else None, at=at, **facts)
        emails.to_coordinators("placed-elsewhere", proposal, at=at)
