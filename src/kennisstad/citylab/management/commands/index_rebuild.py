# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.citylab import indexing
from kennisstad.retrieval import IndexFault, IndexUnusable


class Command(BaseCommand):
    help = "Make the search index anew from the database"
    example = "kennisstad index rebuild"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only when it is missing or unusable")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_needed"] and _is_usable():
            return
        try:
            self.stdout.write(f"The index holds {indexing.rebuild()} documents.")
        except IndexFault as fault:
            raise CommandError(str(fault)) from fault


def _is_usable() -> bool:
    try:
        indexing.catch_up()
    except IndexUnusable:
        return False
    return True
