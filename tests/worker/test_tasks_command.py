# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@task
def nothing() -> None:
    """Do nothing; only its row in the queue matters."""


def said(**options: bool) -> str:
    out = StringIO()
    call_command("tasks", stdout=out, **options)
    return out.getvalue()


def make_failed() -> DBTaskResult:
    row = DBTaskResult.objects.get(pk=nothing.enqueue().id)
    row.status, row.finished_at, row.worker_ids = TaskResultStatus.FAILED, MONDAY, ["one", "two"]
    row.traceback = "Traceback …\n  File …\nRuntimeError: no luck\n"
    row.save()
    return row


def test_failed_tasks_are_told_with_their_reason() -> None:
    make_failed()
    nothing.enqueue()

    assert said() == (
        f"2026-11-23 09:00  {__name__}.nothing  RuntimeError: no luck\n1 failed, 0 running, 1 waiting.\n"
    )


def test_failed_tasks_go_back_and_get_all_their_tries_again() -> None:
    row = make_failed()

    assert said(again=True).endswith("1 put back, 0 running, 1 waiting.\n")

    row.refresh_from_db()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])
