# SPDX-License-Identifier: EUPL-1.2
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.agreement.exporting import FORMS
from kennisstad.agreement.management.finding import agreement_with
from kennisstad.agreement.whole import version_record
from kennisstad.lib.files import shown
from kennisstad.lib.writing import write_whole


class Command(BaseCommand):
    help = "Write an agreement as JSON-LD, Markdown, CSV or XLSX, such as `kennisstad agreement import` reads"
    example = "kennisstad agreement export leiden-2023 --format md -o leiden-2023.md"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the agreement, by its name in addresses")
        parser.add_argument("--format", choices=FORMS, default="jsonld", help="of the file; usually jsonld")
        parser.add_argument(
            "-o", "--output", type=Path, metavar="FILE", help="where to write; else on the screen"
        )
        parser.add_argument(
            "--with-hidden", action="store_true", help="also budgets that are not public; keep such a file in"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        version = version_record(agreement_with(options["key"]), with_hidden=options["with_hidden"])
        content = FORMS[options["format"]].write(version)
        if options["output"] is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        try:
            write_whole(options["output"], content)
        except OSError as error:
            raise CommandError(
                f"{shown(options['output'], 200)} cannot be written: {error.strerror}."
            ) from error
