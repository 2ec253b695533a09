# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.contact.actions import close
from kennisstad.contact.models import Message
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Close a message without an answer"
    example = "kennisstad message close 12"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def handle(self, **options: Any) -> None:
        message = Message.objects.filter(pk=options["number"]).first()
        if message is None:
            raise CommandError(f"There is no message with number {options['number']}.")
        with refusals_told():
            close(message, by=None, at=timezone.now())
        self.stdout.write(f"Message {message.pk} is closed.")
