# SPDX-License-Identifier: EUPL-1.2
import os
import socket
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import TaskResultStatus as Status
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from kennisstad.worker import actions
from kennisstad.worker.models import LOST_AFTER, Heartbeat

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@task
def nothing() -> None:
    """Do nothing; the tests below only look at the row in the queue."""


def make_task(status: Status, *worker_ids: str, finished_at: datetime | None = None) -> DBTaskResult:
    row = DBTaskResult.objects.get(pk=nothing.enqueue().id)
    row.status, row.worker_ids, row.finished_at = status, list(worker_ids), finished_at
    row.started_at = MONDAY if worker_ids else None
    row.save()
    return row


def status_of(row: DBTaskResult) -> str:
    return str(DBTaskResult.objects.values_list("status", flat=True).get(pk=row.pk))


def beat(worker_id: str, at: datetime) -> None:
    actions.beat(worker_id, started_at=MONDAY, at=at)


def test_beating_keeps_one_row_for_each_worker_with_its_first_start() -> None:
    actions.beat("one", started_at=MONDAY, at=MONDAY)
    actions.beat("one", started_at=MONDAY, at=MONDAY + timedelta(seconds=5))

    rows = Heartbeat.objects.values_list("worker_id", "machine", "process", "started_at", "seen_at")
    assert list(rows) == [
        ("one", socket.gethostname()[:64], os.getpid(), MONDAY, MONDAY + timedelta(seconds=5))
    ]


def test_who_steps_back_is_no_longer_the_eldest() -> None:
    for name in ("one", "other"):
        beat(name, MONDAY)

    actions.step_back("one", at=MONDAY + timedelta(seconds=5))

    assert list(Heartbeat.objects.eldest().values_list("worker_id", flat=True)) == ["other", "one"]


def test_leaving_takes_the_sign_of_life_away() -> None:
    beat("one", MONDAY)
    beat("other", MONDAY)

    actions.leave("one")

    assert list(Heartbeat.objects.values_list("worker_id", flat=True)) == ["other"]


@pytest.mark.parametrize(
    ("silence", "expected"),
    [(timedelta(0), Status.RUNNING), (LOST_AFTER, Status.READY), (timedelta(hours=1), Status.READY)],
)
def test_a_task_goes_back_once_its_worker_is_silent_for_too_long(silence: timedelta, expected: str) -> None:
    row = make_task(Status.RUNNING, "one")
    beat("one", MONDAY)

    put_back = actions.put_back(at=MONDAY + silence)

    assert (put_back, status_of(row)) == (int(expected == Status.READY), expected)


def test_a_task_goes_back_when_its_worker_left() -> None:
    row = make_task(Status.RUNNING, "one")
    beat("other", MONDAY)

    assert actions.put_back(at=MONDAY) == 1

    row.refresh_from_db()
    assert (row.status, row.started_at, row.worker_ids) == (Status.READY, None, ["one"])


def test_only_the_last_worker_of_a_task_counts() -> None:
    row = make_task(Status.RUNNING, "lost", "living")
    beat("living", MONDAY)

    assert actions.put_back(at=MONDAY) == 0
    assert status_of(row) == Status.RUNNING


@pytest.mark.parametrize("status", [Status.READY, Status.SUCCESSFUL, Status.FAILED])
def test_tasks_that_do_not_run_stay_as_they_are(status: Status) -> None:
    row = make_task(status, "lost")

    assert actions.put_back(at=MONDAY) == 0
    assert status_of(row) == status


def test_a_task_that_takes_down_worker_after_worker_is_set_aside() -> None:
    row = make_task(Status.RUNNING, *(f"worker {number}" for number in range(actions.MOST_TRIES)))

    assert actions.put_back(at=MONDAY) == 1

    row.refresh_from_db()
    assert row.status == Status.FAILED
    assert row.exception_class_path == "kennisstad.worker.actions.WorkerLost"
    assert row.traceback.endswith("WorkerLost: 5 workers ended in the middle of it.\n")


def test_signs_of_life_of_yesterday_are_forgotten() -> None:
    beat("old", MONDAY - actions.KEEP_LOST - timedelta(seconds=1))
    beat("young", MONDAY - actions.KEEP_LOST)

    actions.put_back(at=MONDAY)

    assert list(Heartbeat.objects.values_list("worker_id", flat=True)) == ["young"]


def test_tasks_that_ended_well_are_forgotten_after_two_weeks_and_failed_ones_never() -> None:
    long_ago, lately = MONDAY - timedelta(days=14, seconds=1), MONDAY - timedelta(days=14)
    make_task(Status.SUCCESSFUL, "one", finished_at=long_ago)
    kept = [
        make_task(Status.SUCCESSFUL, "one", finished_at=lately),
        make_task(Status.FAILED, "one", finished_at=long_ago),
        make_task(Status.READY),
    ]

    actions.forget_finished(at=MONDAY)

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {row.pk for row in kept}


def test_the_eldest_living_worker_does_the_periodic_jobs() -> None:
    for name, started in (("lost", 1), ("eldest", 2), ("youngest", 3)):
        seen = MONDAY - timedelta(hours=1) if name == "lost" else MONDAY
        actions.beat(name, started_at=MONDAY - timedelta(days=9 - started), at=seen)

    living = Heartbeat.objects.alive(MONDAY).eldest()

    assert [heartbeat.worker_id for heartbeat in living] == ["eldest", "youngest"]
