# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.settling import leave_out
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_question, add_reason, question_in
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Leave a question out of the settlement, because a district or its asker has no room by now"
    example = 'kennisstad round leave-out 3 5 --reason "The district is paused until April."'

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_question(parser)
        add_reason(parser, "everybody can read it; its teams are told")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        part = question_in(round, options["question"])
        leave_out(part, reason=options["reason"], by=None, at=timezone.now())
        self.stdout.write(f"Question {part.place} is left out, and its teams are told.")
