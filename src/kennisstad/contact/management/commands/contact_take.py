# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.contact.actions import take
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import Message


class Command(OneMessageCommand):
    help = "Say that somebody looks at a message; one without a proof is let through by it"
    example = "kennisstad contact take 12"
    done = "is being looked at"

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        take(message, by=None, at=at)
