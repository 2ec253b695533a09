# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.lib.files import Report
from kennisstad.partners import actions, partner_file
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over organisations, research groups and desks from TOML"
    example = "kennisstad import partners partners.toml"

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        return actions.import_partners(partner_file.read(text), by_id=None, at=at)
