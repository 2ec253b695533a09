# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.mail.boxes import naming
from kennisstad.mail.boxes.box import Box, BoxUnusable
from kennisstad.newsletter.collecting import collect
from kennisstad.newsletter.returning import What


class Command(BaseCommand):
    help = "Take in letters that came back: of a Maildir or an mbox, else of KENNISSTAD_BOUNCES"
    example = "kennisstad newsletter bounces /var/mail/bounces"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, nargs="?", help="a Maildir or an mbox")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = collect(_box(options["path"]), at=timezone.now())
        except (BoxUnusable, naming.NotABox) as error:
            raise CommandError(f"{error}.") from error
        for what in What:
            if done[what]:
                self.stdout.write(f"{done[what]:>7}  {what}")
        if not done:
            self.stdout.write("Nothing new.")


def _box(path: Path | None) -> Box:
    box = naming.at(path.absolute()) if path else naming.read(settings.BOUNCES)
    if box is None:
        raise CommandError("Name a Maildir or an mbox, or set KENNISSTAD_BOUNCES.")
    return box
