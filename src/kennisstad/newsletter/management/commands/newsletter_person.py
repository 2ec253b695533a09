# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from kennisstad.lib.mail_address import NotAnAddress
from kennisstad.lib.writing import whole_file
from kennisstad.newsletter.leaving import leave
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.persons import all_of


class Command(BaseCommand):
    help = "Show, write to a file or erase all that is kept of one reader"
    example = "kennisstad newsletter person ana@example.org --export ana.json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--export", type=Path, metavar="FILE", help="write it to a file, as JSON")
        what.add_argument("--erase", action="store_true", help="take it away; a mark of having left stays")

    def handle(self, *args: Any, **options: Any) -> None:
        reader = self._reader(options["address"])
        if options["erase"]:
            is_leaving = leave(reader.key, by_id=None, at=timezone.now(), erased=True)
            self.stdout.write("Erased. A mark stays, so that no list puts this address back.")
            if is_leaving:
                self.stdout.write("One letter was just leaving, and may still arrive.")
            return
        kept = json.dumps(all_of(reader), cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)
        if options["export"]:
            self._write(options["export"], kept)
            return
        self.stdout.write(kept)

    def _reader(self, address: str) -> Reader:
        try:
            reader = Reader.objects.of(address).first()
            mark = NeverAgain.objects.of(address).first()
        except NotAnAddress as error:
            raise CommandError("This is no whole e-mail address.") from error
        if reader is None and mark is not None:
            since = timezone.localdate(mark.at)
            raise CommandError(
                f"Whoever had this address left on {since}, or was stopped; only a mark is kept."
            )
        if reader is None:
            raise CommandError("Nothing is kept of this address.")
        return reader

    def _write(self, path: Path, kept: str) -> None:
        try:
            with whole_file(path) as file:
                file.write(kept)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written to {path}.")
