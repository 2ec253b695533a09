# SPDX-License-Identifier: EUPL-1.2
"""Proposals that get no answer go back to the broker, after a reminder; and the terms that say when."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails, judging
from kennisstad.citylab.models import Proposal, ProposalStatus, Terms
from kennisstad.citylab.placing import answer, journal, reopen_if_free
from kennisstad.web.refusals import NotNow


def keep_up(at: datetime) -> None:
    """Remind courses of what they have not answered, and let lapse what stayed without an answer.

    Whoever was not reminded in time, because no worker ran, gets the days of a reminder first.
    """
    today, terms = localdate(at), Terms.objects.current()
    # Made before there was a last day: its course gets all the days that any course gets.
    Proposal.objects.undated().update(answer_by=terms.answer_by(today))
    for proposal in list(Proposal.objects.to_remind(today + timedelta(days=terms.remind_days))):
        _remind(proposal, days=terms.remind_days, at=at)
    for proposal in list(Proposal.objects.to_lapse(today).select_related("question", "course")):
        try:
            lapse(proposal, at=at)
        except NotNow:
            # Answered this very moment, or let lapse by another worker.
            continue


@transaction.atomic
def lapse(proposal: Proposal, *, at: datetime) -> None:
    """The course did not answer in time; once no course has the question any more, it is open again.

    Raises:
        NotNow: the course has answered, or the proposal lapsed or was taken back already.
    """
    answer(proposal, ProposalStatus.LAPSED, at=at)
    judging.forget_proposal(proposal.question, course=proposal.course_id)
    reopen_if_free(proposal.question, None, at)
    journal("proposal.lapsed", proposal, None, at)
    emails.to_coordinators("lapsed", proposal, at=at)
    emails.to_brokers("lapsed-broker", proposal, at=at)


@transaction.atomic
def _remind(proposal: Proposal, *, days: int, at: datetime) -> None:
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update())
    if not proposal.waits or proposal.reminded_at is not None or proposal.answer_by is None:
        return
    proposal.reminded_at = at
    proposal.answer_by = max(proposal.answer_by, localdate(at) + timedelta(days=days))
    proposal.save(update_fields=["reminded_at", "answer_by"])
    journal("proposal.reminded", proposal, None, at)
    emails.to_coordinators("reminder", proposal, at=at)


@transaction.atomic
def set_terms(
    *, answer_days: int, remind_days: int, teams_per_asker: int, by: User | None, at: datetime
) -> Terms:
    """Set within how many days a course answers, and how many teams one asker has at a time."""
    changed = {"answer_days": answer_days, "remind_days": remind_days, "teams_per_asker": teams_per_asker}
    terms, _new = Terms.objects.update_or_create(pk=1, defaults=changed)
    record("terms.set", subject=terms, by_id=by.pk if by else None, at=at, **changed)
    return terms
