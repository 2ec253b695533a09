# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab import pairs
from kennisstad.lib.files import UnusableFile


class Command(BaseCommand):
    help = "Take over a Dutch-English dictionary, in dictd's form or as lines of word, tab, translations"
    example = "kennisstad dictionary load /usr/share/dictd/freedict-nld-eng.dict.dz"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = pairs.load_dictionary(options["file"], by=None, at=timezone.now())
        except UnusableFile as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"The dictionary holds {count} word pairs. The search uses them from now on.")
