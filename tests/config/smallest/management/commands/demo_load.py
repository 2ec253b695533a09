# SPDX-License-Identifier: EUPL-1.2
from django.core.management.base import BaseCommand

from tests.config.smallest.tasks import trace


class Command(BaseCommand):
    help = "Load an example."
    example = "kennisstad demo load"

    def handle(self, **options: object) -> None:
        trace("example", "loaded")
