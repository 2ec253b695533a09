# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.settling import leave_out
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Leave a question out of the settlement, because a district or its asker has no room by now"
    example = 'kennisstad round leave-out 3 5 --reason "The district is paused until April."'

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("question", type=int, metavar="Q", help="its number in the round")
        parser.add_argument("--reason", required=True, help="everybody can read it; its teams are told")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        part = round.questions.filter(place=min(options["question"], 2**15 - 1)).first()
        if part is None:
            raise CommandError(f"There is no question {options['question']} in round {round.pk}.")
        leave_out(part, reason=options["reason"].strip(), by=None, at=timezone.now())
        self.stdout.write(f"Question {part.place} is left out, and its teams are told.")
