# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kennisstad.contact.actions import answer
from kennisstad.contact.management.one_message import OneMessageCommand
from kennisstad.contact.models import LONGEST_WORDS, Message
from kennisstad.web.forms import clean_words


class Command(OneMessageCommand):
    help = "Answer a message, in its own language"
    example = 'kennisstad contact answer 12 "Dank u. De kaart is hersteld."'
    done = "is answered"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("words")

    def do(self, message: Message, at: datetime, options: dict[str, Any]) -> None:
        words = clean_words(options["words"])
        if not 0 < len(words) <= LONGEST_WORDS:
            raise CommandError(f"An answer has 1 to {LONGEST_WORDS} characters; nothing was sent.")
        answer(message, words=words, by=None, at=at)
