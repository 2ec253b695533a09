# SPDX-License-Identifier: EUPL-1.2
"""After the plan is there: told to all teams, and appealed against."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.rounds import emails, notices
from kennisstad.rounds.actions.steps import hold, move, not_being_computed, note
from kennisstad.rounds.models import Appeal, AppealOutcome, Round, Status
from kennisstad.rounds.queries.review import contacts_planned, forbidden_sentences
from kennisstad.web.refusals import NotNow


@transaction.atomic
def publish(round: Round, *, by: User | None, at: datetime) -> None:
    """Tell every team its place and why, if the plan keeps what its policy promises.

    Raises:
        NotNow: no plan is under review, or it has faults that the policy forbids, also by what the city,
            its askers and its districts say by now; the faults, or where there is room, are named.
    """
    hold(round)
    not_being_computed(round)
    if round.status != Status.COMPUTED or round.run is None:
        raise NotNow(_("There is no plan under review. Have it computed first."))
    # Where a district has no room for what the plan brings there, what would fit is named.
    fieldwork.refuse_if_any_hindered(
        contacts_planned(round), from_day=round.starts_on, until_day=round.ends_on
    )
    if wrong := forbidden_sentences(round, round.run):
        raise NotNow(_("This plan cannot be published: %(faults)s") % {"faults": " ".join(map(str, wrong))})
    move(round, Status.PUBLISHED)
    note(round, "published", by=by, at=at, run=round.run.number, digest=round.run.digest)
    notices.to_teams("published", round, at=at)


@transaction.atomic
def uphold(appeal: Appeal, *, answer: str, by: User | None, at: datetime) -> None:
    """Agree with a team: the round is closed again, to change what was wrong and compute it anew.

    Raises:
        NotNow: no answer is given, it was answered already, or no plan is published.
    """
    round = _answer(appeal, AppealOutcome.UPHELD, answer, by=by, at=at)
    move(round, Status.CLOSED, run=None)
    note(round, "to-be-computed-anew", by=by, at=at, team=appeal.team.number)


@transaction.atomic
def reject(appeal: Appeal, *, answer: str, by: User | None, at: datetime) -> None:
    """Leave the plan as it is, and tell the team why.

    Raises:
        NotNow: no answer is given, it was answered already, or no plan is published.
    """
    _answer(appeal, AppealOutcome.REJECTED, answer, by=by, at=at)


def _answer(appeal: Appeal, outcome: AppealOutcome, answer: str, *, by: User | None, at: datetime) -> Round:
    round = appeal.team.round
    hold(round)
    appeal.refresh_from_db(fields=["outcome", "answer", "answered_at"])
    if appeal.outcome != AppealOutcome.WAITING:
        raise NotNow(_("This appeal has been answered already."))
    if not answer:
        raise NotNow(_("Write an answer: the team reads it."))
    if round.status != Status.PUBLISHED:
        raise NotNow(_("Only while a plan is published can you answer what a team has against it."))
    appeal.outcome, appeal.answer, appeal.answered_at = outcome, answer, at
    appeal.save(update_fields=["outcome", "answer", "answered_at"])
    note(round, f"appeal-{outcome.value}", by=by, at=at, team=appeal.team.number)
    emails.to_team("appeal-answered", appeal.team, at=at, appeal=appeal)
    return round
