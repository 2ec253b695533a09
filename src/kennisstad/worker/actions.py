# SPDX-License-Identifier: EUPL-1.2
"""What keeps the queue honest: signs of life, and tasks that go back when their worker is lost."""

import os
import socket
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kennisstad.worker.models import LOST_AFTER, Heartbeat

MOST_TRIES = 5
"""A task that took this many workers down with it is set aside as failed, where people can see it."""
KEEP_FINISHED = timedelta(days=14)
KEEP_LOST = timedelta(days=1)


class WorkerLost(Exception):
    """The worker ended in the middle of this task, time after time."""


def beat(worker_id: str, *, started_at: datetime, at: datetime) -> None:
    """Give a sign of life."""
    Heartbeat.objects.update_or_create(
        worker_id=worker_id,
        defaults={"seen_at": at},
        create_defaults={
            "machine": socket.gethostname()[:64],
            "process": os.getpid(),
            "started_at": started_at,
            "seen_at": at,
        },
    )


def step_back(worker_id: str, *, at: datetime) -> None:
    """Let others be older: this worker only ends what it has begun, and does no more of the jobs for all."""
    Heartbeat.objects.filter(worker_id=worker_id).update(started_at=at)


def leave(worker_id: str) -> None:
    """Say that this worker ends, so that nobody waits for its next sign of life."""
    Heartbeat.objects.filter(worker_id=worker_id).delete()


def put_back(*, at: datetime, lost_after: timedelta = LOST_AFTER) -> int:
    """Let the tasks of lost workers be done by others, and forget workers lost long ago.

    Returns:
        How many tasks went back or were set aside.
    """
    Heartbeat.objects.filter(seen_at__lt=at - KEEP_LOST).delete()
    living = set(Heartbeat.objects.alive(at, lost_after=lost_after).values_list("worker_id", flat=True))
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return sum(_put_one_back(task.pk, living) for task in running if is_lost(task, living))


def is_lost(task: "DBTaskResult[..., Any]", living: set[str]) -> bool:
    """Say whether the worker that took this task up last is gone."""
    return task.status == TaskResultStatus.RUNNING and not living & set(task.worker_ids[-1:])


@transaction.atomic
def _put_one_back(task_id: UUID, living: set[str]) -> bool:
    # Two workers may look after the queue at once, and the task may have ended meanwhile: look again.
    task = DBTaskResult.objects.select_for_update().filter(pk=task_id).first()
    if task is None or not is_lost(task, living):
        return False
    if len(task.worker_ids) >= MOST_TRIES:
        task.set_failed(WorkerLost(f"{MOST_TRIES} workers ended in the middle of it."))
        return True
    task.status, task.started_at = TaskResultStatus.READY, None
    task.save(update_fields=["status", "started_at"])
    return True


def forget_finished(*, at: datetime) -> None:
    """Delete tasks that ended well some time ago; failed ones stay until someone looks at them."""
    DBTaskResult.objects.filter(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_FINISHED
    ).delete()
