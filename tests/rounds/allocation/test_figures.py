# SPDX-License-Identifier: EUPL-1.2
"""Figures count what is there, and first come, first served is no better than it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.rounds.allocation.figures import Group, figures, teams_by
from kennisstad.rounds.allocation.instance import Instance, Question, Supervisor, Team
from kennisstad.rounds.allocation.serial import first_come
from kennisstad.rounds.allocation.solution import LimitKind
from kennisstad.rounds.allocation.standing import drawn
from tests.rounds.allocation.small import after, breaks, counts, instances, planned, ranks

ROUND = Instance(
    teams=(
        Team(id="t1", wishes=(("q1",), ("q2",)), level="hbo", course="c1"),
        Team(id="t2", wishes=(("q1",), ("q2",)), level="hbo", course="c1"),
        Team(id="t3", wishes=(("q1",), ("q2",)), level="wo"),
        Team(id="t4", wishes=(("q1",),), level="wo"),
    ),
    questions=(
        Question(id="q1", supervisor="s1", districts=("d1",)),
        Question(id="q2", upper=3, districts=("d1", "d2")),
        Question(id="q3"),
    ),
    supervisors=(Supervisor(id="s1", priority=(("t1",), ("t2", "t3"))),),
)
"""One question that everybody wants, and which likes t1 best, then t2 and t3, then t4."""


def test_figures_of_a_plan():
    found = figures({"t2": "q1", "t1": "q2", "t3": "q2"}, ROUND)

    assert (found.teams, found.size, found.share, found.cost) == (4, 3, 0.75, 5)
    assert (found.profile, found.worst) == ((1, 2), 2)
    assert (found.unused, found.closed, found.broken) == (1, 1, 0)
    assert found.levels == (Group("hbo", 2, 2, 1.5), Group("wo", 2, 1, 2.0))
    assert found.courses == (Group("c1", 2, 2, 1.5),)
    assert found.districts == (Group("d1", 4, 3, 5 / 3), Group("d2", 3, 2, 2.0))


def test_teams_are_counted_by_what_their_course_belongs_to():
    plan, groups = {"t2": "q1", "t1": "q2", "t3": "q2"}, {"c1": "an institution"}

    assert teams_by(plan, ROUND, groups) == (Group("an institution", 2, 2, 1.5),)
    assert teams_by(plan, ROUND, {}) == ()


def test_envy_is_of_those_that_stand_behind_or_equal_and_not_of_those_before():
    found = figures({"t2": "q1", "t1": "q2", "t3": "q2"}, ROUND)

    assert (found.envy, found.envy_of_equals) == (1, 1)  # t1 stands before t2; t3 stands equal; t4 behind


def test_nobody_envies_a_place_given_by_hand_or_barred():
    by_hand = Instance(
        teams=(Team(id="t1", wishes=(("q1",),)), Team(id="t2", wishes=(), fixed="q1")),
        questions=(Question(id="q1"),),
    )

    found = figures({"t2": "q1"}, by_hand)

    assert (found.envy, found.envy_of_equals, found.cost, found.profile) == (0, 0, 0, ())


def test_without_teams_everybody_has_a_place():
    found = figures({}, Instance(teams=(), questions=()))

    assert (found.share, found.worst, found.profile) == (1.0, 0, ())


@given(planned())
def test_size_cost_and_profile_are_those_of_the_plan(case):
    instance, plan = case

    found = figures(plan, instance)

    profile = counts(plan, instance)
    while profile and not profile[-1]:
        profile.pop()
    assert (found.size, found.cost, found.profile) == (len(plan), sum(ranks(plan, instance)), tuple(profile))
    assert found.broken == len(breaks(plan, instance))


@given(instances(), st.integers(0, 3))
@settings(max_examples=100)
def test_first_come_keeps_every_upper_limit_and_nobody_can_take_a_free_seat(instance, seed):
    plan = first_come(instance, seed=seed)

    placed_by_hand = {team.id: team.fixed for team in instance.teams if team.fixed}
    broken = set(breaks(plan, instance)) - set(breaks(placed_by_hand, instance))
    assert {rule.kind for rule in broken} <= {LimitKind.QUESTION_LOWER, LimitKind.SUPERVISOR_LOWER}
    for team in instance.teams:
        for tier in team.wishes if team.id not in plan else ():
            for question in tier:
                if question in plan.values():
                    full = {rule.kind for rule in breaks(after(plan, {team.id: question}), instance)}
                    assert full - {LimitKind.QUESTION_LOWER, LimitKind.SUPERVISOR_LOWER}


def test_first_come_serves_in_the_order_of_lots():
    first = min(drawn(7, ["t1", "t2", "t3", "t4"]).items(), key=lambda one: one[1])[0]

    assert first_come(ROUND, seed=7)[first] == "q1"


def test_a_question_that_too_few_come_to_is_closed_and_they_choose_again():
    instance = Instance(
        teams=(Team(id="t1", wishes=(("q1",), ("q2",))),),
        questions=(Question(id="q1", lower=2, upper=2), Question(id="q2")),
    )

    assert first_come(instance, seed=7) == {"t1": "q2"}
