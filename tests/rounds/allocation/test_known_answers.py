# SPDX-License-Identifier: EUPL-1.2
"""The instances of the literature, with the answers that others found by trying everything."""

import os
import re
from pathlib import Path

import pytest

from kennisstad.rounds.allocation.faults import faults
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.allocation.solution import LimitKind, NoPlan, Rule
from kennisstad.rounds.allocation.solve import solve

SHARED = Path(os.environ.get("KENNISSTAD_SHARED_DATA", Path(__file__).parents[4] / "shared/data"))
FOLDER = SHARED / "spa-lower-quotas"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no {FOLDER}: set KENNISSTAD_SHARED_DATA")


def instance(number):
    return read((FOLDER / f"instances/{number}.txt").read_text())[0]


def known(number):
    text = (FOLDER / f"bruteforce/{number}.txt").read_text()
    found = dict(re.findall(r"^optimal_(\w+): (.+)$", text, re.MULTILINE))

    def profile(name):
        counts = [int(count) for count in re.findall(r"\d+", found[name])]
        return counts + [0] * (5 - len(counts))

    return found, profile


@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_size_cost_and_profiles_are_those_of_the_literature(number):
    found, profile = known(number)
    plans = {policy: solve(instance(number), policy, seed=1) for policy in Policy}
    of = {policy: [*plan.profile, *[0] * (5 - len(plan.profile))] for policy, plan in plans.items()}

    for policy in (Policy.GREEDY, Policy.GENEROUS, Policy.CHEAPEST, Policy.URGENT):
        assert plans[policy].size == int(found["size"])
    assert plans[Policy.CHEAPEST].cost == int(found["maxsizemincost"])
    assert of[Policy.GREEDY] == profile("greedymaxprofile")
    assert of[Policy.GENEROUS] == profile("generousmaxprofile")
    last = max(rank for rank, count in enumerate(of[Policy.GENEROUS], start=1) if count)
    assert last == int(found["maxsizemindegree"])


@pytest.mark.parametrize("policy", Policy)
def test_the_instance_without_a_plan_says_which_question_nobody_can_open(policy):
    with pytest.raises(NoPlan) as refused:
        solve(instance(3), policy, seed=1)

    assert refused.value.clash == (Rule(LimitKind.QUESTION_LOWER, "3"),)


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_no_plan_has_a_fault_that_its_policy_forbids(number, policy):
    found = solve(instance(number), policy, seed=1)

    assert [one for one in faults(found.plan, instance(number), policy, seed=1) if one.forbidden] == []
