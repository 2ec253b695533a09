# SPDX-License-Identifier: EUPL-1.2
"""One worker's life: it does tasks, beats, looks after lost ones and does the periodic jobs."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import FrameType

from django.conf import settings
from django.db import Error, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from kennisstad.worker import actions, periodic
from kennisstad.worker.models import LOST_AFTER, Heartbeat

logger = logging.getLogger(__name__)

STOPS = (signal.SIGINT, signal.SIGTERM)
LOOK_S = 0.5
"""How often to look for a task when there was none."""
PERIOD_S = 60.0
BESIDE_S = 1.0
FAREWELL_S = 1_000.0
"""How long to wait, once told to stop, for what is under way beside the tasks.

A mail server may take ten minutes to answer a letter, and who leaves sooner doubles it (RFC 5321, 4.5.3.2.6).
"""
PATIENCE_S = 2.0
"""How long to wait for a database that does not answer before asking again."""


class Tasks(Worker):
    """The library's worker; ours outlives a database's absence and never calls an interrupted task failed."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(
            queue_names=["*"],
            interval=LOOK_S,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the task at hand; when told twice, leave it to another worker."""
        if not self.running:
            os._exit(1)
        self.running = False
        if not self.running_task:
            raise SystemExit(0)

    def run(self) -> None:
        while self.running:
            try:
                super().run()
            except Error:
                logger.exception("The database does not answer the worker; trying again.")
                close_old_connections()
                time.sleep(PATIENCE_S)


class Rhythm(threading.Thread):
    """Does something again and again beside the tasks, whatever goes wrong."""

    def __init__(self, every_s: float, work: Callable[[], None], stopped: threading.Event) -> None:
        super().__init__(daemon=True)
        self.every_s, self.work, self.stopped = every_s, work, stopped

    def run(self) -> None:
        # A signal that lands in this thread would not wake a task that sleeps in the main one.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        while not self.stopped.is_set():
            close_old_connections()
            try:
                self.work()
            except Exception:
                logger.exception("The worker could not do its rounds; trying again.")
            self.stopped.wait(self.every_s)


def _do_jobs(worker_id: str, lost_after: timedelta) -> None:
    # One worker does them for all: the eldest that lives.
    eldest = Heartbeat.objects.alive(timezone.now(), lost_after=lost_after).eldest().first()
    if eldest and eldest.worker_id == worker_id:
        periodic.run_all(timezone.now())
        actions.forget_finished(at=timezone.now())


def work(*, lost_after: timedelta = LOST_AFTER) -> None:
    """Be a worker until told to stop."""
    worker_id = f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}"
    started_at, stopped, left = timezone.now(), threading.Event(), threading.Event()

    def look_after() -> None:
        actions.beat(worker_id, started_at=started_at, at=timezone.now())
        actions.put_back(at=timezone.now(), lost_after=lost_after)
        if stopped.is_set():
            actions.step_back(worker_id, at=timezone.now())

    beside = [
        Rhythm(BESIDE_S, partial(job, worker_id=worker_id, stopped=stopped, lost_after=lost_after), stopped)
        for job in map(import_string, settings.BESIDE_TASKS)
    ]
    tasks = Tasks(worker_id)
    for stop in STOPS:
        signal.signal(stop, tasks.shutdown)
    # A task taken up before the first sign of life would look lost.
    look_after()
    # It lives as long as anything is under way: others would take over what it still has in hand.
    beating = Rhythm(lost_after.total_seconds() / 6, look_after, left)
    beating.start()
    beside.append(Rhythm(PERIOD_S, partial(_do_jobs, worker_id, lost_after), stopped))
    for job in beside:
        job.start()
    try:
        tasks.run()
    finally:
        stopped.set()
        for job in beside:
            job.join(FAREWELL_S)
        # A sign of life after leaving would look like one more worker.
        left.set()
        beating.join(PATIENCE_S)
        actions.leave(worker_id)
