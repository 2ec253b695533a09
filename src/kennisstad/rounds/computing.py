# SPDX-License-Identifier: EUPL-1.2
"""Have the plan of a round computed: asked for at the desk, done by the worker, kept whole or not at all."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from kennisstad.accounts.models import User
from kennisstad.rounds.actions.steps import hold, move, not_being_computed, note
from kennisstad.rounds.allocation import digest
from kennisstad.rounds.allocation.checking import check
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.writing import to_json
from kennisstad.rounds.models import Round, Run, RunStatus, Status
from kennisstad.rounds.outcome import Outcome, worked_out
from kennisstad.rounds.queries.instance import instance_of
from kennisstad.rounds.queries.review import MOST_NAMED, names_of
from kennisstad.rounds.queries.standing import no_longer_seeking
from kennisstad.rounds.what_if import Change, UnknownChange, applied
from kennisstad.rounds.wording import wrong_in_words
from kennisstad.web.refusals import NotNow

logger = logging.getLogger(__name__)

LIMIT_S = 60.0
"""How long the solver may look for a proof; the best plan so far, and how far it may be off, is kept."""
STUCK_AFTER = timedelta(hours=1)
LOOKED_AT = (Status.CLOSED, Status.COMPUTED, Status.PUBLISHED)
"""Where a coordinator may look at what a change would do: once nobody can change a wish any more."""


@transaction.atomic
def ask_to_compute(round: Round, *, by: User | None, at: datetime) -> Run:
    """Put the round, as it is, in line to be computed.

    Raises:
        NotNow: it is not closed, no team takes part, it does not hold together, or it is being computed.
    """
    hold(round)
    if round.status != Status.CLOSED:
        raise NotNow(_("A plan can only be computed while the round is closed and none is under review."))
    not_being_computed(round)
    instance = _fit(instance_of(round), round)
    if (gone := no_longer_seeking(round)) is not None:
        raise NotNow(
            _("Question %(place)d no longer looks for a course. Take it out of the round first.")
            % {"place": gone.place}
        )
    run = _ask(round, instance, Policy(round.policy), change=None, at=at)
    note(round, "plan-asked-for", by=by, at=at, run=run.number)
    return run


@transaction.atomic
def ask_what_if(round: Round, *, change: Change, by: User | None, at: datetime) -> Run:
    """Put the round in line as it would be after a change; what comes out is never published.

    Asked for twice, the answer that is there or on its way is given.

    Raises:
        NotNow: teams can still change their wishes, or the change is about what does not take part.
    """
    hold(round)
    if round.status not in LOOKED_AT:
        raise NotNow(_("You can try changes once the round is closed."))
    try:
        instance = _fit(applied(change, instance_of(round)), round)
    except UnknownChange as unknown:
        raise NotNow(_("What you want to change does not take part in this round.")) from unknown
    policy = change.policy or Policy(round.policy)
    known = round.runs.filter(
        digest=digest.digest(instance, policy, round.seed), version=digest.VERSION, for_real=False
    )
    if (same := known.exclude(status=RunStatus.FAILED).first()) is not None:
        return same
    run = _ask(round, instance, policy, change=change, at=at)
    note(round, "what-if-asked-for", by=by, at=at, run=run.number)
    return run


def ask_every_policy(round: Round, *, by: User | None, at: datetime) -> list[Run]:
    """Put the round in line once for every policy, to see side by side what each would do.

    Raises:
        NotNow: teams can still change their wishes.
    """
    return [ask_what_if(round, change=Change(policy=policy), by=by, at=at) for policy in Policy]


@transaction.atomic
def stop(run: Run, *, by: User | None, at: datetime) -> None:
    """Wait no longer for a computation; what still comes out of it is thrown away.

    Raises:
        NotNow: it has ended.
    """
    hold(run.round)
    run.refresh_from_db(fields=["status"])
    if run.status != RunStatus.ASKED:
        raise NotNow(_("This computation has ended already."))
    _end(run, RunStatus.FAILED, at)
    note(run.round, "computing-stopped", by=by, at=at, run=run.number)


def look_after(at: datetime) -> int:
    """Stop what was asked for long ago and never came: its workers were lost time after time."""
    stuck = Run.objects.being_computed().filter(asked_at__lt=at - STUCK_AFTER).select_related("round")
    stopped = 0
    for run in stuck.order_by("pk"):
        try:
            stop(run, by=None, at=at)
        except NotNow:
            continue
        stopped += 1
    return stopped


@task()
def compute_run(run_id: int) -> None:
    """Let the worker compute a run; doing it twice stores it once."""
    compute(run_id, at=timezone.now())


def compute(run_id: int, *, at: datetime) -> None:
    """Compute a run from what is stored with it, and store all that comes out at once.

    Args:
        at: when the worker took it up; the end is dated by the same clock, later.
    """
    run = Run.objects.being_computed().filter(pk=run_id).first()
    if run is None:
        return
    try:
        instance, _policy, _seed = read(run.instance)
        outcome = worked_out(
            instance, Policy(run.policy), seed=run.seed, limit_s=LIMIT_S, beside=run.for_real
        )
    except Exception:
        logger.exception("Run %s of round %s broke off.", run.number, run.round_id)
        _store_failure(run, at=at)
        return
    _store(run, outcome, at=at)


@transaction.atomic
def _store(run: Run, outcome: Outcome, *, at: datetime) -> None:
    if not _is_still_wanted(run):
        return
    run.answer, run.faults, run.figures = outcome.answer, outcome.faults, outcome.figures
    run.version = digest.VERSION
    _end(run, _status_of(outcome), at)
    if run.for_real:
        if outcome.has_plan:
            move(run.round, Status.COMPUTED, run=run)
        note(run.round, "computed", by=None, at=at, run=run.number, status=run.status)


def _status_of(outcome: Outcome) -> RunStatus:
    if outcome.is_undecided:
        return RunStatus.FAILED
    return RunStatus.DONE if outcome.has_plan else RunStatus.NO_PLAN


@transaction.atomic
def _store_failure(run: Run, *, at: datetime) -> None:
    if _is_still_wanted(run):
        _end(run, RunStatus.FAILED, at)
        note(run.round, "computed", by=None, at=at, run=run.number, status=run.status)


def _is_still_wanted(run: Run) -> bool:
    # A coordinator may have stopped it, or another worker have stored it: the round first, then look again.
    hold(run.round)
    run.refresh_from_db(fields=["status"])
    return run.status == RunStatus.ASKED


def _end(run: Run, status: RunStatus, at: datetime) -> None:
    run.status, run.ended_at = status, max(at, run.asked_at)
    run.save(update_fields=["status", "ended_at", "answer", "faults", "figures", "version"])


def _ask(round: Round, instance: Instance, policy: Policy, *, change: Change | None, at: datetime) -> Run:
    last = round.runs.aggregate(last=Max("number"))["last"] or 0
    run = Run.objects.create(
        round=round,
        number=last + 1,
        policy=policy,
        seed=round.seed,
        seed_salt=round.seed_salt,
        for_real=change is None,
        what_if=change.to_json() if change else {},
        instance=to_json(instance),
        digest=digest.digest(instance, policy, round.seed),
        version=digest.VERSION,
        asked_at=at,
    )
    transaction.on_commit(partial(compute_run.enqueue, run.pk))
    return run


def _fit(instance: Instance, round: Round) -> Instance:
    if not instance.teams:
        raise NotNow(_("No team takes part in this round yet."))
    if wrong := check(instance):
        names = names_of(round)
        sentences = " ".join(wrong_in_words(one, names) for one in wrong[:MOST_NAMED])
        raise NotNow(_("This round does not hold together: %(wrong)s") % {"wrong": sentences})
    return instance
