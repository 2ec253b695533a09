# SPDX-License-Identifier: EUPL-1.2
"""Each rule, alone and tight: under every policy it costs what it must, and no more."""

import random
from dataclasses import replace
from datetime import date

import pytest

from kennisstad.rounds.allocation.faults import faults
from kennisstad.rounds.allocation.instance import (
    Cap,
    CapKind,
    Course,
    Exclusion,
    Instance,
    Policy,
    Question,
    Supervisor,
    Team,
)
from kennisstad.rounds.allocation.limits import Limit, keeps
from kennisstad.rounds.allocation.solution import LimitKind, Rule
from kennisstad.rounds.allocation.solve import solve
from tests.rounds.allocation.small import breaks

TEAM = Team(id="t0", wishes=(("q1",),), course="c1", level="hbo", languages=("nl",))
TEAMS = tuple(replace(TEAM, id=f"t{number}") for number in range(3))
Q1 = Question(id="q1", upper=3, supervisor="s1", asker="a1", districts=("d1",), load=3)
Q2 = Question(id="q2", upper=3, supervisor="s2")
FREE = Instance(
    teams=TEAMS,
    questions=(Q1, Q2),
    supervisors=(Supervisor(id="s1"), Supervisor(id="s2")),
    courses=(Course(id="c1", ends_on=date(2027, 7, 1)),),
)
BOTH = tuple(replace(team, wishes=(("q1",), ("q2",))) for team in TEAMS)


def first(**changes):
    """The teams, of which the first is otherwise."""
    return (replace(TEAMS[0], **changes), *TEAMS[1:])


TIGHT = {
    LimitKind.QUESTION_UPPER: ({"questions": (replace(Q1, upper=2), Q2)}, [2, 0]),
    LimitKind.QUESTION_LOWER: ({"questions": (replace(Q1, lower=4, upper=4), Q2)}, [0, 0]),
    LimitKind.SUPERVISOR_UPPER: (
        {"supervisors": (Supervisor(id="s1", upper=2), Supervisor(id="s2"))},
        [2, 0],
    ),
    LimitKind.SUPERVISOR_LOWER: (
        {"teams": BOTH, "supervisors": (Supervisor(id="s1"), Supervisor(id="s2", lower=1))},
        [2, 1],
    ),
    LimitKind.COURSE: ({"courses": (Course(id="c1", upper=2),)}, [2, 0]),
    LimitKind.ASKER: ({"caps": (Cap(kind=CapKind.ASKER, id="a1", upper=2),)}, [2, 0]),
    LimitKind.DISTRICT: ({"caps": (Cap(kind=CapKind.DISTRICT, id="d1", upper=6),)}, [2, 0]),
    LimitKind.FIXED: ({"teams": first(fixed="q2")}, [2, 1]),
    LimitKind.EXCLUDED: ({"exclusions": (Exclusion(team="t0", question="q1"),)}, [2, 0]),
    LimitKind.LEVEL: ({"teams": first(level="wo"), "questions": (replace(Q1, levels=("hbo",)), Q2)}, [2, 0]),
    LimitKind.LANGUAGE: (
        {"teams": first(languages=("en",)), "questions": (replace(Q1, languages=("nl",)), Q2)},
        [2, 0],
    ),
    LimitKind.WINDOW: ({"questions": (replace(Q1, needed_by=date(2027, 6, 30)), Q2)}, [0, 0]),
    LimitKind.ACCEPTABLE: ({"teams": first(wishes=())}, [2, 0]),
}
"""What makes each rule bind, and the teams that q1 and q2 then have."""


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("kind", TIGHT)
def test_a_rule_that_binds_is_kept_and_costs_no_more_than_it_must(kind, policy):
    changes, expected = TIGHT[kind]
    instance = replace(FREE, **changes)

    plan = solve(instance, policy, seed=1).plan

    assert breaks(plan, instance) == []
    assert [[*plan.values()].count(question) for question in ("q1", "q2")] == expected


@pytest.mark.parametrize("policy", Policy)
def test_every_seat_is_used_where_nothing_binds(policy):
    exact = {"questions": (replace(Q1, lower=3), Q2), "courses": (Course(id="c1", upper=3),)}
    caps = (Cap(kind=CapKind.ASKER, id="a1", upper=3), Cap(kind=CapKind.DISTRICT, id="d1", upper=9))

    assert solve(replace(FREE, **exact, caps=caps), policy, seed=1).size == 3


def test_a_window_that_ends_on_the_day_itself_is_in_time():
    instance = replace(FREE, questions=(replace(Q1, needed_by=date(2027, 7, 1)), Q2))

    assert solve(instance, Policy.CHEAPEST, seed=1).size == 3


@pytest.mark.parametrize("seed", range(3))
def test_a_team_may_close_the_question_that_it_leaves_with_the_team_it_puts_out(seed):
    """t1 rather goes to q1: t2, whom their supervisor likes less, then loses its place, and q0 may close."""
    instance = Instance(
        teams=(Team(id="t1", wishes=(("q1",), ("q0",))), Team(id="t2", wishes=(("q0",),))),
        questions=(Question(id="q0", lower=2, upper=2, supervisor="s1"), Question(id="q1", supervisor="s1")),
        supervisors=(Supervisor(id="s1", priority=(("t1",), ("t2",))),),
    )
    found = solve(instance, Policy.STABLE, seed=seed, limit_s=1)

    assert (found.plan, found.unproven) == ({"t1": "q1"}, "")


@pytest.mark.parametrize("seed", range(5))
def test_a_crowded_round_with_full_supervisors_is_stable(seed):
    """Three teams to a place, two questions' worth of seats under a supervisor of three or four questions."""
    chance = random.Random(seed)
    questions = tuple(Question(id=f"q{n}", upper=2, supervisor=f"s{n % 3}") for n in range(10))
    ids, wanted = [f"t{n}" for n in range(30)], [question.id for question in questions]
    strict = {one: tuple((wish,) for wish in chance.sample(wanted, 6)) for one in ids}
    crowded = Instance(
        teams=tuple(Team(id=one, wishes=wishes) for one, wishes in strict.items()),
        questions=questions,
        supervisors=tuple(
            Supervisor(id=f"s{n}", upper=4, priority=tuple((team,) for team in chance.sample(ids, 30)))
            for n in range(3)
        ),
    )
    found = solve(crowded, Policy.STABLE, seed=seed)

    assert found.size == 12
    assert not [one for one in faults(found.plan, crowded, Policy.STABLE, seed=seed) if one.forbidden]


@pytest.mark.parametrize(("amount", "is_kept"), [(0, True), (1, False), (2, True), (3, True), (4, False)])
def test_a_sum_is_kept_between_its_bounds_both_included_or_at_nothing(amount, is_kept):
    limit = Limit(Rule(LimitKind.QUESTION_LOWER, "q1"), (0,), (1,), lower=2, upper=3, or_none=True)

    assert keeps(limit, amount) == is_kept
    assert keeps(replace(limit, or_none=False), amount) == (is_kept and amount > 0)


RIVALS = (
    Team(id="t0", wishes=(("q1",), ("q2",))),
    Team(id="t1", wishes=(("q1",), ("q2",), ("q3",))),
    Team(id="t2", wishes=(("q1",), ("q3",))),
)


def test_a_team_that_is_put_out_by_its_supervisor_leaves_a_seat_to_take():
    """t0 takes q1, t1 q2; t2 puts t1 out of its supervisor by taking q3, and q2 has its seat back."""
    supervisor = Supervisor(id="s1", upper=2, priority=(("t2",), ("t0",), ("t1",)))
    questions = tuple(Question(id=one, supervisor="s1") for one in ("q1", "q2", "q3"))
    instance = Instance(teams=RIVALS, questions=questions, supervisors=(supervisor,))

    for seed in range(6):
        assert solve(instance, Policy.STABLE, seed=seed).plan == {"t2": "q1", "t0": "q2"}
