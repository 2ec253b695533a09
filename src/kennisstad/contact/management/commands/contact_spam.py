# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.contact.actions import throw_away
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import Message


class Command(OneMessageCommand):
    help = "Throw away a message that nobody wrote to us"
    example = "kennisstad contact spam 12"
    done = "was thrown away"

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        throw_away(message, by=None, at=at)
