# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.campus.models import HousingProject, HousingStatus, Whom
from kennisstad.campus.queries import homes_of, housing_like


class Command(BaseCommand):
    help = "Show the housing projects by their newest figures, and what they add up to"
    example = "kennisstad campus housing --status building --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--whom", choices=Whom.values, help="for whom the homes are")
        parser.add_argument("--status", choices=HousingStatus.values, help="how far the project is")
        parser.add_argument("--year", help="in which the homes are ready, such as 2027")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = {name: options[name] or "" for name in ("whom", "status", "year")}
        found = housing_like(chosen)
        totals = homes_of(found)
        if options["json"]:
            told = {"projects": [_row(one) for one in found], "total_homes": totals.units}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for one in found:
            year = one.newest_ready_in or "year unknown"
            self.stdout.write(f"{one.key}\t{one.status}\t{one.newest_units or 0} homes\t{year}\t{one.name}")
        self.stdout.write(f"{totals.projects} projects, {totals.units} homes")


def _row(one: HousingProject) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "district": one.district.code,
        "whom": one.whom,
        "status": one.status,
        "homes": one.newest_units,
        "ready_in": one.newest_ready_in,
        "figure_source": one.newest_source,
        "figure_date": one.newest_as_of.isoformat() if one.newest_as_of else None,
    }
