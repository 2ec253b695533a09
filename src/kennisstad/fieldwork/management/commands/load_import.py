# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.fieldwork import study_file
from kennisstad.fieldwork.actions import import_studies
from kennisstad.fieldwork.models import Kind
from kennisstad.lib.files import Report
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over from CSV what studies outside the platform ask of residents, all rows or none"
    example = "kennisstad load import studies.csv"

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        return import_studies(study_file.read(text, kinds=Kind.values), by_id=None, at=at)
