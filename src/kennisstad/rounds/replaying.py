# SPDX-License-Identifier: EUPL-1.2
"""Compute a stored run again, years later, and say whether the same comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from kennisstad.audit.models import Event, subject_of
from kennisstad.rounds.allocation import digest
from kennisstad.rounds.allocation.faults import Fault, faults
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.lots import fingerprint
from kennisstad.rounds.allocation.reading import Unreadable, read
from kennisstad.rounds.models import Run
from kennisstad.rounds.outcome import worked_out

OPENINGS = ("round.opened", "round.reopened")
LIMIT_S = 600.0
"""Longer than a round is given: a slower machine must not be what makes the difference."""


@dataclass(frozen=True, slots=True)
class Replay:
    differences: tuple[str, ...]
    """What does not come out the same, a sentence each; nothing when all does."""

    @property
    def is_same(self) -> bool:
        return not self.differences


def replay(run: Run, *, limit_s: float = LIMIT_S) -> Replay:
    """Compute a run again from what is stored with it, and compare input, plan and faults.

    Where the algorithm has another version by now, the plan is not expected to be the same: then the stored
    plan is looked at by the present fault finder instead, and that too is a difference to be told.
    """
    try:
        instance, _policy, _seed = read(run.instance)
    except Unreadable as unreadable:
        return Replay((f"The stored input cannot be read: {unreadable}",))
    return Replay((*_of_seed(run), *_of_input(run, instance), *_of_outcome(run, instance, limit_s)))


def _of_seed(run: Run) -> Iterator[str]:
    """Hold the seed against the fingerprint that was published, and journalled, before teams signed up."""
    opened = Event.objects.filter(subject=subject_of(run.round), kind__in=OPENINGS, at__lte=run.asked_at)
    last, found = opened.order_by("-at", "-pk").first(), fingerprint(run.seed, run.seed_salt)
    if last is None or "seed_sha256" not in last.facts:
        yield "The journal holds no SHA-256 of the seed from before this computation."
    elif last.facts["seed_sha256"] != found:
        yield (
            f"The SHA-256 of the seed is {found},"
            f" and before teams signed up it was published as {last.facts['seed_sha256']}."
        )


def _of_input(run: Run, instance: Instance) -> Iterator[str]:
    if (now := digest.digest(instance, Policy(run.policy), run.seed)) != run.digest:
        yield f"The stored input has changed: its digest is {now}, and it was {run.digest}."


def _of_outcome(run: Run, instance: Instance, limit_s: float) -> Iterator[str]:
    if run.version != digest.VERSION:
        yield f"It was computed by version {run.version} of the algorithm; this is version {digest.VERSION}."
        yield from _of_faults(run, instance)
        return
    again = worked_out(instance, Policy(run.policy), seed=run.seed, limit_s=limit_s)
    if again.is_undecided:
        yield "This time no plan was found in the time there is, and it is not proven that there is none."
        return
    if run.answer.get("unproven") and again.answer != run.answer:
        yield "The first time no best plan was proven within the time set, so it need not be the same now."
    yield from _of_plan(run.answer.get("plan", {}), again.answer.get("plan", {}))
    for name in sorted((run.answer.keys() | again.answer.keys()) - {"plan"}):
        if run.answer.get(name) != again.answer.get(name):
            yield f"{name} was {run.answer.get(name)} and is now {again.answer.get(name)}."
    if run.faults != again.faults:
        yield f"{len(run.faults)} faults were found then, and {len(again.faults)} others are found now."


def _of_plan(then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for team in sorted(then.keys() | now.keys(), key=lambda team: (len(team), team)):
        if then.get(team) != now.get(team):
            yield f"Team {team} had {_place(then, team)} and now has {_place(now, team)}."


def _place(plan: dict[str, str], team: str) -> str:
    return f"question {plan[team]}" if team in plan else "no question"


def _of_faults(run: Run, instance: Instance) -> Iterator[str]:
    found = faults(run.answer.get("plan", {}), instance, Policy(run.policy), seed=run.seed)
    if not (forbidden := [fault for fault in found if fault.forbidden]):
        yield "The present fault finder finds nothing in the stored plan that its policy forbids."
    for fault in forbidden:
        about = [f"{what} {name}" for what, name in _about(fault) if name]
        yield f"The stored plan has a fault that its policy forbids: {' '.join([fault.kind, *about])}."


def _about(fault: Fault) -> list[tuple[str, str]]:
    return [("team", fault.team), ("question", fault.question)]
