# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from django.utils.translation import override

from kennisstad.lib.files import Report
from kennisstad.web.taking_over import TakeOverCommand
from kennisstad.welcome import actions, welcome_file


class Command(TakeOverCommand):
    help = "Take over the newcomer's steps, congress venues and figures for the press from YAML"
    example = "kennisstad import welcome welcome.yaml --dry-run"

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        with override("en"):
            return actions.take_over(welcome_file.read(text), by_id=None, at=at)
