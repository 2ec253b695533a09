# SPDX-License-Identifier: EUPL-1.2
import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.newsletter.overview import readership

HEADS = {
    "status": "How far",
    "stopped_why": "Stopped, because",
    "language": "Language",
    "district": "District",
    "theme": "Theme",
}


class Command(BaseCommand):
    help = "Count the readers of the newsletter: how far they are, their languages, districts and themes"
    example = "kennisstad newsletter readers --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        counted = asdict(readership())
        if options["json"]:
            self.stdout.write(json.dumps(counted, indent=2))
            return
        for name, head in HEADS.items():
            for key, number in counted[name].items():
                self.stdout.write(f"{head:<18}{key or 'all':<14}{number:>9}")
        self.stdout.write(f"{'No list puts back':<32}{counted['left']:>9}")
