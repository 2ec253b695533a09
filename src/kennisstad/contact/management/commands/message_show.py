# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.contact.models import Message


class Command(BaseCommand):
    help = "Show one message with its words and its answer"
    example = "kennisstad message show 12"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def handle(self, **options: Any) -> None:
        message = Message.objects.filter(pk=options["number"]).first()
        if message is None:
            raise CommandError(f"There is no message with number {options['number']}.")
        for name in ("kind", "status", "language", "sent_at", "page", "name", "email"):
            if value := getattr(message, name):
                self.stdout.write(f"{name}: {value}")
        self.stdout.write(f"\n{message.words}")
        if message.answer:
            self.stdout.write(f"\nanswer:\n{message.answer}")
