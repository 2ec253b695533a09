# SPDX-License-Identifier: EUPL-1.2
"""What happens between a question and a course: ask for it, propose, accept, decline."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails
from kennisstad.citylab.actions import hold, move, note
from kennisstad.citylab.models import Interest, Proposal, ProposalStatus, Question, Status
from kennisstad.education.actions import name_coordinator
from kennisstad.education.models import Course
from kennisstad.projects import actions as projects
from kennisstad.projects.models import Project
from kennisstad.web.refusals import NotNow


@transaction.atomic
def ask_for(
    question: Question, *, course: Course, note_to_broker: str, by: User | None, at: datetime
) -> Interest:
    """Tell the broker that a course would like to work on a question.

    Raises:
        NotNow: the question looks for no course any more, the course takes no questions, or it asked already.
    """
    hold(question)
    if not question.is_seeking:
        raise NotNow(_("This question no longer looks for a course. Choose another one."))
    if not course.is_offered:
        raise NotNow(_("This course takes no questions. Say first that it takes them."))
    if Interest.objects.shown().filter(question=question, course=course).exists():
        raise NotNow(_("Your course has asked for this question already."))
    interest, _new = Interest.objects.update_or_create(
        question=question, course=course, defaults={"note": note_to_broker, "at": at, "withdrawn_at": None}
    )
    _journal("interest.shown", interest, by, at)
    emails.to_brokers("interest", interest, at=at)
    return interest


@transaction.atomic
def no_longer_ask_for(question: Question, *, course: Course, by: User | None, at: datetime) -> None:
    """The course takes back that it asked for a question.

    Raises:
        NotNow: it does not ask for it.
    """
    hold(question)
    interest = Interest.objects.shown().filter(question=question, course=course).first()
    if interest is None:
        raise NotNow(_("Your course does not ask for this question."))
    interest.withdrawn_at = at
    interest.save(update_fields=["withdrawn_at"])
    _journal("interest.withdrawn", interest, by, at)


@transaction.atomic
def propose(
    question: Question, *, course: Course, note_to_course: str, by: User | None, at: datetime
) -> Proposal:
    """Put the question before one course.

    Raises:
        NotNow: it is not open, or the course takes no questions.
    """
    if not course.is_offered:
        raise NotNow(_("This course takes no questions. Choose another one."))
    move(question, Status.PROPOSED, at=at)
    proposal = Proposal.objects.create(question=question, course=course, note=note_to_course, made_at=at)
    note(question, "question.proposed", by=by, at=at)
    emails.to_coordinators("proposal", proposal, at=at)
    return proposal


@transaction.atomic
def accept(proposal: Proposal, *, by: User | None, at: datetime) -> Project:
    """The course takes the question up, and a project begins; whoever accepts answers for the course.

    Raises:
        NotNow: the proposal was answered or taken back already.
    """
    _answer(proposal, ProposalStatus.ACCEPTED, at=at)
    if by is not None and not proposal.course.coordinators.filter(pk=by.pk).exists():
        # A colleague may answer for the institution: the work that follows is then that colleague's.
        name_coordinator(proposal.course, by, by=by, at=at)
    project = _project_for(proposal, by, at)
    move(proposal.question, Status.PLACED, at=at, project=project)
    note(proposal.question, "question.placed", by=by, at=at)
    _journal("proposal.accepted", proposal, by, at)
    return project


@transaction.atomic
def decline_proposal(proposal: Proposal, *, reason: str, by: User | None, at: datetime) -> None:
    """The course does not take the question up; it is open again, and the broker reads why.

    Raises:
        NotNow: no reason is given, or the proposal was answered or taken back already.
    """
    if not reason:
        raise NotNow(_("Say why: it helps the broker to find a course that does fit."))
    _answer(proposal, ProposalStatus.DECLINED, at=at, reason=reason)
    reopen(proposal.question, by=by, at=at)
    _journal("proposal.declined", proposal, by, at)


@transaction.atomic
def take_back(proposal: Proposal, *, by: User, at: datetime) -> None:
    """The broker takes the proposal back; the question is open again.

    Raises:
        NotNow: the course has answered already.
    """
    _answer(proposal, ProposalStatus.TAKEN_BACK, at=at)
    reopen(proposal.question, by=by, at=at)
    _journal("proposal.taken-back", proposal, by, at)


def reopen(question: Question, *, by: User | None, at: datetime) -> None:
    """Make a question that was proposed or placed open again."""
    move(question, Status.OPEN, at=at, project=None)
    note(question, "question.open-again", by=by, at=at)


def _project_for(proposal: Proposal, by: User | None, at: datetime) -> Project:
    question, course, today = proposal.question, proposal.course, localdate(at)
    offering = course.open_offering(today) or course.next_offering(today)
    return projects.begin(
        words={text.language: {"title": text.title, "summary": text.body} for text in question.texts.all()},
        carrier_id=course.partner_id,
        course_id=course.pk,
        starts_on=max(offering.starts_on, today) if offering else today,
        ends_on=offering.ends_on if offering and offering.ends_on >= today else None,
        districts=[area.pk for area in question.districts.all()],
        themes=[theme.pk for theme in question.themes.all()],
        by=by,
        at=at,
    )


def _answer(proposal: Proposal, status: ProposalStatus, *, at: datetime, reason: str = "") -> None:
    # The question first, then the proposal: everyone who locks both does so in this order.
    hold(proposal.question)
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


def _journal(kind: str, about: Proposal | Interest, by: User | None, at: datetime) -> None:
    facts = {"question": about.question_id, "course": about.course_id}
    record(kind, subject=about, by_id=by.pk if by else None, at=at, **facts)
