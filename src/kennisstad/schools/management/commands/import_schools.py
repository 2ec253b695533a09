# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report
from kennisstad.schools import school_file
from kennisstad.schools.actions.importing import import_schools
from kennisstad.schools.classes import SECTORS
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over the schools of the city from CSV, such as the lists of DUO"
    example = "kennisstad import schools schools.csv --sector po"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--sector", choices=list(SECTORS), default="", help="of all schools in the file")

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        found = school_file.read(text, sectors=list(SECTORS), sector=options["sector"])
        return import_schools(found, by_id=None, at=at)
