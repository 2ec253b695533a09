# SPDX-License-Identifier: EUPL-1.2
"""Faults are found when they are there, and only then; what is found can be checked by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.rounds.allocation.faults import Fault, FaultKind, faults
from kennisstad.rounds.allocation.instance import Instance, Policy, Question, Team
from kennisstad.rounds.allocation.standing import drawn
from tests.rounds.allocation.small import after, breaks, how_good, instances, place, planned, plans, rank_of

FLOWS = [policy for policy in Policy if policy != Policy.STABLE]
CHAINS = (FaultKind.LARGER_PLAN, FaultKind.BETTER_PLAN)


def found(plan, instance, policy, *kinds, seed=7):
    return [fault for fault in faults(plan, instance, policy, seed=seed) if fault.kind in kinds]


def blocks(team, question, plan, instance, seed):
    """Whether both would rather have each other, by the letter of the definition."""
    wish, now = rank_of(team, question.id), rank_of(team, plan.get(team.id))
    if team.fixed is not None or wish is None or (team.id in plan and now is not None and now <= wish):
        return False
    if not breaks(after(plan, {team.id: question.id}), instance):
        return True
    questions = {one.id: one for one in instance.questions}
    return any(
        other.fixed is None
        and (
            plan[other.id] == question.id
            or (question.supervisor and questions[plan[other.id]].supervisor == question.supervisor)
        )
        and place(team.id, question, instance, seed) < place(other.id, question, instance, seed)
        and not breaks(after(plan, {team.id: question.id, other.id: None}), instance)
        for other in instance.teams
        if other.id in plan and other.id != team.id
    )


@given(planned(), st.sampled_from(Policy))
def test_every_broken_limit_is_named_and_no_other(case, policy):
    instance, plan = case

    named = [fault.rule for fault in found(plan, instance, policy, FaultKind.BROKEN_LIMIT)]

    assert named == breaks(plan, instance)


@given(instances(), st.sampled_from(Policy), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_blocking_pairs_and_teams_that_could_move_up_are_named_and_no_others(instance, policy, seed):
    for plan in plans(instance):
        if breaks(plan, instance):
            continue
        pairs = [(t, q) for t in instance.teams for q in instance.questions]
        blocking = {(t.id, q.id) for t, q in pairs if blocks(t, q, plan, instance, seed)}
        up = {(t, q) for t, q in blocking if not breaks(after(plan, {t: q}), instance)}

        everything = faults(plan, instance, policy, seed=seed)

        named = [(one.team, one.question) for one in everything if one.kind == FaultKind.BLOCKING_PAIR]
        moving = [(one.team, one.question) for one in everything if one.kind == FaultKind.COULD_MOVE_UP]
        assert (sorted(named), sorted(moving)) == (sorted(blocking), sorted(up))


@given(planned(), st.sampled_from(Policy))
def test_a_larger_or_better_plan_is_proven_by_its_moves(case, policy):
    instance, plan = case
    for fault in found(plan, instance, policy, *CHAINS):
        changed = after(plan, fault.moves)
        assert set(breaks(changed, instance)) <= set(breaks(plan, instance))
        assert len(changed) - len(plan) == (1 if fault.kind == FaultKind.LARGER_PLAN else 0)
        assert len(dict(fault.moves)) == len(fault.moves)
        if fault.kind == FaultKind.BETTER_PLAN:
            assert how_good(changed, instance, policy) > how_good(plan, instance, policy)


@given(instances(is_pure=True), st.sampled_from(FLOWS))
@settings(max_examples=25, deadline=None)
def test_with_seats_alone_a_larger_or_better_plan_is_found_whenever_there_is_one(instance, policy):
    possible = [plan for plan in plans(instance) if not breaks(plan, instance)]
    largest = max(map(len, possible))
    best = max(how_good(plan, instance, policy) for plan in possible)
    for plan in possible:
        kinds = {fault.kind for fault in found(plan, instance, policy, *CHAINS)}
        assert (FaultKind.LARGER_PLAN in kinds) == (len(plan) < largest)
        if len(plan) == largest:
            assert (FaultKind.BETTER_PLAN in kinds) == (how_good(plan, instance, policy) < best)


@given(instances(), st.sampled_from(FLOWS))
@settings(max_examples=40, deadline=None)
def test_a_plan_that_is_best_has_no_fault_that_its_policy_forbids(instance, policy):
    possible = [plan for plan in plans(instance) if not breaks(plan, instance)]
    if possible:
        best = max(possible, key=lambda plan: how_good(plan, instance, policy))
        assert [fault for fault in faults(best, instance, policy, seed=7) if fault.forbidden] == []


@given(planned())
def test_only_a_stable_plan_is_forbidden_its_blocking_pairs(case):
    instance, plan = case
    for policy in Policy:
        pairs = found(plan, instance, policy, FaultKind.BLOCKING_PAIR)
        assert {fault.forbidden for fault in pairs} <= {policy == Policy.STABLE}
    assert not any(one.forbidden for one in found(plan, instance, Policy.STABLE, FaultKind.LARGER_PLAN))


def test_a_team_or_question_that_is_not_there_is_named():
    instance = Instance(teams=(Team(id="t1", wishes=(("q1",),)),), questions=(Question(id="q1"),))

    everything = faults({"t1": "q9", "t9": "q1"}, instance, Policy.GREEDY, seed=1)

    assert everything[:2] == [
        Fault(kind=FaultKind.UNKNOWN, forbidden=True, team="t1", question="q9"),
        Fault(kind=FaultKind.UNKNOWN, forbidden=True, team="t9"),
    ]


def test_a_chain_names_each_team_and_where_it_goes():
    instance = Instance(
        teams=(Team(id="t1", wishes=(("q1",),)), Team(id="t2", wishes=(("q1",), ("q2",)))),
        questions=(Question(id="q1"), Question(id="q2")),
    )

    (fault,) = found({"t2": "q1"}, instance, Policy.CHEAPEST, *CHAINS)

    assert fault == Fault(
        kind=FaultKind.LARGER_PLAN,
        forbidden=True,
        team="t1",
        question="q1",
        others=("t2",),
        moves=(("t1", "q1"), ("t2", "q2")),
    )


@pytest.mark.parametrize(("policy", "forbidden"), [(Policy.URGENT, False), (Policy.GENEROUS, True)])
def test_moving_up_from_an_urgent_question_is_no_fault_of_urgency(policy, forbidden):
    instance = Instance(
        teams=(Team(id="t1", wishes=(("q1",), ("q2",))),),
        questions=(Question(id="q1"), Question(id="q2", weight=5)),
    )

    (fault,) = found({"t1": "q2"}, instance, policy, FaultKind.COULD_MOVE_UP)

    assert (fault.team, fault.question, fault.forbidden) == ("t1", "q1", forbidden)


def test_lots_are_those_that_anybody_can_draw():
    """By hand: `printf '7:t1' | sha256sum`, and so on; the lowest comes first."""
    assert drawn(7, ["t1", "t2", "t3"]) == {"t3": 1, "t1": 2, "t2": 3}
