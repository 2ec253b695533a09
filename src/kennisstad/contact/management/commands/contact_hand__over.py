# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kennisstad.contact.actions import hand_over
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import Message
from kennisstad.partners.models import Partner

CITY = "city"


class Command(OneMessageCommand):
    help = "Hand a message over to another organisation, or back to the city"
    example = "kennisstad contact hand-over 12 naturalis"
    done = "is handed over"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("partner", help=f"the key of an organisation, or {CITY!r}")

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        key = options["partner"]
        to = Partner.objects.filter(key=key).first()
        if to is None and key != CITY:
            raise CommandError(f"There is no organisation with key {key!r}.")
        hand_over(message, to=to, by=None, at=at)
