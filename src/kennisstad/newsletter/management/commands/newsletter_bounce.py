# SPDX-License-Identifier: EUPL-1.2
"""A mail server hands over one message. It must never answer it: whoever sent it may be a machine as well.

So this ends with 0 whatever the message is, and else with 75, "try again later" (`config/commands.py`).
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.mail.boxes.box import MOST_BYTES
from kennisstad.newsletter.returning import take_in

_ROOM = 65_536


class Command(BaseCommand):
    help = "Take in one letter that came back, from standard input; for a mail server's pipe"
    example = "kennisstad newsletter bounce --to bounces+n12-abcdefghij234567@city.example < message"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", action="append", default=[], metavar="ADDRESS", help="for whom the server takes it"
        )
        parser.add_argument("--tell", action="store_true", help="say what was done")

    def handle(self, *args: Any, **options: Any) -> None:
        what = take_in(_message(), envelope=options["to"], at=timezone.now())
        if options["tell"]:
            self.stdout.write(f"{what}.".capitalize())


def _message() -> bytes:
    """Give how the message begins, and read the rest: a server that cannot write all calls it a failure."""
    begins = sys.stdin.buffer.read(MOST_BYTES)
    while sys.stdin.buffer.read(_ROOM):
        continue
    return begins
