# SPDX-License-Identifier: EUPL-1.2
"""What teams and coordinators read, in both languages; nothing that can be told goes untold."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisstad.rounds import wording
from kennisstad.rounds.allocation.changes import Effect
from kennisstad.rounds.allocation.checking import Wrong, WrongKind
from kennisstad.rounds.allocation.compare import Change, compare
from kennisstad.rounds.allocation.explain import Explainer, explain
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
from kennisstad.rounds.allocation.solution import LimitKind, Rule
from kennisstad.rounds.models import Run
from kennisstad.rounds.told import figures_in_words
from kennisstad.rounds.unproven import weight_of
from tests.rounds.allocation.small import planned

NAMES = wording.Names(
    teams={"t1": "Brug", "t2": "Gracht", "t3": "Poort", "t4": "Molen"},
    questions={"q1": "Straat", "q2": "Zwerfvuil", "q3": "Eenzaamheid"},
    supervisors={"s1": "Practicum wonen"},
    courses={"c1": "Stad als lab"},
    askers={"a1": "Buurthuis Matilo"},
    districts={"d1": "Merenwijk"},
)
TEAMS = tuple(Team(id=f"t{n}", wishes=(("q1",), ("q2",))) for n in range(1, 4))
ROUND = Instance(
    teams=TEAMS,
    questions=(Question(id="q1", upper=2, supervisor="s1"), Question(id="q2")),
    supervisors=(Supervisor(id="s1", upper=2, priority=(("t2",), ("t1", "t3"))),),
)
"""t2 stands first at q1; t1 and t3 stand equal, and under seed 7 t3 has lot 1, t1 lot 2 and t2 lot 3."""


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(plan, instance, policy, team="t1", language="en"):
    with translation.override(language):
        return wording.explanation_in_words(explain(plan, team, instance, policy, seed=7), NAMES)


def test_a_team_reads_who_stands_before_it_and_by_what():
    plan = {"t2": "q1", "t3": "q1", "t1": "q2"}

    assert told(plan, ROUND, Policy.STABLE) == [
        "Your first wish, “Straat”, has 2 seats. They went to Gracht (before you by priority) and "
        "Poort (before you by lot 1; yours is 2).",
        "Your second wish, “Zwerfvuil”, is yours.",
        "Your lot is 2 of 3, drawn from seed 7.",
    ]
    assert told(plan, ROUND, Policy.STABLE, language="nl") == [
        "Uw eerste wens, “Straat”, heeft 2 plaatsen. Die gingen naar Gracht (vóór u door voorrang) "
        "en Poort (vóór u door lot 1; uw lot is 2).",
        "Uw tweede wens, “Zwerfvuil”, is voor u.",
        "Uw lot is 2 van 3, getrokken uit startgetal 7.",
    ]


def test_under_a_policy_of_the_whole_it_reads_what_an_exchange_would_have_done():
    plan = {"t2": "q1", "t3": "q1", "t1": "q2"}

    assert told(plan, ROUND, Policy.GENEROUS)[0] == (
        "Your first wish, “Straat”, has 2 seats. They went to Gracht (its first wish) and Poort "
        "(its first wish). Had you changed places with Gracht, it would have had yours: its second wish. "
        "The plan would have been as good; between equally good plans lots decide."
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"teams": (Team(id="t1", wishes=(("q1",),), fixed="q2"),)},
            "You work on “Zwerfvuil”: the coordinator placed you there by hand.",
        ),
        ({"teams": (Team(id="t1", wishes=()),)}, "You have no place, and no wishes."),
        (
            {"exclusions": (Exclusion(team="t1", question="q1", reason="worked on it before."),)},
            "Your first wish, “Straat”, is kept from your team by the coordinator, because: worked on it "
            "before.",
        ),
        (
            {"questions": (Question(id="q1", lower=3, upper=3), Question(id="q2", upper=3))},
            "Your first wish, “Straat”, does not run: it needs 3 teams together. 3 teams would rather "
            "have had it than what they have now.",
        ),
        (
            {
                "questions": (
                    Question(id="q1", upper=3, districts=("d1",), load=4),
                    Question(id="q2", upper=3),
                ),
                "caps": (Cap(kind=CapKind.DISTRICT, id="d1", upper=3),),
            },
            "Your first wish, “Straat”, had a seat, but its district can bear 3 contacts with residents "
            "this term. 0 are taken, and one team more would be too many.",
        ),
        (
            {
                "questions": (
                    Question(id="q1", upper=3, districts=("d1",), load=4),
                    Question(id="q2", upper=3),
                ),
                "caps": (Cap(kind=CapKind.DISTRICT, id="d1", upper=0),),
            },
            "Your first wish, “Straat”, had a seat, but its district is paused or full: nothing more can be "
            "asked there now.",
        ),
    ],
)
def test_what_else_a_team_reads(changed, sentence):
    facts = {"teams": TEAMS, "questions": ROUND.questions, **changed}
    instance = Instance(**facts)
    plan = {team.id: "q2" for team in instance.teams if team.wishes}

    assert told(plan, instance, Policy.STABLE)[0] == sentence


CLASH = Instance(
    teams=tuple(Team(id=f"t{n}", wishes=(), fixed="q3") for n in range(1, 4)),
    questions=(Question(id="q3", upper=2),),
)


def test_a_clash_says_which_rules_cannot_be_kept_together():
    clash = [Rule(LimitKind.QUESTION_UPPER, "q3"), *(Rule(LimitKind.FIXED, f"t{n}") for n in range(1, 4))]

    assert wording.clash_in_words(clash, CLASH, NAMES) == [
        "“Eenzaamheid” has 2 seats.",
        "3 teams were placed with “Eenzaamheid” by hand: Brug, Gracht and Poort.",
    ]
    with translation.override("nl"):
        assert wording.clash_in_words(clash, CLASH, NAMES) == [
            "“Eenzaamheid” heeft 2 plaatsen.",
            "3 teams zijn met de hand geplaatst bij “Eenzaamheid”: Brug, Gracht en Poort.",
        ]


RULES = Instance(
    teams=(Team(id="t1", wishes=(), fixed="q1"),),
    questions=(Question(id="q1", lower=2, upper=3), Question(id="q2")),
    supervisors=(Supervisor(id="s1", lower=1, upper=4),),
    courses=(Course(id="c1", upper=5),),
    caps=(Cap(kind=CapKind.ASKER, id="a1", upper=1), Cap(kind=CapKind.DISTRICT, id="d1", upper=20)),
    exclusions=(
        Exclusion(team="t1", question="q2", reason="same street."),
        Exclusion(team="t2", question="q2"),
    ),
)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule(LimitKind.ACCEPTABLE, "t1", "q1"), "Brug did not wish for “Straat”."),
        (Rule(LimitKind.QUESTION_LOWER, "q1"), "“Straat” runs with at least 2 teams, or not at all."),
        (Rule(LimitKind.QUESTION_UPPER, "q1"), "“Straat” has 3 seats."),
        (Rule(LimitKind.SUPERVISOR_LOWER, "s1"), "Practicum wonen must have at least 1 team."),
        (Rule(LimitKind.SUPERVISOR_UPPER, "s1"), "Practicum wonen has room for 4 teams."),
        (Rule(LimitKind.COURSE, "c1"), "Stad als lab has places for 5 teams."),
        (
            Rule(LimitKind.LEVEL, "t1", "q1"),
            "“Straat” is not for teams of the level of Brug.",
        ),
        (
            Rule(LimitKind.LANGUAGE, "t1", "q1"),
            "“Straat” is not in a language in which Brug works.",
        ),
        (
            Rule(LimitKind.WINDOW, "t1", "q1"),
            "The course of Brug ends after the day on which the answer to “Straat” is needed.",
        ),
        (Rule(LimitKind.ASKER, "a1"), "Buurthuis Matilo can receive 1 team at a time."),
        (Rule(LimitKind.DISTRICT, "d1"), "Merenwijk can bear 20 contacts with residents this term."),
        (
            Rule(LimitKind.EXCLUDED, "t1", "q2"),
            "The coordinator keeps Brug from “Zwerfvuil”, because: same street.",
        ),
        (Rule(LimitKind.EXCLUDED, "t2", "q2"), "The coordinator keeps Gracht from “Zwerfvuil”."),
        (Rule(LimitKind.FIXED, "t1", "q1"), "Brug was placed with “Straat” by hand."),
    ],
)
def test_each_rule_in_a_sentence(rule, sentence):
    assert wording.rule_in_words(rule, RULES, NAMES) == sentence


def test_there_is_a_sentence_for_every_rule_in_both_languages():
    for language in ("en", "nl"):
        with translation.override(language):
            said = {wording.rule_in_words(Rule(kind, "x", "y"), RULES, NAMES) for kind in LimitKind}
            assert len(said) == len(LimitKind)


def test_a_question_that_may_not_stay_empty_needs_its_teams():
    instance = Instance(teams=(), questions=(Question(id="q1", lower=2, upper=3),), closures=False)

    rule = Rule(LimitKind.QUESTION_LOWER, "q1")

    assert wording.rule_in_words(rule, instance, NAMES) == "“Straat” needs at least 2 teams."


def test_there_is_a_sentence_for_everything_that_can_be_wrong():
    for language in ("en", "nl"):
        with translation.override(language):
            said = [
                wording.wrong_in_words(
                    Wrong(kind, "teams" if kind == WrongKind.NO_ID else "x", "y", 3), NAMES
                )
                for kind in WrongKind
            ]
            assert len(set(said)) >= len(WrongKind) - 1  # a team and a question can both be there twice
            assert all(one.endswith(".") for one in said)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            Wrong(WrongKind.WISH_UNKNOWN, "t1", "q9"),
            "Brug wishes for a question that does not take part: “q9”.",
        ),
        (Wrong(WrongKind.CAP_TWICE, "d1", "district"), "Merenwijk has two limits; there can be one."),
        (Wrong(WrongKind.CAP_TWICE, "a1", "asker"), "Buurthuis Matilo has two limits; there can be one."),
        (
            Wrong(WrongKind.LOWER_ABOVE_UPPER, "s1", number=4),
            "Practicum wonen wants at least 4 teams, which is more than it has room for.",
        ),
        (
            Wrong(WrongKind.LOWER_ABOVE_UPPER, "q1", number=4),
            "“Straat” wants at least 4 teams, which is more than it has room for.",
        ),
        (Wrong(WrongKind.NO_ID, "courses"), "A course edition has no id."),
        (Wrong(WrongKind.NEGATIVE, "q1", "load", -2), "“load” of q1 is -2; it must be 0 or more."),
    ],
)
def test_what_is_wrong_is_said_with_names(wrong, sentence):
    assert wording.wrong_in_words(wrong, NAMES) == sentence


def test_a_coordinator_reads_faults_and_whether_the_policy_forbids_them():
    plan = {"t1": "q1", "t3": "q1"}

    said = [
        f"{wording.fault_in_words(fault, ROUND, NAMES)} {wording.weight_in_words(weight)}"
        for fault in faults(plan, ROUND, Policy.STABLE, seed=7)
        for weight in [weight_of(fault, plan, ROUND, Policy.STABLE, "")]
    ]

    assert said == [
        "Gracht and “Straat” would both rather have each other: Brug stands behind. not allowed "
        "under this policy",
        "Gracht could have “Zwerfvuil”, which it likes better, and nobody else would move. not allowed "
        "under this policy",
        "Gracht and “Zwerfvuil” would both rather have each other: there is room. not allowed under this "
        "policy",
        "One team more can have a place: Gracht to “Zwerfvuil”. a known price of this policy",
    ]


def test_a_change_says_from_where_to_where():
    changes = [
        Change("t1", "", "q1", None, 2),
        Change("t1", "q1", "", 12, None),
        Change("t1", "q1", "q2", 1, None),
    ]

    assert [wording.change_in_words(change, NAMES) for change in changes] == [
        "Brug gets a place: “Straat”, its second wish.",
        "Brug loses its place at “Straat”, its wish number 12.",
        "Brug goes from “Straat”, its first wish, to “Zwerfvuil”, not among its wishes.",
    ]


def test_one_more_seat_says_whom_it_would_have_helped():
    helped = compare({"t1": "q1", "t2": "q2"}, {"t3": "q1", "t2": "q1", "t1": "q2"}, ROUND)

    assert wording.effect_in_words(Effect("q1", 2, helped), NAMES) == (
        "One more seat at “Straat” would have helped 2 teams. 1 team would have had a place that it likes "
        "less. 1 team more would have had a place."
    )
    assert wording.effect_in_words(Effect("q1", 2, compare({}, {}, ROUND)), NAMES) == (
        "One more seat at “Straat” would have helped nobody."
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_policy_has_a_name_and_one_paragraph(language):
    with translation.override(language):
        words = [*(wording.POLICIES[policy] for policy in Policy), wording.FIRST_COME]
        assert len({str(one.label) for one in words}) == len({str(one.description) for one in words}) == 6


@given(planned(), st.sampled_from(Policy), st.sampled_from(["en", "nl"]))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_fault_and_every_reason_can_be_said(case, policy, language):
    instance, plan = case
    with translation.override(language):
        said = [
            wording.fault_in_words(fault, instance, NAMES)
            for fault in faults({**plan, "t9": "q9"}, instance, policy, seed=7)
        ]
        explainer = Explainer(plan, instance, policy, seed=7)
        for explanation in (explainer.explanation(team.id) for team in instance.teams):
            said += wording.explanation_in_words(explanation, NAMES)
            said += [wording.why_in_words(why, explanation, NAMES) for why in explanation.whys]
    assert [one for one in said if re.search(r"%\(|^[^A-ZÉ“\d]|[^.]$", one)] == []


@pytest.mark.parametrize(
    ("unproven", "about"),
    [
        ("size", "how many teams have a place"),
        ("rank 3", "how many teams have wish 3"),
        ("weight", "how urgent the questions with a team are"),
        ("cost", "the sum of the ranks"),
        ("lots", "which of equal plans the lots choose"),
    ],
)
def test_a_gap_says_what_it_is_about_and_how_large_it_is(unproven, about):
    with translation.override("en"):
        assert wording.proof_in_words(unproven, 0.0714) == (
            "It was not proven within the time set that no better plan exists."
            f" It is about {about}, which can be at most 7.1 percent better."
        )


@pytest.mark.parametrize(
    ("size", "teams", "said"),
    [
        (0, 2, "0 van de 2 teams hebben een vraag."),
        (1, 2, "1 van de 2 teams heeft een vraag."),
        (2, 2, "2 van de 2 teams hebben een vraag."),
        (1, 1, "1 van 1 team heeft een vraag."),
    ],
)
def test_so_many_of_all_teams_is_said_as_people_say_it(size, teams, said):
    run = Run(answer={"size": size, "profile": [], "unproven": "", "gap": 0})

    with translation.override("nl"):
        assert figures_in_words(run, teams=teams) == [said]


@pytest.mark.parametrize(
    ("least", "most", "or_none", "said"),
    [
        (0, 1, True, "at most 1 team"),
        (1, 2, True, "at most 2 teams"),
        (1, 2, False, "1 to 2 teams"),
        (1, 1, False, "1 team"),
        (2, 2, True, "2 teams, or none"),
        (2, 3, True, "2 to 3 teams, or none"),
        (0, 3, False, "at most 3 teams"),
    ],
)
def test_seats_are_said_without_a_nought_and_in_the_right_number(least, most, or_none, said):
    found = render_to_string("rounds/parts/seats.html", {"least": least, "most": most, "or_none": or_none})

    assert found.strip() == said


def test_a_district_that_bears_nothing_is_said_without_a_number():
    none = Instance(teams=(), questions=(), caps=(Cap(kind=CapKind.DISTRICT, id="d1", upper=0),))

    said = wording.rule_in_words(Rule(LimitKind.DISTRICT, "d1"), none, NAMES)

    assert said == "Merenwijk can bear no more contacts with residents this term."
