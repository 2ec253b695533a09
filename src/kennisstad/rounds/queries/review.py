# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator looks at before a plan is told: its faults by what is true now, with names."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _

from kennisstad.rounds.allocation.digest import digest
from kennisstad.rounds.allocation.faults import Fault, faults
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.models import Exclusion, Round, Run
from kennisstad.rounds.outcome import read_faults
from kennisstad.rounds.queries.instance import instance_of
from kennisstad.rounds.unproven import Weight, weight_of
from kennisstad.rounds.wording import Names, fault_in_words

MOST_NAMED = 5


def weighed(run: Run, instance: Instance, *, most: int | None = None) -> list[tuple[Fault, Weight]]:
    """Give the faults found when a plan was computed, each with what it means for publishing the plan.

    Args:
        instance: what it was computed from.
        most: read no more than so many.
    """
    plan, policy, unproven = run.plan, Policy(run.policy), run.answer.get("unproven", "")
    found = read_faults(run.faults[:most])
    return [(one, weight_of(one, plan, instance, policy, unproven)) for one in found]


def forbidden_now(round: Round, run: Run, now: Instance) -> list[Fault]:
    """Give the faults that keep a plan from being published, by what askers, districts and questions are now.

    Those found when it was computed, unless something changed in the city since. What a plan that is not
    proven best may lack was known beforehand: it is published with the plan, as its gap.
    """
    policy = Policy(run.policy)
    if digest(now, policy, run.seed) == run.digest:
        return [fault for fault, weight in weighed(run, now) if weight is Weight.FORBIDDEN]
    return [fault for fault in faults(run.plan, now, policy, seed=run.seed) if fault.forbidden]


def forbidden_sentences(round: Round, run: Run) -> list[str]:
    """Say what the policy forbids and the plan does all the same; empty when it can be published."""
    now, names = instance_of(round), names_of(round)
    wrong = forbidden_now(round, run, now)
    return [fault_in_words(fault, now, names) for fault in wrong[:MOST_NAMED]]


def contacts_planned(round: Round) -> dict[int, int]:
    """Give how many contacts with residents the plan under review brings to each district by key."""
    teams = Counter(round.run.plan.values()) if round.run else Counter[str]()
    planned = Counter[int]()
    for part in round.questions.prefetch_related("question__districts"):
        for area in part.question.districts.all():
            planned[area.pk] += part.load * teams[str(part.place)]
    return {pk: contacts for pk, contacts in planned.items() if contacts}


def names_of(round: Round) -> Names:
    """Give what everything in this round is called, for its coordinator; teams keep their numbers."""
    parts = list(round.questions.with_words().in_order())
    courses = round.courses.select_related("offering__course__partner")
    areas = [area for part in parts for area in part.question.districts.all()]
    return Names(
        teams=_Numbered(),
        questions={str(part.place): f"{part.place}. {part.question}" for part in parts},
        supervisors={str(one.pk): one.name for one in round.supervisors.all()},
        courses={str(one.pk): one.called for one in courses.prefetch_related("offering__course__texts")},
        askers={
            f"asker-{part.place}": _("the asker of question %(place)d") % {"place": part.place}
            for part in parts
        },
        districts={area.code: area.name for area in areas},
    )


class _Numbered(dict[str, str]):
    """Calls every team by its number; so many need not be made beforehand."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]
        return _("team %(number)s") % {"number": key}


def with_exclusions_told(instance: Instance, round: Round) -> Instance:
    """Put coordinators' reasons beside the pairs that they keep apart; the stored input has none."""
    rows = Exclusion.objects.filter(team__round=round)
    reasons = {
        (str(number), str(place)): reason
        for number, place, reason in rows.values_list("team__number", "question__place", "reason")
    }
    told = (replace(one, reason=reasons.get((one.team, one.question), "")) for one in instance.exclusions)
    return replace(instance, exclusions=tuple(told))
