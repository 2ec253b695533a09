# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator decides about one team: kept apart from a question, placed, put first, or taken out."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.rounds import emails
from kennisstad.rounds.actions.steps import change, hold, note
from kennisstad.rounds.actions.teams import see_off
from kennisstad.rounds.models import Exclusion, Priority, RoundQuestion, RoundSupervisor, Status, Team
from kennisstad.web.refusals import NotNow


@transaction.atomic
def exclude(team: Team, *, question: RoundQuestion, reason: str, by: User | None, at: datetime) -> Exclusion:
    """Keep a team and a question apart; the team reads why.

    Raises:
        NotNow: no reason is given, they are apart already, or the team was placed there by hand.
    """
    change(team.round, by=by, at=at)
    _same_round(team, question)
    if not reason:
        raise NotNow(_("Say why: the team reads it."))
    if team.exclusions.filter(question=question).exists():
        raise NotNow(_("This team and this question are kept apart already."))
    if _placed_with(team) == question.pk:
        raise NotNow(_("This team was placed with this question by hand. Lift that first."))
    made = Exclusion.objects.create(team=team, question=question, reason=reason)
    note(team.round, "pair-excluded", by=by, at=at, team=team.number, place=question.place)
    return made


@transaction.atomic
def allow_again(exclusion: Exclusion, *, by: User | None, at: datetime) -> None:
    """Let a team and a question that were kept apart come together."""
    round = exclusion.team.round
    change(round, by=by, at=at)
    note(round, "pair-allowed", by=by, at=at, team=exclusion.team.number, place=exclusion.question.place)
    exclusion.delete()


@transaction.atomic
def fix(team: Team, *, question: RoundQuestion, reason: str, by: User | None, at: datetime) -> None:
    """Place a team by hand, before any plan is made; the team reads why.

    Raises:
        NotNow: no reason is given, the team has left, they are kept apart, or the question is full by hand.
    """
    change(team.round, by=by, at=at)
    _same_round(team, question)
    team.refresh_from_db(fields=["left_at"])
    if not reason:
        raise NotNow(_("Say why: the team reads it."))
    if team.left_at is not None:
        raise NotNow(_("This team has left the round."))
    if team.exclusions.filter(question=question).exists():
        raise NotNow(_("This team and this question are kept apart. Allow the pair again first."))
    if question.fixed_teams.taking_part().exclude(pk=team.pk).count() >= question.upper:
        raise NotNow(_("All seats of this question are taken by teams placed by hand."))
    _place(team, question, reason)
    note(team.round, "team-placed-by-hand", by=by, at=at, team=team.number, place=question.place)


@transaction.atomic
def lift(team: Team, *, by: User | None, at: datetime) -> None:
    """Let the plan decide again about a team that was placed by hand.

    Raises:
        NotNow: it was not.
    """
    change(team.round, by=by, at=at)
    if _placed_with(team) is None:
        raise NotNow(_("This team was not placed by hand."))
    _place(team, None, "")
    note(team.round, "team-no-longer-placed-by-hand", by=by, at=at, team=team.number)


@transaction.atomic
def take_out(team: Team, *, reason: str, by: User | None, at: datetime) -> None:
    """Take a team out of its round, also after the close; the team is told why, and keeps its receipts.

    Raises:
        NotNow: no reason is given, it has left already, or the plan is told.
    """
    hold(team.round)
    if team.round.status == Status.PUBLISHED:
        raise NotNow(
            _(
                "The plan is published already. When this team appeals and you agree, the round is closed"
                " again: take the team out then, and compute anew. Otherwise the plan stays as it is."
            )
        )
    change(team.round, by=by, at=at)
    team.refresh_from_db(fields=["left_at", "email", "language"])
    if team.left_at is not None:
        raise NotNow(_("This team has left the round."))
    if not reason:
        raise NotNow(_("Say why: the team reads it."))
    # Before its address goes.
    emails.to_team("taken-out", team, at=at, why=reason)
    see_off(team, because=reason, at=at)
    note(team.round, "team-taken-out", by=by, at=at, team=team.number)


@transaction.atomic
def rank_teams(
    supervisor: RoundSupervisor, *, tiers: Sequence[Sequence[Team]], by: User | None, at: datetime
) -> None:
    """Write down which teams a supervisor would rather have; teams in one tier stand equal.

    Raises:
        NotNow: a team is named twice, or belongs to another round.
    """
    change(supervisor.round, by=by, at=at)
    teams = [team for tier in tiers for team in tier]
    if len({team.pk for team in teams}) < len(teams):
        raise NotNow(_("A team is named twice. Name each team once."))
    if any(team.round_id != supervisor.round_id for team in teams):
        raise NotNow(_("This team does not belong to this round."))
    supervisor.priorities.all().delete()
    Priority.objects.bulk_create(
        Priority(supervisor=supervisor, team=team, rank=rank)
        for rank, tier in enumerate(tiers, start=1)
        for team in tier
    )
    note(supervisor.round, "supervisor-ranked", by=by, at=at, supervisor=supervisor.pk, teams=len(teams))


def _placed_with(team: Team) -> int | None:
    team.refresh_from_db(fields=["fixed"])
    return team.fixed_id


def _place(team: Team, question: RoundQuestion | None, reason: str) -> None:
    team.fixed, team.fixed_because = question, reason
    team.save(update_fields=["fixed", "fixed_because"])


def _same_round(team: Team, question: RoundQuestion) -> None:
    if team.round_id != question.round_id:
        raise NotNow(_("This question does not take part in the round of this team."))
