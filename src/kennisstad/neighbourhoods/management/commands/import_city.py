# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report
from kennisstad.neighbourhoods import actions, city_file
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over the city and its desk from TOML, for example: import_city city.toml"

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        return actions.import_city(city_file.read(text), by_id=None, at=at)
