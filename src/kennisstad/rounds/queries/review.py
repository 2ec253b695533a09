# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator looks at before a plan is told: its faults, by what is true now."""

from collections import Counter

from kennisstad.rounds.allocation.digest import digest
from kennisstad.rounds.allocation.faults import Fault, faults
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import Round, Run
from kennisstad.rounds.outcome import read_faults
from kennisstad.rounds.queries.instance import instance_of


def faults_now(round: Round, run: Run) -> list[Fault]:
    """Give the faults of a plan by what askers, districts and questions are now.

    Those found when it was computed, unless something changed in the city since.
    """
    policy, now = Policy(run.policy), instance_of(round)
    if digest(now, policy, run.seed) == run.digest:
        return read_faults(run.faults)
    return faults(run.plan, now, policy, seed=run.seed)


def contacts_planned(round: Round) -> dict[int, int]:
    """Give how many contacts with residents the plan under review brings to each district by key."""
    teams = Counter(round.run.plan.values()) if round.run else Counter[str]()
    planned = Counter[int]()
    for part in round.questions.prefetch_related("question__districts"):
        for area in part.question.districts.all():
            planned[area.pk] += part.load * teams[str(part.place)]
    return {pk: contacts for pk, contacts in planned.items() if contacts}


def forbidden_sentences(round: Round, run: Run) -> list[str]:
    """Say what the policy forbids and the plan does all the same; empty when it can be published."""
    return [fault.kind.value for fault in faults_now(round, run) if fault.forbidden]
