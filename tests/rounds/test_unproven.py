# SPDX-License-Identifier: EUPL-1.2
"""A plan whose proof did not come in time: what its gap stands for, and what still forbids publishing it."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.rounds import outcome
from kennisstad.rounds.actions import telling
from kennisstad.rounds.allocation.faults import faults
from kennisstad.rounds.allocation.instance import Instance, Policy, Question, Team
from kennisstad.rounds.allocation.solution import Solution
from kennisstad.rounds.models import Status
from kennisstad.rounds.unproven import Weight, weight_of
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, make_user
from tests.rounds.running import make_round, make_team, run_until

NOTHING_LARGER = Instance(
    teams=(
        Team(id="t1", wishes=(("q1",), ("q2",), ("q3",))),
        Team(id="t2", wishes=(("q1",), ("q3",), ("q2",))),
    ),
    questions=tuple(Question(id=f"q{number}", upper=1) for number in (1, 2, 3)),
)


def weights(plan, policy, unproven):
    found = faults(plan, NOTHING_LARGER, policy, seed=7)
    return {weight_of(one, plan, NOTHING_LARGER, policy, unproven) for one in found if one.forbidden}


@pytest.mark.parametrize(
    ("unproven", "weight"),
    [("", Weight.FORBIDDEN), ("size", Weight.OF_THE_GAP), ("rank 1", Weight.FORBIDDEN)],
)
def test_a_larger_plan_is_of_the_gap_only_where_the_size_was_not_proven(unproven, weight):
    assert weights({"t1": "q1"}, Policy.GREEDY, unproven) == {weight}


@pytest.mark.parametrize(
    ("policy", "unproven", "weight"),
    [
        (Policy.GREEDY, "size", Weight.OF_THE_GAP),
        (Policy.GREEDY, "rank 2", Weight.OF_THE_GAP),
        (Policy.GREEDY, "rank 3", Weight.FORBIDDEN),
        (Policy.GENEROUS, "rank 3", Weight.OF_THE_GAP),
        (Policy.GENEROUS, "rank 2", Weight.FORBIDDEN),
        (Policy.CHEAPEST, "cost", Weight.OF_THE_GAP),
        (Policy.URGENT, "weight", Weight.OF_THE_GAP),
        (Policy.GREEDY, "lots", Weight.FORBIDDEN),
    ],
)
def test_a_better_plan_is_of_the_gap_from_the_aim_that_was_not_proven_on(policy, unproven, weight):
    # Team 1 could have its second wish instead of its third; team 2 has its first.
    assert weights({"t1": "q3", "t2": "q1"}, policy, unproven) == {weight}


@pytest.mark.parametrize("unproven", ["", "size"])
def test_what_a_stable_plan_promises_no_gap_takes_away(unproven):
    assert weights({"t1": "q3", "t2": "q1"}, Policy.STABLE, unproven) == {Weight.FORBIDDEN}


def test_a_broken_limit_is_never_of_a_gap():
    assert Weight.FORBIDDEN in weights({"t1": "q1", "t2": "q1"}, Policy.GREEDY, "size")


def unfinished(monkeypatch, unproven):
    """Have a round computed whose solver leaves out a team that could have a place."""
    solution = Solution(
        policy=Policy.GREEDY,
        seed=7,
        plan={"2": "1"},
        size=1,
        cost=1,
        profile=(1, 0),
        gap=1.0 if unproven else 0.0,
        unproven=unproven,
    )
    monkeypatch.setattr(outcome, "solve", lambda *args, **kwargs: solution)
    round = make_round()
    make_team(round, 1, 2)
    make_team(round, 1)
    return run_until(round, Status.COMPUTED)


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_a_plan_that_says_what_it_may_lack_is_published_with_that(monkeypatch, client):
    round = unfinished(monkeypatch, "size")

    telling.publish(round, by=make_user(Role.BROKER), at=MONDAY)

    round.refresh_from_db()
    assert round.status == Status.PUBLISHED
    page = client.get(reverse("rounds:round", args=[round.pk]))
    gap = "It is about how many teams have a place, which can be at most 100.0 percent better."
    assert gap in page.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("unproven", ["", "rank 1"])
def test_a_plan_that_claims_to_be_as_large_as_can_be_and_is_not_is_not_published(monkeypatch, unproven):
    round = unfinished(monkeypatch, unproven)

    with pytest.raises(NotNow, match="One team more can have a place"):
        telling.publish(round, by=make_user(Role.BROKER), at=MONDAY)


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_what_the_city_made_possible_since_is_of_no_gap(monkeypatch):
    """The plan was computed from other seats: what its solver did not prove is no longer what it lacks."""
    round = unfinished(monkeypatch, "size")
    round.questions.filter(place=3).update(upper=2)

    with pytest.raises(NotNow, match="One team more can have a place"):
        telling.publish(round, by=make_user(Role.BROKER), at=MONDAY)


@pytest.mark.django_db
def test_the_desk_shows_the_moves_and_that_the_plan_may_be_published_with_them(monkeypatch, client):
    round = unfinished(monkeypatch, "size")
    client.force_login(make_user(Role.BROKER))

    with override("en"):
        page = client.get(reverse("workspace:round_plan", args=[round.pk, 1])).content.decode()

    assert "One team more can have a place: team 1 to " in page
    assert "the plan may be published with it" in page
