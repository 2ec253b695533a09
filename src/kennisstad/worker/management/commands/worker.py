# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand

from kennisstad.worker.models import LOST_AFTER
from kennisstad.worker.working import work


class Command(BaseCommand):
    help = "Do background work; `kennisstad run` starts one of these by itself."
    example = "kennisstad worker"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lost-after",
            type=int,
            default=int(LOST_AFTER.total_seconds()),
            metavar="SECONDS",
            help="put the tasks of a worker back that gave no sign of life for so long (%(default)s)",
        )

    def handle(self, *, lost_after: int, **options: object) -> None:
        work(lost_after=timedelta(seconds=lost_after))
