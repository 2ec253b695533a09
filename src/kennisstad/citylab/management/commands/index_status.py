# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kennisstad.audit.following import newest_event
from kennisstad.citylab import indexing
from kennisstad.retrieval import IndexFault


class Command(BaseCommand):
    help = "Say how many documents the search index holds and whether it is up to date"
    example = "kennisstad index status"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            index = indexing.index()
            behind = newest_event() - index.position()
            self.stdout.write(f"{index.count()} documents, {behind} journal events behind.")
        except IndexFault as fault:
            raise CommandError(f"{fault} Run: kennisstad index rebuild") from fault
