# SPDX-License-Identifier: EUPL-1.2
"""A real worker process that is killed, stopped and left without a database."""

import os
import signal

import pytest

from tests.config.conftest import Site, wait_until

pytestmark = pytest.mark.process


@pytest.fixture
def ready(site: Site) -> Site:
    site.tell("migrate")
    return site


def enqueue(site: Site, statement: str) -> None:
    tasks = "from tests.config.smallest.tasks import linger, end_abruptly"
    assert site.tell("shell", "-v0", "-c", f"{tasks}; {statement}").returncode == 0


def test_a_task_of_a_killed_worker_is_done_by_the_next(ready: Site) -> None:
    enqueue(ready, "linger.enqueue(seconds=600)")
    killed = ready.begin("worker", "--lost-after", "2")
    wait_until(lambda: ready.traces("linger"))
    killed.kill()
    killed.wait()
    assert ready.task_statuses() == ["RUNNING"]

    other = ready.begin("worker", "--lost-after", "2")

    wait_until(lambda: ready.task_statuses() == ["SUCCESSFUL"])
    assert ready.traces("linger") == [f"began in {killed.pid}", f"began in {other.pid}", "done"]


def test_without_the_watchdog_that_task_would_run_for_ever(ready: Site) -> None:
    """The negative control of the test above."""
    enqueue(ready, "linger.enqueue(seconds=600)")
    killed = ready.begin("worker", "--lost-after", "2")
    wait_until(lambda: ready.traces("linger"))
    killed.kill()
    killed.wait()

    assert ready.tell("db_worker", "--batch", "--no-startup-delay").returncode == 0

    assert ready.task_statuses() == ["RUNNING"]
    assert ready.traces("linger") == [f"began in {killed.pid}"]


def test_a_worker_told_to_stop_finishes_its_task(ready: Site) -> None:
    enqueue(ready, "linger.enqueue(seconds=1.5)")
    worker = ready.begin("worker")
    wait_until(lambda: ready.traces("linger"))

    os.kill(worker.pid, signal.SIGTERM)

    assert worker.wait() == 0
    assert ready.task_statuses() == ["SUCCESSFUL"]
    assert ready.rows("SELECT worker_id FROM worker_heartbeat") == []


def test_a_worker_told_to_stop_twice_leaves_its_task_to_another(ready: Site) -> None:
    enqueue(ready, "linger.enqueue(seconds=600)")
    worker = ready.begin("worker")
    wait_until(lambda: ready.traces("linger"))

    os.kill(worker.pid, signal.SIGINT)
    os.kill(worker.pid, signal.SIGTERM)

    assert worker.wait() == 1
    assert ready.task_statuses() == ["RUNNING"]


def test_an_idle_worker_stops_at_once(ready: Site) -> None:
    worker = ready.begin("worker")
    wait_until(lambda: ready.rows("SELECT worker_id FROM worker_heartbeat"))

    os.kill(worker.pid, signal.SIGINT)

    assert worker.wait(timeout=5) == 0


def test_periodic_jobs_are_done_by_one_worker_only(ready: Site) -> None:
    first = ready.begin("worker")
    wait_until(lambda: ready.traces("tick"))
    ready.begin("worker")
    wait_until(lambda: len(ready.rows("SELECT worker_id FROM worker_heartbeat")) == 2)
    enqueue(ready, "linger.enqueue(seconds=0)")
    wait_until(lambda: ready.task_statuses() == ["SUCCESSFUL"])

    assert first.poll() is None
    assert len(ready.traces("tick")) == 1
