# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


class Command(BaseCommand):
    help = "Say what waits in the background and what failed there"
    example = "kennisstad tasks --again"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="let the worker try what failed once more")

    def handle(self, *, again: bool, **options: object) -> None:
        failed = DBTaskResult.objects.failed()
        for task in failed.order_by("finished_at"):
            reason = task.traceback.strip().rpartition("\n")[2]
            self.stdout.write(f"{task.finished_at:%Y-%m-%d %H:%M}  {task.task_path}  {reason}")
        count = failed.update(status=TaskResultStatus.READY, worker_ids=[]) if again else failed.count()
        waiting, running = DBTaskResult.objects.ready().count(), DBTaskResult.objects.running().count()
        told = f"{count} put back" if again else f"{count} failed"
        self.stdout.write(f"{told}, {running} running, {waiting} waiting.")
