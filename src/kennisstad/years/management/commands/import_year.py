# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report, UnusableFile
from kennisstad.web.taking_over import TakeOverCommand
from kennisstad.years import year_file
from kennisstad.years.importing import import_year


class Command(TakeOverCommand):
    help = "Take over a themed year with its days from YAML, or days of a year that is there from CSV"
    example = "kennisstad import year year.yaml --dry-run"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--year", metavar="SLUG", help="the year that the days of a CSV file are of")

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        if options["file"].suffix.lower() != ".csv":
            return import_year(year_file.read(text), by_id=None, at=at)
        if not options["year"]:
            raise UnusableFile("A CSV file holds days alone: name their year with --year.")
        return import_year(year_file.read_csv(text, slug=options["year"]), by_id=None, at=at)
