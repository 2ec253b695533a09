# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report
from kennisstad.schools import offer_file
from kennisstad.schools.actions.importing_offers import import_offers
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over offers to schools from YAML or CSV; a new one is a draft until it is published"
    example = "kennisstad import offers offers.yaml --dry-run"

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        found = offer_file.read(text, is_csv=options["file"].suffix.casefold() == ".csv")
        return import_offers(found, by=None, at=at)
