# SPDX-License-Identifier: EUPL-1.2
"""Two people press at once, or a worker is killed in the middle: a round is never half-computed."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date

import pytest
from django.db import connection, transaction

from kennisstad.fieldwork import actions as fieldwork
from kennisstad.projects.models import Project
from kennisstad.rounds import computing
from kennisstad.rounds.actions import parts, settling, steps, telling
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.actions.teams import rank
from kennisstad.rounds.models import Round, RoundQuestion, Run, RunStatus, Status, Team
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


def paused_while_it_is_settled(round):
    """Pause a district, and settle before the pause is kept; give what became of the settlement."""
    area, begun = round.questions.get(place=1).question.districts.get(), threading.Event()

    def pause():
        with transaction.atomic():
            days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}
            fieldwork.pause(area, **days, reasons={"nl": "Rust."}, by=None, at=MONDAY)
            begun.set()
            time.sleep(0.5)

    def settle():
        begun.wait()
        settling.settle(fresh(round), by=None, at=SETTLED_AT)
        return "settled"

    (outcome,) = [one for one in at_once(2, lambda turn: settle() if turn else pause()) if one is not None]
    return outcome


def published():
    round = make_round(questions=1)
    make_team(round, 1)
    return run_until(round, Status.PUBLISHED)


def test_a_pause_that_begins_while_a_round_is_settled_is_waited_for_and_stops_it():
    assert isinstance(paused_while_it_is_settled(published()), NotNow)
    assert not Project.objects.exists()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time by itself")
def test_without_holding_the_districts_the_pause_would_be_overlooked(monkeypatch):
    """The negative control."""
    round = published()
    monkeypatch.setattr(settling.fieldwork, "hold", lambda area_ids: None)

    assert paused_while_it_is_settled(round) == "settled"
    assert Project.objects.exists()
