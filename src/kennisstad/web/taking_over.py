# SPDX-License-Identifier: EUPL-1.2
"""What the commands share that take over a file: read it, act, tell what happened."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from kennisstad.lib.files import Report, UnusableFile, read_text


class TakeOverCommand(BaseCommand):
    """A command that takes over one file, wholly or, when asked to try only, not at all."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would change, and change nothing"
        )

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        """Read the text and do it.

        Raises:
            UnusableFile: nothing can be read from it.
        """
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._tried(options)
        self._tell(report)
        if report.problems and not report.taken:
            raise CommandError(f"Nothing was taken over from {options['file']}.")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was changed.")

    def _tried(self, options: dict[str, Any]) -> Report:
        try:
            text = read_text(options["file"])
            with transaction.atomic():
                report = self.take_over(text, timezone.now(), options)
                transaction.set_rollback(options["dry_run"])
            return report
        except UnusableFile as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            raise CommandError("Somebody else took over the same just now; nothing was changed.") from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used, nothing was changed: {error}.") from error

    def _tell(self, report: Report) -> None:
        counts = {"new": report.new, "changed": report.changed, "as before": report.same}
        if report.removed:
            counts["removed"] = report.removed
        self.stdout.write(", ".join(f"{len(found)} {word}" for word, found in counts.items()) + ".")
        for note in report.notes:
            self.stdout.write(note)
        if report.problems:
            self.stdout.write(f"{len(report.problems)} left out:")
        for problem in report.problems:
            self.stdout.write(f"  {problem}")
