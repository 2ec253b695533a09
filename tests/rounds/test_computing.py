# SPDX-License-Identifier: EUPL-1.2
"""Computing a round: asked for once, kept whole or not at all, and looked at under other conditions."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from kennisstad.accounts.models import Role
from kennisstad.citylab.models import Status as Stands
from kennisstad.citylab.queries import asker_of
from kennisstad.rounds import computing, outcome
from kennisstad.rounds.actions import parts, steps
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.allocation.instance import CapKind, Policy
from kennisstad.rounds.allocation.solution import Undecided
from kennisstad.rounds.models import Run, RunStatus, Status
from kennisstad.rounds.queries.instance import instance_of
from kennisstad.rounds.queries.urgency import urgency
from kennisstad.rounds.what_if import Change
from kennisstad.web.refusals import NotNow
from tests.fieldwork.making import make_limit, make_pause
from tests.making import MONDAY, make_district, make_project, make_question, make_user
from tests.rounds.running import add_question, computed, make_round, make_team, run_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def broker():
    return make_user(Role.BROKER)


def closed(*, teams=((1, 2), (1,)), **fields):
    round = make_round(**fields)
    for wishes in teams:
        make_team(round, *wishes)
    return run_until(round, Status.CLOSED)


def test_a_run_holds_its_input_and_all_that_came_out_of_it():
    round = closed()

    run = computed(round)

    assert (run.status, run.policy, run.seed, run.ended_at) == (RunStatus.DONE, Policy.GREEDY, 7, MONDAY)
    assert run.plan == {"1": "2", "2": "1"}
    assert set(run.answer) == {"plan", "size", "cost", "profile", "gap", "unproven"}
    assert (round.status, round.run) == (Status.COMPUTED, run)


def test_asked_for_at_the_desk_the_worker_gets_one_task(django_capture_on_commit_callbacks):
    round = closed()

    with django_capture_on_commit_callbacks(execute=True):
        run = computing.ask_to_compute(round, by=None, at=MONDAY)

    task = DBTaskResult.objects.get(task_path="kennisstad.rounds.computing.compute_run")
    assert task.args_kwargs["args"] == [run.pk]


def test_a_second_coordinator_hears_that_it_is_being_computed():
    round = closed()
    computing.ask_to_compute(round, by=None, at=MONDAY)

    with pytest.raises(NotNow, match="is being computed"):
        computing.ask_to_compute(round, by=None, at=MONDAY)


def test_the_database_keeps_a_round_from_being_computed_twice_at_once():
    run = computing.ask_to_compute(closed(), by=None, at=MONDAY)
    run.pk, run.number = None, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        run.save(force_insert=True)


@pytest.mark.parametrize("status", [Status.OPEN, Status.COMPUTED, Status.PUBLISHED])
def test_only_a_closed_round_is_computed(status):
    round = make_round()
    make_team(round, 1)
    run_until(round, status)

    with pytest.raises(NotNow, match="closed"):
        computing.ask_to_compute(round, by=None, at=MONDAY)


def test_a_round_without_teams_has_nothing_to_compute():
    with pytest.raises(NotNow, match="No team"):
        computing.ask_to_compute(closed(teams=()), by=None, at=MONDAY)


def test_a_question_that_found_its_way_has_to_be_taken_out_first(broker):
    round = closed()
    part = round.questions.get(place=2)
    type(part.question).objects.filter(pk=part.question_id).update(status=Stands.WITHDRAWN, ended_at=MONDAY)

    with pytest.raises(NotNow, match="Question 2"):
        computing.ask_to_compute(round, by=None, at=MONDAY)
    parts.remove_question(part, by=broker, at=MONDAY)

    # One seat is left for two teams: the lot decides between them.
    assert set(computed(round).plan.values()) == {"1"}


def test_done_twice_it_is_kept_once():
    round = closed()
    run = computed(round)

    computing.compute(run.pk, at=MONDAY + timedelta(hours=1))

    run.refresh_from_db()
    assert run.ended_at == MONDAY


def test_when_the_solver_breaks_off_nothing_of_the_round_has_changed(monkeypatch):
    def break_off(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(computing, "worked_out", break_off)
    round = closed()

    run = computed(round)

    assert (run.status, run.answer) == (RunStatus.FAILED, {})
    assert (round.status, round.run) == (Status.CLOSED, None)
    monkeypatch.undo()
    assert computed(round).status == RunStatus.DONE


def test_what_was_stopped_is_thrown_away(broker):
    round = closed()
    run = computing.ask_to_compute(round, by=broker, at=MONDAY)
    computing.stop(run, by=broker, at=MONDAY)

    computing.compute(run.pk, at=MONDAY)

    round.refresh_from_db()
    run.refresh_from_db()
    assert (run.status, run.answer, round.status) == (RunStatus.FAILED, {}, Status.CLOSED)
    with pytest.raises(NotNow, match="ended already"):
        computing.stop(run, by=broker, at=MONDAY)


def test_what_never_came_is_given_up_after_an_hour():
    run = computing.ask_to_compute(closed(), by=None, at=MONDAY)

    assert computing.look_after(MONDAY + timedelta(hours=1)) == 0
    assert computing.look_after(MONDAY + timedelta(hours=1, seconds=1)) == 1

    run.refresh_from_db()
    assert run.status == RunStatus.FAILED


@pytest.mark.parametrize("step", ["reopen", "cancel", "add_question", "lower_seats"])
def test_nothing_changes_while_a_plan_is_being_computed(broker, step):
    round = closed()
    part = round.questions.get(place=1)
    computing.ask_to_compute(round, by=broker, at=MONDAY)
    do = {
        "reopen": lambda: steps.reopen(round, closes_at=MONDAY + timedelta(1), by=broker, at=MONDAY),
        "cancel": lambda: steps.cancel(round, reason="Toch niet", by=broker, at=MONDAY),
        "add_question": lambda: add_question(round),
        "lower_seats": lambda: parts.set_seats(part, seats=Seats(), supervisor=None, by=broker, at=MONDAY),
    }

    with pytest.raises(NotNow, match="being computed"):
        do[step]()


def test_a_look_at_what_a_change_would_do_leaves_the_round_as_it_is():
    round = closed(teams=((1,), (1,)))
    real = computed(round)

    run = computing.ask_what_if(round, change=Change(seats={"1": 1}), by=None, at=MONDAY)
    computing.compute(run.pk, at=MONDAY)

    round.refresh_from_db()
    run.refresh_from_db()
    assert (len(real.plan), len(run.plan)) == (1, 2)
    assert (round.run, run.for_real, run.what_if) == (real, False, {"seats": {"1": 1}})
    assert computing.ask_what_if(round, change=Change(seats={"1": 1}), by=None, at=MONDAY) == run


def test_all_policies_are_looked_at_at_once():
    round = closed()

    runs = computing.ask_every_policy(round, by=None, at=MONDAY)

    assert [run.policy for run in runs] == list(Policy)
    assert Run.objects.being_computed().count() == len(Policy)


def test_nobody_looks_at_outcomes_while_wishes_can_still_be_changed():
    round = run_until(make_round(), Status.OPEN)
    make_team(round, 1)

    with pytest.raises(NotNow, match="once the round is closed"):
        computing.ask_every_policy(round, by=None, at=MONDAY)


def test_a_change_about_what_does_not_take_part_is_refused():
    with pytest.raises(NotNow, match="does not take part"):
        computing.ask_what_if(closed(), change=Change(seats={"9": 1}), by=None, at=MONDAY)


def test_a_district_takes_what_city_and_coordinator_both_allow(broker):
    round = make_round(questions=0)
    areas = [add_question(round).question.districts.get() for _ in range(4)]
    make_pause(areas[0])
    make_limit(areas[1], threshold=60)
    for area, upper in zip(areas[:3], (500, 40, 30), strict=True):
        parts.limit_district(round, area=area, upper=upper, by=broker, at=MONDAY)

    caps = {cap.id: cap.upper for cap in instance_of(round).caps if cap.kind == CapKind.DISTRICT}

    assert caps == {areas[0].code: 0, areas[1].code: 40, areas[2].code: 30}


def test_an_asker_receives_no_more_teams_than_city_and_coordinator_allow(broker):
    round = make_round(questions=0)
    twice = [add_question(round, email="vrager@example.org") for _ in range(2)]
    add_question(round, email="ander@example.org")
    make_question(status=Stands.PLACED, project=make_project(), email="Vrager@example.org")

    def caps():
        return {cap.id: cap.upper for cap in instance_of(round).caps if cap.kind == CapKind.ASKER}

    assert [question.asker for question in instance_of(round).questions] == ["asker-1", "asker-1", "asker-3"]
    assert caps() == {"asker-1": 2, "asker-3": 3}
    parts.limit_asker(round, asker=asker_of(twice[0].question), upper=1, by=broker, at=MONDAY)
    assert caps() == {"asker-1": 1, "asker-3": 3}


def test_the_instance_names_nobody():
    round = make_round()
    team = make_team(round, [1, 2], 3, name="De Vlinders", email="vlinders@example.org", works_in=["nl"])
    make_team(round, 1, left_at=MONDAY)

    instance = instance_of(round)

    assert [one.id for one in instance.teams] == [str(team.number)]
    assert instance.teams[0].wishes == (("1", "2"), ("3",))
    assert instance.teams[0].languages == ("nl",)
    assert "Vlinders" not in str(instance)
    assert "vlinders" not in str(instance)


@pytest.mark.parametrize("teams", [1, 5])
def test_reading_a_round_takes_as_many_queries_however_many_teams(teams, django_assert_num_queries):
    round = make_round(questions=teams)
    for number in range(1, teams + 1):
        make_team(round, number)
    assert instance_of(round).teams

    with django_assert_num_queries(QUERIES):
        instance_of(round)


QUERIES = 18


def test_urgent_is_what_waits_long_or_stands_in_a_district_that_students_forgot():
    lively, forgotten = make_district("Stevenshof"), make_district("Slaaghwijk")
    make_project().districts.add(lively)
    make_project(status="closed", ended_on=MONDAY.date() - timedelta(days=366)).districts.add(forgotten)
    ages = {"new": 29, "month": 30, "old": 10_000}
    questions = {
        (name, area): make_question(sent_at=MONDAY - timedelta(days=days), districts=[area])
        for name, days in ages.items()
        for area in (lively, forgotten)
    }
    found = urgency(list(questions.values()), at=MONDAY)

    assert {key: found[one.pk] for key, one in questions.items()} == {
        ("new", lively): 0,
        ("month", lively): 1,
        ("old", lively): 24,
        ("new", forgotten): 12,
        ("month", forgotten): 13,
        ("old", forgotten): 36,
    }


def test_what_does_not_hold_together_is_said_in_the_words_of_whoever_runs_the_round(monkeypatch):
    round = closed()
    found = instance_of(round)
    seatless = replace(found, questions=(replace(found.questions[0], upper=0), *found.questions[1:]))
    monkeypatch.setattr(computing, "instance_of", lambda _round: seatless)

    with pytest.raises(NotNow) as no:
        computing.ask_to_compute(round, by=None, at=MONDAY)

    title = round.questions.get(place=1).question
    assert str(no.value) == (
        "This round does not hold together:"
        f" “1. {title}” has no seat: give it one, or take it out of the round."
    )


def test_when_the_time_ends_before_there_is_a_plan_the_round_stays_and_says_so(monkeypatch):
    def give_up(*args, **kwargs):
        raise Undecided

    monkeypatch.setattr(outcome, "solve", give_up)
    round = closed()

    run = computed(round)

    assert (run.status, run.is_undecided, round.status) == (RunStatus.FAILED, True, Status.CLOSED)
