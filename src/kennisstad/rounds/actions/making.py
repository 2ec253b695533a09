# SPDX-License-Identifier: EUPL-1.2
"""Prepare a round: its words, its days, its policy and its seed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.partners.models import Partner
from kennisstad.projects.actions import Words, write
from kennisstad.rounds import notices
from kennisstad.rounds.actions.steps import change, draw_seed, hold, keep, note
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.unreadable import MOST_SEED
from kennisstad.rounds.models import Round, Status
from kennisstad.web.refusals import NotNow

MOST_WISHES = 100
"""Of one team."""


@dataclass(frozen=True, kw_only=True)
class Arrangements:
    """When a round happens, and how teams say what they want."""

    opens_at: datetime
    closes_at: datetime
    publish_on: date
    appeals_until: date
    starts_on: date
    ends_on: date
    least_wishes: int = 1
    most_wishes: int = 10
    ties_allowed: bool = True
    closures: bool = True


@transaction.atomic
def make(
    *,
    organiser: Partner,
    words: Words,
    arrangements: Arrangements,
    policy: Policy,
    by: User | None,
    at: datetime,
    seed: int | None = None,
) -> Round:
    """Begin a round in draft.

    Args:
        seed: for the lots; drawn here when none is given. Whoever gives one knows every lot beforehand.
    Raises:
        NotNow: its days do not follow each other, or its numbers are no range.
    """
    check(arrangements)
    drawn = draw_seed() if seed is None else seed
    if not 0 <= drawn <= MOST_SEED:
        raise NotNow(_("Choose a seed from 0 to %(most)d.") % {"most": MOST_SEED})
    round = Round.objects.create(organiser=organiser, policy=policy, seed=drawn, **asdict(arrangements))
    write(round, words)
    note(round, "made", by=by, at=at, policy=policy.value)
    return round


@transaction.atomic
def describe(
    round: Round, *, words: Words, arrangements: Arrangements, by: User | None, at: datetime
) -> None:
    """Change words, days and numbers of a round that is still being prepared.

    Raises:
        NotNow: it has been opened, or the days do not follow each other.
    """
    hold(round)
    if round.status != Status.DRAFT:
        raise NotNow(
            _("This round has been opened: teams rely on what it says. You can still move its close.")
        )
    check(arrangements)
    keep(round, **asdict(arrangements))
    write(round, words)
    note(round, "described", by=by, at=at)


@transaction.atomic
def choose_policy(round: Round, *, policy: Policy, by: User | None, at: datetime) -> None:
    """Decide by another policy; once the round is public, all teams are told.

    Raises:
        NotNow: it is this one already, a plan is being computed, or the plan is told.
    """
    change(round, by=by, at=at)
    if round.policy == policy:
        raise NotNow(_("This round decides by that policy already."))
    before = round.policy
    keep(round, policy=policy)
    note(round, "policy-chosen", by=by, at=at, policy=policy.value, before=before)
    if round.is_public:
        notices.to_teams("policy", round, at=at)


def check(arrangements: Arrangements) -> None:
    """Refuse days and numbers that cannot be.

    Raises:
        NotNow: saying which.
    """
    if arrangements.closes_at <= arrangements.opens_at:
        raise NotNow(_("The round must close after it opens."))
    if arrangements.publish_on < arrangements.closes_at.date():
        raise NotNow(_("The plan cannot be published before the round closes."))
    if arrangements.appeals_until < arrangements.publish_on:
        raise NotNow(_("Teams can appeal after the plan is published: choose a later last day for that."))
    if arrangements.ends_on < arrangements.starts_on:
        raise NotNow(_("The work must end after it starts."))
    if not 1 <= arrangements.least_wishes <= arrangements.most_wishes:
        raise NotNow(_("A team gives at least one wish, and the least cannot be more than the most."))
