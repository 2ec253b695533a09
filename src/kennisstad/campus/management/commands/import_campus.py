# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.campus import actions, campus_file
from kennisstad.lib.files import Report
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over campuses, sites, housing projects and spin-offs from YAML; figures are only added"
    example = "kennisstad import campus campus.yaml --dry-run"

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        return actions.import_campus(campus_file.read(text), by_id=None, at=at)
