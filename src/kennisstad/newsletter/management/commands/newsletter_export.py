# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.lib.writing import whole_file
from kennisstad.newsletter.exporting import readers_csv


class Command(BaseCommand):
    help = "Write who reads the newsletter, with each one's consent, as CSV that can be taken over elsewhere"
    example = "kennisstad newsletter export readers.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write it, or - for the screen or a pipe")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] == "-":
            for part in readers_csv():
                self.stdout.write(part, ending="")
            return
        try:
            with whole_file(Path(options["file"])) as file:
                file.writelines(readers_csv())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}.") from error
        self.stdout.write(
            f"Written to {options['file']}. It holds addresses: throw it away when it was used."
        )
