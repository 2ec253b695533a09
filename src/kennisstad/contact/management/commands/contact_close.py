# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.contact.actions import close
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import Message


class Command(OneMessageCommand):
    help = "Close a message without an answer"
    example = "kennisstad contact close 12"
    done = "is closed"

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        close(message, by=None, at=at)
