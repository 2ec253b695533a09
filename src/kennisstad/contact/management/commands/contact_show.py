# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.contact.management.one_message import message_numbered
from kennisstad.contact.queries import name_of

SHOWN = ("kind", "desk", "assigned_to", "status", "language", "sent_at", "due_on", "page", "name", "email")


class Command(BaseCommand):
    help = "Show one message with its words and its answer"
    example = "kennisstad contact show 12"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def handle(self, **options: Any) -> None:
        message = message_numbered(options["number"])
        for name in SHOWN:
            if value := getattr(message, name):
                said = f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if name == "sent_at" else value
                self.stdout.write(f"{name}: {said}")
        if about := name_of(message.about):
            self.stdout.write(f"about: {about}")
        if message.look_first:
            self.stdout.write("look at it first: it came without a proof")
        self.stdout.write(f"\n{message.words}")
        if message.answer:
            self.stdout.write(f"\nanswer:\n{message.answer}")
