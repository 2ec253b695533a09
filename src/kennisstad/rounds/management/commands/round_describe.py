# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.making import describe
from kennisstad.rounds.management.arrangements import add_arrangements, arrangements_in, words_in
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Change title, days and numbers of a round that is still in draft; what is not named stays"
    example = "kennisstad round describe 3 --closes 2027-01-18 --title-en 'Spring round'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_arrangements(parser, needed=False)

    def do(self, round: Round, options: dict[str, Any]) -> None:
        titled = {text.language for text in round.texts.all()}
        words = words_in(options)
        for language, own in words.items():
            if not own.get("title", language in titled):
                raise CommandError("A title cannot be empty. Give it with the explanation in that language.")
        describe(round, words=words, arrangements=arrangements_in(options, round), by=None, at=timezone.now())
        self.stdout.write(
            f"Round {round.pk} is changed. kennisstad round show {round.pk} says how it stands."
        )
