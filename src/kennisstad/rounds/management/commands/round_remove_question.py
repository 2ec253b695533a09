# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.parts import remove_question
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_question, question_in
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Take a question out of a round; wishes for it go, and the teams that had one are told"
    example = "kennisstad round remove question 3 4"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_question(parser)

    def do(self, round: Round, options: dict[str, Any]) -> None:
        part = question_in(round, options["question"])
        remove_question(part, by=None, at=timezone.now())
        self.stdout.write(f"Question {part.place} takes part no more.")
