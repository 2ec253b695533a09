# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.retrieval import IndexFault, IndexUnusable
from kennisstad.search import indexing


class Command(BaseCommand):
    help = "Make the index of the search box anew from the database"
    example = "kennisstad search rebuild"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only when it is missing or unusable")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_needed"] and _is_usable():
            return
        try:
            self.stdout.write(f"The index holds {indexing.rebuild()} records and pages.")
        except IndexFault as fault:
            raise CommandError(str(fault)) from fault


def _is_usable() -> bool:
    try:
        indexing.ready()
    except IndexUnusable:
        return False
    return indexing.is_of_this_version()
