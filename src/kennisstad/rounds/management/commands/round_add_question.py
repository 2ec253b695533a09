# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab.models import Question
from kennisstad.rounds.actions import parts
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_seats, number
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Let teams wish for a question that looks for a course"
    example = "kennisstad round add question 3 12 --upper 2"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("question", type=number(1), help="the number in the address of its page")
        add_seats(parser)

    def do(self, round: Round, options: dict[str, Any]) -> None:
        question = Question.objects.filter(pk=options["question"]).first()
        if question is None:
            raise CommandError(f"There is no question {options['question']}.")
        given = {name: options[name] for name in ("lower", "upper") if options[name] is not None}
        seats = parts.Seats(**given)
        added = parts.add_question(round, question=question, seats=seats, by=None, at=timezone.now())
        self.stdout.write(f"Question {question.pk} takes part: teams know it by number {added.place}.")
