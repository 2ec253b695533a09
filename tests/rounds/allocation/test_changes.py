# SPDX-License-Identifier: EUPL-1.2
"""What if: one thing is changed and no other, and who gains or loses is told team by team."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kennisstad.rounds.allocation.changes import one_more_seat, wanted, with_seat, without_district
from kennisstad.rounds.allocation.compare import Change, Comparison, compare
from kennisstad.rounds.allocation.instance import Exclusion, Instance, Policy, Question, Team
from kennisstad.rounds.allocation.solution import Solution
from tests.rounds.allocation.small import breaks, counts, how_good, instances, planned, plans, ranks

ROUND = Instance(
    teams=tuple(Team(id=f"t{n}", wishes=(("q1",), ("q2", "q3"))) for n in range(1, 4)),
    questions=(Question(id="q1", districts=("d1",)), Question(id="q2", upper=2), Question(id="q3")),
)


def solve(instance, policy, *, seed):
    """The best of all plans, the plainest way."""
    possible = [plan for plan in plans(instance) if not breaks(plan, instance)]
    best = max(possible, key=lambda plan: how_good(plan, instance, policy))
    return Solution(policy=policy, seed=seed, plan=best, size=len(best), cost=0, profile=())


def test_compare_says_who_gains_who_loses_and_who_only_moves():
    found = compare({"t1": "q1", "t2": "q2"}, {"t3": "q1", "t1": "q2", "t2": "q3"}, ROUND)

    assert found == Comparison(
        gain=(Change("t3", "", "q1", None, 1),),
        lose=(Change("t1", "q1", "q2", 1, 2),),
        move=(Change("t2", "q2", "q3", 2, 2),),
        same=0,
        size=1,
        cost=2,
        profile=(0, 1),
    )


@given(planned(), st.data())
def test_whoever_gains_loses_when_the_plans_are_swapped(case, data):
    instance, plan = case
    places = st.sampled_from([None, *(question.id for question in instance.questions)])
    drawn = {team.id: data.draw(places) for team in instance.teams}
    other = {team: question for team, question in drawn.items() if question}

    there, back = compare(plan, other, instance), compare(other, plan, instance)

    assert {one.team for one in there.gain} == {one.team for one in back.lose}
    assert {one.team for one in there.move} == {one.team for one in back.move}
    assert (there.size, there.cost) == (-back.size, -back.cost)
    assert there.cost == sum(ranks(other, instance)) - sum(ranks(plan, instance))
    assert there.same == sum(plan.get(team.id) == other.get(team.id) for team in instance.teams)
    assert (
        tuple(there.profile)
        == tuple(new - old for new, old in zip(counts(other, instance), counts(plan, instance), strict=True))[
            : len(there.profile)
        ]
    )


@given(instances(), st.integers(0, 2))
def test_a_seat_more_is_all_that_changes(instance, number):
    question = instance.questions[number % len(instance.questions)]

    changed = with_seat(instance, question.id)

    seats = {one.id: one.upper for one in changed.questions}
    assert seats.pop(question.id) == question.upper + 1
    back = (replace(one, upper=one.upper - (one.id == question.id)) for one in changed.questions)
    assert replace(changed, questions=tuple(back)) == instance


@given(instances())
def test_nobody_works_in_a_district_that_is_closed_and_wishes_keep_their_rank(instance):
    changed = without_district(instance, "d1", "rest")

    shut = {question.id for question in instance.questions if "d1" in question.districts}
    assert [team.wishes for team in changed.teams] == [team.wishes for team in instance.teams]
    for plan in plans(changed):
        assert not shut & set(plan.values()) or breaks(plan, changed)
    known = {(one.team, one.question) for one in instance.exclusions}
    assert {one.reason for one in changed.exclusions if (one.team, one.question) not in known} <= {"rest"}


def test_who_was_placed_by_hand_in_a_closed_district_is_no_longer():
    by_hand = replace(ROUND, teams=(Team(id="t1", wishes=(("q2",),), fixed="q1"),))

    changed = without_district(by_hand, "d1")

    assert changed.teams == (Team(id="t1", wishes=(("q2",),)),)


def test_one_more_seat_says_where_it_helps_and_whom():
    effects = one_more_seat(ROUND, Policy.GENEROUS, seed=7, solve=solve)

    assert [(one.question, one.rather, len(one.comparison.gain)) for one in effects] == [("q1", 2, 1)]
    assert effects[0].comparison.profile == (1, -1)


def test_only_the_most_wanted_of_the_full_questions_are_tried():
    plan = {"t1": "q1", "t2": "q3", "t3": "q2"}
    instance = replace(ROUND, exclusions=(Exclusion(team="t2", question="q1"),))

    assert wanted(plan, instance) == [("q1", 1)]
    assert one_more_seat(ROUND, Policy.GREEDY, seed=7, solve=solve, most=0) == []
