# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kennisstad.citylab import indexing
from kennisstad.retrieval import IndexFault


class Command(BaseCommand):
    help = "Make the search index anew from the database"
    example = "kennisstad index rebuild"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(f"The index holds {indexing.rebuild()} documents.")
        except IndexFault as fault:
            raise CommandError(str(fault)) from fault
