# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report
from kennisstad.neighbourhoods import actions, postcode_file
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = (
        "Take over which postcode lies in which district from CSV (pc4,district_code,share,source), "
        "for example: import_postcodes postcodes.csv"
    )

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        return actions.import_postcodes(postcode_file.read(text), by_id=None, at=at)
