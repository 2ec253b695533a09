# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kennisstad.accounts.models import User
from kennisstad.contact.actions import assign
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import Message


class Command(OneMessageCommand):
    help = "Give a message to one person of its desk"
    example = "kennisstad contact assign 12 makelaar"
    done = "is given"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("username")

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        to = User.objects.filter(username=options["username"], is_active=True).first()
        if to is None:
            raise CommandError(f"Nobody signs in as {options['username']!r}.")
        assign(message, to=to, by=None, at=at)
