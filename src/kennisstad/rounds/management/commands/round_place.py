# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.by_hand import fix, lift
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_reason, add_team, number, question_in, team_in
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Place a team with a question by hand, before any plan is made; the team reads why"
    example = "kennisstad round place 3 7 4 --reason 'Jullie begonnen er al aan.'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_team(parser)
        parser.add_argument(
            "question", type=number(1), nargs="?", help="its number in the round; not with --lift"
        )
        add_reason(parser)
        parser.add_argument("--lift", action="store_true", help="let the plan decide about the team again")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        team = team_in(round, options["team"], also_left=options["lift"])
        if options["lift"]:
            lift(team, by=None, at=timezone.now())
            self.stdout.write(f"The plan decides about team {team.number} again.")
            return
        if options["question"] is None:
            raise CommandError("Say with which question, by its number in the round; or --lift.")
        question = question_in(round, options["question"])
        fix(team, question=question, reason=options["reason"], by=None, at=timezone.now())
        self.stdout.write(f"Team {team.number} is placed with question {question.place} by hand.")
