# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.website.management import listing


class Command(BaseCommand):
    help = "List results by district, theme, partner, level, year and how far they are"
    example = "kennisstad result list --district leiden-noord --year 2026 --csv"

    def add_arguments(self, parser: CommandParser) -> None:
        listing.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        listing.write("results", options, self.stdout)
