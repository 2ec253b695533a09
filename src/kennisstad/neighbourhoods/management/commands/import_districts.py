# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report, UnusableFile, is_fit
from kennisstad.neighbourhoods import actions, outline_file
from kennisstad.neighbourhoods.models import City
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = (
        "Take over districts and neighbourhoods from GeoJSON, for example: "
        "import_districts wijken.geojson --year 2025"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help="of the outlines, when the file does not say it")
        parser.add_argument(
            "--attribution", default="", help="who made the outlines, as it must stand below maps"
        )

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        if len(options["attribution"]) > 200 or not is_fit(options["attribution"]):
            raise UnusableFile("The attribution must be one line of at most 200 characters.")
        city = City.objects.first()
        found = outline_file.read(
            text, year=options["year"], municipality=city.municipality_code if city else ""
        )
        return actions.import_areas(found, by_id=None, at=at, attribution=options["attribution"].strip())
