# SPDX-License-Identifier: EUPL-1.2
"""The road of a round: opened, closed, opened again, called off; and the lock that every action takes."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import Fact, record
from kennisstad.rounds import notices
from kennisstad.rounds.actions.weights import weigh
from kennisstad.rounds.allocation.lots import new_salt
from kennisstad.rounds.allocation.unreadable import MOST_SEED
from kennisstad.rounds.models import Round, Status
from kennisstad.web.refusals import NotNow

_NO = {
    Status.DRAFT: _("This round is still being prepared. Open it first."),
    Status.OPEN: _("This round is still open for wishes. Close it first."),
    Status.CLOSED: _("This round is closed, and there is no plan under review."),
    Status.COMPUTED: _("This round has a plan under review already."),
    Status.PUBLISHED: _("The plan of this round is published already."),
    Status.SETTLED: _("This round is settled. Nothing about it can be changed any more."),
    Status.CANCELLED: _("This round was called off."),
}
"""Why a step is refused, by where the round stands."""


def draw_seed() -> int:
    """Draw a seed that nobody can guess."""
    return secrets.randbelow(MOST_SEED + 1)


def hold(round: Round) -> None:
    """Look again, and keep others waiting until we are done: two people may press at once."""
    round.refresh_from_db(from_queryset=Round.objects.select_for_update())


def move(round: Round, status: Status, **fields: Any) -> None:
    """Take one allowed step.

    Raises:
        NotNow: the round stands where this step does not begin.
    """
    hold(round)
    if not round.can_become(status):
        raise NotNow(_NO[Status(round.status)])
    keep(round, status=status, **fields)


def keep(round: Round, **fields: Any) -> None:
    """Save these fields of a round that is held."""
    for name, value in fields.items():
        setattr(round, name, value)
    round.save(update_fields=list(fields))


def note(round: Round, kind: str, *, by: User | None, at: datetime, **facts: Fact) -> None:
    """Write down in the journal what happened to a round."""
    record(f"round.{kind}", subject=round, by_id=by.pk if by else None, at=at, **facts)


def change(round: Round, *, by: User | None, at: datetime) -> None:
    """Begin to change what a plan depends on; a plan under review is then no longer about this round.

    Raises:
        NotNow: a plan is being computed, or the plan is told already.
    """
    hold(round)
    not_being_computed(round)
    if not round.can_be_changed:
        raise NotNow(_NO[Status(round.status)])
    if round.status == Status.COMPUTED:
        move(round, Status.CLOSED, run=None)
        note(round, "plan-put-aside", by=by, at=at)


def not_being_computed(round: Round) -> None:
    """Go on only when no plan is on its way; hold the round first.

    Raises:
        NotNow: one is.
    """
    if round.runs.being_computed().real().exists():
        raise NotNow(_("The plan of this round is being computed. Wait until it is there, or stop it first."))


@transaction.atomic
def open_round(round: Round, *, by: User | None, at: datetime) -> None:
    """Publish the policy and the fingerprint of the seed, and take wishes from `opens_at` on.

    Raises:
        NotNow: nothing or nobody takes part yet, or the round would be over already.
    """
    hold(round)
    if not round.texts.exists() or not round.courses.exists() or not round.questions.exists():
        raise NotNow(_("A round needs a title, a course and a question before it can open."))
    if round.closes_at <= at:
        raise NotNow(_("The day on which this round closes is over. Choose a later one first."))
    move(round, Status.OPEN)
    # From now on everybody can check the weights, so they stay as they are.
    weigh(round, at=at)
    note(round, "opened", by=by, at=at, policy=round.policy, seed_sha256=round.seed_fingerprint)


@transaction.atomic
def close(round: Round, *, by: User | None, at: datetime) -> None:
    """Take no more wishes; a team that is being saved is waited for. From now on the seed is public.

    Raises:
        NotNow: it is not open.
    """
    hold(round)
    if round.status != Status.OPEN:
        raise NotNow(_("This round is not open, so it cannot be closed."))
    move(round, Status.CLOSED)
    teams = round.teams.taking_part().count()
    note(round, "closed", by=by, at=at, teams=teams, seed=round.seed, salt=round.seed_salt)


def close_due(at: datetime) -> int:
    """Close the rounds whose time is over; give how many."""
    closed = 0
    for round in Round.objects.due(at).order_by("pk"):
        closed += _close_if_due(round, at)
    return closed


@transaction.atomic
def _close_if_due(round: Round, at: datetime) -> bool:
    # A coordinator may have closed it or given it more time since we looked.
    hold(round)
    if round.status != Status.OPEN or round.closes_at > at:
        return False
    close(round, by=None, at=at)
    return True


@transaction.atomic
def reopen(round: Round, *, closes_at: datetime, by: User | None, at: datetime) -> None:
    """Take wishes again until a later moment, with a new seed: the former is known. All teams are told.

    Raises:
        NotNow: it is not closed, a plan is being computed, or that moment is over.
    """
    change(round, by=by, at=at)
    _is_ahead(closes_at, at)
    move(round, Status.OPEN, closes_at=closes_at, seed=draw_seed(), seed_salt=new_salt())
    note(round, "reopened", by=by, at=at, seed_sha256=round.seed_fingerprint)
    notices.to_teams("deadline", round, at=at, new_lots=True)


@transaction.atomic
def close_at(round: Round, *, closes_at: datetime, by: User | None, at: datetime) -> None:
    """Choose another moment at which an open round closes; all teams are told.

    Raises:
        NotNow: it is not open, or that moment is over.
    """
    hold(round)
    if round.status != Status.OPEN:
        raise NotNow(_NO[Status(round.status)])
    _is_ahead(closes_at, at)
    keep(round, closes_at=closes_at)
    note(round, "deadline-changed", by=by, at=at)
    notices.to_teams("deadline", round, at=at)


def _is_ahead(closes_at: datetime, at: datetime) -> None:
    if closes_at <= at:
        raise NotNow(_("Choose a moment that is still to come."))


@transaction.atomic
def cancel(round: Round, *, reason: str, by: User | None, at: datetime) -> None:
    """Call the round off before its plan is told; all teams read why, and the questions are free again.

    Raises:
        NotNow: no reason is given, a plan is being computed, or it has been told or ended.
    """
    if not reason:
        raise NotNow(_("Say why the round is called off: all teams read it."))
    hold(round)
    not_being_computed(round)
    move(round, Status.CANCELLED, ended_at=at, run=None, cancelled_because=reason)
    note(round, "cancelled", by=by, at=at)
    notices.to_teams("cancelled", round, at=at, why=reason)
