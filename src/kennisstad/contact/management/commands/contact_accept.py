# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from kennisstad.contact.actions import let_through
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import Message


class Command(OneMessageCommand):
    help = "Let a message through that came without a proof"
    example = "kennisstad contact accept 12"
    done = "is with its desk"

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        let_through(message, by=None, at=at)
