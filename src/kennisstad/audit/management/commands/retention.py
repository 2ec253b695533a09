# SPDX-License-Identifier: EUPL-1.2
"""Do what the retention file says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.audit.retention import obey, overdue


class Command(BaseCommand):
    help = "Delete personal data that was kept long enough, as audit/retention.yaml says"
    example = "kennisstad retention --dry-run"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        counts = overdue(now) if options["dry_run"] else obey(now)
        verb = "would go" if options["dry_run"] else "gone"
        for model, number in sorted(counts.items()):
            self.stdout.write(f"{model}: {number} {verb}")
