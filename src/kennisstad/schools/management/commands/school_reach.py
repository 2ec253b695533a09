# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import override

from kennisstad.schools.management.finding import year_meant
from kennisstad.schools.overview import reach
from kennisstad.schools.sheet import reach_csv
from kennisstad.schools.telling import told


class Command(BaseCommand):
    help = "Tell which schools and districts took part in a school year, and which had no turn"
    example = "kennisstad school reach --year 2026 --csv"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", default="", help="in which it begins; this school year when left out")
        parser.add_argument("--csv", action="store_true", help="per district and sector, as a table")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        found = reach(year_meant(options["year"], at), at)
        if options["csv"]:
            self.stdout.write(reach_csv(found), ending="")
            return
        with override("en"):
            self.stdout.write(f"School year {found.year}")
            for one in found.districts:
                self.stdout.write(f"  {one.area.name if one.area else 'unknown'}\t{told(one.whole)}")
