# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kennisstad.audit.following import newest_event
from kennisstad.retrieval import IndexFault
from kennisstad.search import indexing


class Command(BaseCommand):
    help = "Say how many records and pages the search box finds, and whether it is up to date"
    example = "kennisstad search status"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            index = indexing.index()
            behind = newest_event() - index.position()
            self.stdout.write(f"{index.count()} records and pages, {behind} journal events behind.")
        except IndexFault as fault:
            raise CommandError(f"{fault} Run: kennisstad search rebuild") from fault
