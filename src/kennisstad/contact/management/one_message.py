# SPDX-License-Identifier: EUPL-1.2
"""What the commands about one message share."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.contact.models import Message
from kennisstad.web.management.refusing import refusals_told


def message_numbered(number: int) -> Message:
    """Find a message.

    Raises:
        CommandError: there is none with this number.
    """
    message = Message.objects.filter(pk=number).first()
    if message is None:
        raise CommandError(f"There is no message with number {number}.")
    return message


class OneMessageCommand(BaseCommand):
    """A command that does one thing to one message."""

    done: str
    """What it says afterwards, after the number."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        raise NotImplementedError

    def handle(self, **options: Any) -> None:
        message = message_numbered(options["number"])
        with refusals_told():
            self.do(message, timezone.now(), options)
        self.stdout.write(f"Message {message.pk} {self.done}.")
