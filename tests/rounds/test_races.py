# SPDX-License-Identifier: EUPL-1.2
"""Two people press at once, or a worker is killed in the middle: a round is never half-computed."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from uuid import UUID

import pytest
from django.db import connection, transaction

from kennisstad.audit.models import Event
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.mail.models import Letter
from kennisstad.projects.models import Project
from kennisstad.rounds import computing
from kennisstad.rounds.actions import by_hand, parts, settling, steps, telling
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.actions.teams import rank, sign_up_by_mail
from kennisstad.rounds.models import Round, RoundCourse, RoundQuestion, Run, RunStatus, Status, Team
from kennisstad.web.refusals import NotNow
from tests.citylab.test_races import at_once
from tests.making import MONDAY, make_user
from tests.rounds.running import SETTLED_AT, make_round, make_team, run_until

pytestmark = pytest.mark.django_db(transaction=True)


def closed():
    round = make_round()
    make_team(round, 1)
    return run_until(round, Status.CLOSED)


def fresh(round):
    return Round.objects.get(pk=round.pk)


def test_of_four_coordinators_who_press_compute_exactly_one_counts():
    round = closed()

    outcomes = at_once(4, lambda _turn: computing.ask_to_compute(fresh(round), by=None, at=MONDAY))

    assert sorted(type(one).__name__ for one in outcomes) == ["NotNow", "NotNow", "NotNow", "Run"]
    assert Run.objects.count() == 1


def test_without_the_lock_and_the_second_look_the_database_alone_would_refuse(monkeypatch):
    """The negative control: the test above can fail, and then the constraint still keeps one."""
    round = closed()
    monkeypatch.setattr(computing, "hold", lambda round: None)
    together = threading.Barrier(3)

    def all_have_looked(round):
        # SQLite lets one writer in at a time by itself.
        if connection.vendor != "sqlite":
            together.wait()

    monkeypatch.setattr(computing, "not_being_computed", all_have_looked)

    outcomes = at_once(3, lambda _turn: computing.ask_to_compute(fresh(round), by=None, at=MONDAY))

    assert not any(isinstance(one, NotNow) for one in outcomes)
    assert [type(one).__name__ for one in outcomes].count("Run") == 1
    assert Run.objects.being_computed().count() == 1


def test_a_close_and_wishes_that_are_being_saved_do_not_mix():
    round = make_round(most_wishes=3)
    teams = [make_team(round, 1) for _ in range(4)]
    run_until(round, Status.OPEN)
    marks = [(part.pk, str(part.place)) for part in round.questions.in_order()]

    def act(turn):
        if turn == 0:
            return steps.close(fresh(round), by=None, at=MONDAY)
        return rank(Team.objects.get(pk=teams[turn - 1].pk), marks, by=None, at=MONDAY)

    outcomes = at_once(5, act)

    # Whoever was too late hears so and keeps the old list; a list is never half there.
    late = sum(isinstance(one, NotNow) for one in outcomes)
    assert len([one for one in outcomes if isinstance(one, Exception)]) == late
    assert sorted(team.wishes.count() for team in teams) == [1] * late + [3] * (4 - late)
    assert fresh(round).status == Status.CLOSED


def test_a_plan_is_published_or_put_aside_and_never_both():
    round = closed()
    run = computing.ask_to_compute(round, by=None, at=MONDAY)
    computing.compute(run.pk, at=MONDAY)
    part, user = round.questions.first(), make_user()

    def act(turn):
        if turn == 0:
            return telling.publish(fresh(round), by=user, at=MONDAY)
        mine = RoundQuestion.objects.get(pk=part.pk)
        return parts.set_seats(mine, seats=Seats(upper=2), supervisor=None, by=user, at=MONDAY)

    outcomes = at_once(2, act)

    published = fresh(round).status == Status.PUBLISHED
    assert sum(isinstance(one, NotNow) for one in outcomes) == 1
    part.refresh_from_db()
    assert (part.upper, fresh(round).run_id) == ((1, run.pk) if published else (2, None))


def test_two_workers_with_the_same_run_keep_one_plan():
    round = closed()
    run = computing.ask_to_compute(round, by=None, at=MONDAY)

    outcomes = at_once(2, lambda _turn: computing.compute(run.pk, at=MONDAY))

    assert outcomes == [None, None]
    assert (fresh(round).status, fresh(round).run_id) == (Status.COMPUTED, run.pk)
    assert round.runs.filter(status=RunStatus.DONE).count() == 1


KILLED = """
import os, sys, time
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[2]
from kennisstad.rounds import computing
from django.utils import timezone
storing = computing._end
def store_and_wait(run, status, at):
    storing(run, status, at)
    print("stored", flush=True)
    time.sleep(60)
computing._end = store_and_wait
computing.compute(int(sys.argv[1]), at=timezone.now())
"""


@pytest.mark.process
@pytest.mark.skipif("sqlite" in os.environ.get("DATABASE_URL", "sqlite"), reason="needs a database server")
def test_a_worker_that_is_killed_while_it_stores_leaves_the_round_whole():
    round = closed()
    run = computing.ask_to_compute(round, by=None, at=MONDAY)
    name = connection.settings_dict["NAME"]
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(run.pk), name],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "kennisstad.config.settings"},
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "stored\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    time.sleep(0.5)

    run.refresh_from_db()
    assert (run.status, run.answer, fresh(round).status) == (RunStatus.ASKED, {}, Status.CLOSED)
    computing.compute(run.pk, at=MONDAY)
    assert fresh(round).status == Status.COMPUTED


def paused_while_it_is_settled(round, *, at_most_s):
    """Pause a district, and settle before the pause is kept; give what became of the settlement.

    The pause is kept once the settlement ended or waited so many seconds for it.
    """
    area = round.questions.get(place=1).question.districts.get()
    begun, ended = threading.Event(), threading.Event()

    def pause():
        with transaction.atomic():
            days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}
            fieldwork.pause(area, **days, reasons={"nl": "Rust."}, by=None, at=MONDAY)
            begun.set()
            ended.wait(at_most_s)

    def settle():
        begun.wait()
        try:
            settling.settle(fresh(round), by=None, at=SETTLED_AT)
        finally:
            ended.set()
        return "settled"

    (outcome,) = [one for one in at_once(2, lambda turn: settle() if turn else pause()) if one is not None]
    return outcome


def published():
    round = make_round(questions=1)
    make_team(round, 1)
    return run_until(round, Status.PUBLISHED)


def test_a_pause_that_begins_while_a_round_is_settled_is_waited_for_and_stops_it():
    assert isinstance(paused_while_it_is_settled(published(), at_most_s=0.5), NotNow)
    assert not Project.objects.exists()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time by itself")
def test_without_holding_the_districts_the_pause_would_be_overlooked(monkeypatch):
    """The negative control."""
    round = published()
    monkeypatch.setattr(settling.fieldwork, "hold", lambda area_ids: None)

    assert paused_while_it_is_settled(round, at_most_s=60) == "settled"
    assert Project.objects.exists()


def test_of_two_who_settle_at_once_one_counts():
    round = published()

    outcomes = at_once(2, lambda _turn: settling.settle(fresh(round), by=None, at=SETTLED_AT))

    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "NotNow"]
    assert (fresh(round).status, Project.objects.count()) == (Status.SETTLED, 1)


def test_a_question_is_left_out_or_placed_and_never_both():
    round = published()
    part = round.questions.get()
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}
    area = part.question.districts.get()
    fieldwork.pause(area, **days, reasons={"nl": "Rust."}, by=None, at=MONDAY)

    def act(turn):
        if turn % 2:
            return settling.settle(fresh(round), by=None, at=SETTLED_AT)
        mine = RoundQuestion.objects.select_related("round__run").get(pk=part.pk)
        return settling.leave_out(mine, reason="Rust.", by=None, at=SETTLED_AT)

    outcomes = at_once(4, act)

    assert all(one is None or isinstance(one, NotNow) for one in outcomes)
    part.refresh_from_db()
    assert (part.left_out_because, Project.objects.count()) == ("Rust.", 0)
    assert Event.objects.filter(kind="round.question-left-out").count() == 1


def test_a_team_that_is_taken_out_has_no_place_in_a_plan_under_review():
    round = closed()
    team = make_team(round, 2)
    run = computing.ask_to_compute(round, by=None, at=MONDAY)

    def act(turn):
        if turn == 0:
            return computing.compute(run.pk, at=MONDAY)
        mine = Team.objects.select_related("round").get(pk=team.pk)
        return by_hand.take_out(mine, reason="Gestopt.", by=None, at=MONDAY)

    outcomes = at_once(2, act)

    team.refresh_from_db()
    is_out = team.left_at is not None
    assert [one for one in outcomes if isinstance(one, Exception)] == [
        one for one in outcomes if isinstance(one, NotNow)
    ]
    assert (fresh(round).status == Status.COMPUTED) is not is_out


def signing_up(round, key, email="tulp@example.org"):
    course = RoundCourse.objects.get(round=round)
    about = {"name": "De Tulpen", "language": "nl"}
    return sign_up_by_mail(course, key=key, email=email, at=MONDAY, **about)


def test_one_address_that_signs_up_for_two_rounds_at_once_is_in_one():
    rounds = [run_until(make_round(), Status.OPEN) for _ in range(2)]

    outcomes = at_once(4, lambda turn: signing_up(rounds[turn % 2], UUID(int=turn)))

    assert outcomes == [None] * 4
    assert Team.objects.taking_part().count() == 1
    assert sorted(Team.objects.values_list("number", flat=True)) == [1, 1, 2, 2]
    assert Letter.objects.filter(to="tulp@example.org").count() == 4


def test_a_form_pressed_four_times_at_once_uses_up_one_number_whether_or_not_the_address_takes_part():
    elsewhere, here = (run_until(make_round(), Status.OPEN) for _ in range(2))
    signing_up(elsewhere, UUID(int=0))
    Letter.objects.all().delete()

    for turn, email in enumerate(["tulp@example.org", "roos@example.org"], start=1):
        outcomes = at_once(4, lambda _turn, turn=turn, email=email: signing_up(here, UUID(int=turn), email))
        assert outcomes == [None] * 4

    assert list(here.teams.order_by("number").values_list("number", "email")) == [
        (1, ""),
        (2, "roos@example.org"),
    ]
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["roos@example.org", "tulp@example.org"]
