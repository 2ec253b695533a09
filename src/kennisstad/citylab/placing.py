# SPDX-License-Identifier: EUPL-1.2
"""What happens between a question and a course: propose, accept, decline."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails, judging
from kennisstad.citylab.capping import refuse_beyond_cap
from kennisstad.citylab.judging import NOTHING_SEEN, Seen
from kennisstad.citylab.models import (
    DeclineCause,
    Interest,
    Proposal,
    ProposalStatus,
    Question,
    Status,
    Terms,
)
from kennisstad.citylab.queries import gives_form, hours_for, offering_for
from kennisstad.citylab.stepping import hold, hold_chain, move, note
from kennisstad.education.actions import name_coordinator
from kennisstad.education.models import Course
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.fieldwork.load.ledger import Hindrance, Stretch
from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.models import norms
from kennisstad.fieldwork.queries import hindrances
from kennisstad.projects import actions as projects
from kennisstad.projects.models import Project
from kennisstad.web.refusals import NotNow

AT_ONCE = 5
"""Courses that may have the same question before them: more would make most of them look in vain."""


@transaction.atomic
def propose(
    question: Question,
    *,
    course: Course,
    note_to_course: str,
    seen: Seen = NOTHING_SEEN,
    by: User | None,
    at: datetime,
) -> Proposal:
    """Put the question before one course; see `propose_to`."""
    saw = {course.pk: seen}
    (made,) = propose_to(question, courses=[course], note_to_course=note_to_course, seen=saw, by=by, at=at)
    return made


@transaction.atomic
def propose_to(
    question: Question,
    *,
    courses: Sequence[Course],
    note_to_course: str,
    seen: Mapping[int, Seen] = MappingProxyType({}),
    by: User | None,
    at: datetime,
) -> list[Proposal]:
    """Put the question before courses side by side; the first to accept gets it.

    Args:
        seen: per course what matching saw of it, from `judging.seen`, so that it can learn from the answer.
    Raises:
        NotNow: it is not open, a course takes no questions or has it already, or too many would have it.
    """
    hold(question)
    _check(question, courses)
    refuse_beyond_cap(question)
    if question.status != Status.PROPOSED:
        move(question, Status.PROPOSED, at=at)
        hours = [hours_for(question, course, localdate(at)) or 0 for course in courses]
        note(question, "question.proposed", by=by, at=at, hours=max(hours, default=0))
    else:
        record("question.proposed", subject=question, by_id=by.pk if by else None, at=at)
    promised = {
        "note": note_to_course,
        "made_at": at,
        "answer_by": Terms.objects.current().answer_by(localdate(at)),
    }
    made = [Proposal.objects.create(question=question, course=course, **promised) for course in courses]
    for proposal in made:
        saw = seen.get(proposal.course_id, NOTHING_SEEN)
        judging.note_proposal(question, course=proposal.course_id, seen=saw, at=at)
        emails.to_coordinators("proposal", proposal, at=at)
    return made


def _check(question: Question, courses: Sequence[Course]) -> None:
    if not all(course.is_offered for course in courses):
        raise NotNow(_("This course takes no questions. Choose another one."))
    if not all(gives_form(course, question.form) for course in courses):
        raise NotNow(
            _("This course gives no %(form)s. Choose another one.") % {"form": question.get_form_display()}
        )
    has_it = set(question.proposals.made().values_list("course", flat=True))
    if has_it.intersection(course.pk for course in courses):
        raise NotNow(_("This course has been asked and has not answered yet."))
    if len(has_it) + len(courses) > AT_ONCE:
        raise NotNow(
            _("At most %(number)d courses can have a question before them. Wait for an answer first.")
            % {"number": AT_ONCE}
        )


@transaction.atomic
def accept(proposal: Proposal, *, by: User | None, at: datetime) -> Project:
    """The course takes the question up, and a project begins; whoever accepts answers for the course.

    The other courses that have it before them hear that it is no longer theirs to answer.

    Raises:
        NotNow: the proposal was answered or taken back already, or a neighbourhood has no room for it.
    """
    answer(proposal, ProposalStatus.ACCEPTED, at=at)
    refuse_beyond_cap(proposal.question)
    _check_neighbourhoods(proposal, at)
    if by is not None and not proposal.course.coordinators.filter(pk=by.pk).exists():
        # A colleague may answer for the institution: the work that follows is then that colleague's.
        name_coordinator(proposal.course, by, by=by, at=at)
    judging.note_answer(proposal.question, course=proposal.course_id, cause=None, at=at)
    project = _project_for(proposal, by, at)
    take_back_others(proposal.question, by, at)
    hours = hours_for(proposal.question, proposal.course, localdate(at))
    move(proposal.question, Status.PLACED, at=at, project=project, expected_hours=hours)
    note(proposal.question, "question.placed", by=by, at=at, hours=hours or 0)
    journal("proposal.accepted", proposal, by, at)
    return project


@transaction.atomic
def decline_proposal(
    proposal: Proposal,
    *,
    reason: str,
    cause: DeclineCause = DeclineCause.OTHER,
    by: User | None,
    at: datetime,
) -> None:
    """The course does not take the question up; once no course has it any more, it is open again.

    Args:
        reason: in the coordinator's own words; matching never reads it.
        cause: what matching learns from.
    Raises:
        NotNow: no reason is given, or the proposal was answered or taken back already.
    """
    if not reason:
        raise NotNow(_("Say why: it helps the broker to find a course that does fit."))
    answer(proposal, ProposalStatus.DECLINED, at=at, reason=reason)
    judging.note_answer(proposal.question, course=proposal.course_id, cause=cause, at=at)
    if reopen_if_free(proposal.question, by, at):
        tell_of_leg(proposal.question, at=at)
    journal("proposal.declined", proposal, by, at)


@transaction.atomic
def take_back(proposal: Proposal, *, by: User, at: datetime) -> None:
    """The broker takes the proposal back; once no course has the question any more, it is open again.

    Raises:
        NotNow: the course has answered already.
    """
    answer(proposal, ProposalStatus.TAKEN_BACK, at=at)
    judging.forget_proposal(proposal.question, course=proposal.course_id)
    reopen_if_free(proposal.question, by, at)
    journal("proposal.taken-back", proposal, by, at)


def take_back_others(question: Question, by: User | None, at: datetime) -> None:
    """Tell the courses that have this question before them that it is no longer theirs; hold it first."""
    for other in question.proposals.made().order_by("pk").select_related("course"):
        other.status, other.answered_at = ProposalStatus.TAKEN_BACK, at
        other.save(update_fields=["status", "answered_at"])
        judging.forget_proposal(question, course=other.course_id)
        journal("proposal.taken-back", other, by, at)
        emails.to_coordinators("placed-elsewhere", other, at=at)


def reopen_if_free(question: Question, by: User | None, at: datetime) -> bool:
    """Make a question open again that no course has before it any more; say whether it is."""
    if question.proposals.made().exists():
        return False
    reopen(question, by=by, at=at)
    return True


def tell_of_leg(question: Question, *, at: datetime) -> None:
    """Tell the brokers that a leg looks for a course again, so that they replace it or leave it out."""
    if question.is_leg:
        emails.to_brokers_of("leg-open-again", question, at=at)


def reopen(question: Question, *, by: User | None, at: datetime) -> None:
    """Make a question that was proposed or placed open again."""
    move(question, Status.OPEN, at=at, project=None, expected_hours=None)
    note(question, "question.open-again", by=by, at=at)


def _check_neighbourhoods(proposal: Proposal, at: datetime) -> None:
    """Refuse when a district of the question is paused, rests or is full while the course runs."""
    areas, days = _asked_of(proposal, localdate(at))
    fieldwork.refuse_if_hindered(
        areas, from_day=days.first, until_day=days.last, contacts=norms().contacts_per_team
    )


def hindrances_of(proposal: Proposal, today: date) -> list[Hindrance]:
    """List what would keep a course from taking the question up today: pauses, rest, and full districts."""
    areas, days = _asked_of(proposal, today)
    return hindrances(areas, days.first, days.last, norms().contacts_per_team) if areas else []


def _asked_of(proposal: Proposal, today: date) -> tuple[list[int], Stretch]:
    """Give which districts a team of this course would go to, and on which days."""
    starts_on, ends_on = _days_of(proposal, today)
    areas = [area.pk for area in proposal.question.districts.all()]
    return areas, Stretch(starts_on, ends_on or term_of(starts_on).last_day)


def _days_of(proposal: Proposal, today: date) -> tuple[date, date | None]:
    """Give the days on which a team of this course would work; the last one where it is known."""
    offering = offering_for(proposal.question, proposal.course, today)
    if offering is None:
        return today, None
    return max(offering.starts_on, today), offering.ends_on if offering.ends_on >= today else None


def _project_for(proposal: Proposal, by: User | None, at: datetime) -> Project:
    starts_on, ends_on = _days_of(proposal, localdate(at))
    return begin_project(
        proposal.question, course=proposal.course, starts_on=starts_on, ends_on=ends_on, by=by, at=at
    )


def begin_project(
    question: Question,
    *,
    course: Course,
    starts_on: date,
    ends_on: date | None,
    partners: Iterable[int] = (),
    by: User | None,
    at: datetime,
) -> Project:
    """Begin the project of a question, in its words and for its districts and themes."""
    return projects.begin(
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


def answer(proposal: Proposal, status: ProposalStatus, *, at: datetime, reason: str = "") -> None:
    """Take the one step that a proposal takes, and hold its question.

    Raises:
        NotNow: it was answered, taken back or lapsed already.
    """
    # The question first, then the proposal: everyone who locks both does so in this order.
    hold_chain(proposal.question)
    proposal.refresh_from_db(
        fields=["status", "answered_at"], from_queryset=Proposal.objects.select_for_update()
    )
    if not proposal.can_become(status):
        raise NotNow(
            _("This proposal is already “%(status)s”. Nothing has changed.")
            % {"status": ProposalStatus(proposal.status).label}
        )
    proposal.status, proposal.answered_at, proposal.reason = status, at, reason
    proposal.save(update_fields=["status", "answered_at", "reason"])


def journal(kind: str, about: Proposal | Interest, by: User | None, at: datetime) -> None:
    """Write in the journal what happened between a question and a course."""
    facts = {"question": about.question_id, "course": about.course_id}
    record(kind, subject=about, by_id=by.pk if by else None, at=at, **facts)
