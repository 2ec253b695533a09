# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.contact.models import Message


class Command(BaseCommand):
    help = "List the messages that wait for the desk, without their words"
    example = "kennisstad message list --all"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="those that were answered or closed too")

    def handle(self, **options: Any) -> None:
        messages = Message.objects.all() if options["all"] else Message.objects.waiting()
        for message in messages.longest_waiting().iterator():
            day = timezone.localtime(message.sent_at).date().isoformat()
            self.stdout.write(f"{message.pk}\t{day}\t{message.kind}\t{message.status}\t{message.language}")
