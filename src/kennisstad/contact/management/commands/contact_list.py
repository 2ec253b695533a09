# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.contact.models import Message

HEADS = ("number", "sent", "due", "kind", "desk", "status", "language", "mark")


class Command(BaseCommand):
    help = "List the messages that wait for a desk, without their words"
    example = "kennisstad contact list --overdue"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="those that were answered or closed too")
        parser.add_argument("--overdue", action="store_true", help="those that are too late alone")
        parser.add_argument("--look-first", action="store_true", help="those without a proof alone")

    def handle(self, **options: Any) -> None:
        messages = Message.objects.all() if options["all"] else Message.objects.waiting()
        if options["overdue"]:
            messages = messages.overdue(timezone.localdate())
        if options["look_first"]:
            messages = messages.to_look_at_first()
        if not messages.exists():
            self.stdout.write("No such message.")
            return
        self.stdout.write("\t".join(HEADS))
        for message in messages.select_related("desk").longest_waiting().iterator():
            self.stdout.write("\t".join(_columns(message)))


def _columns(message: Message) -> list[str]:
    sent = timezone.localtime(message.sent_at).date().isoformat()
    desk = message.desk.key if message.desk else "city"
    mark = ["look first"] if message.look_first and not message.is_ended else []
    due = message.due_on.isoformat()
    return [str(message.pk), sent, due, message.kind, desk, message.status, message.language, *mark]
