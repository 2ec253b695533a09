# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.by_hand import allow_again, exclude
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_question, add_reason, add_team, question_in, team_in
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Keep a team and a question apart; the team reads why"
    example = "kennisstad round exclude 3 7 4 --reason 'Een van jullie werkt daar.'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_team(parser)
        add_question(parser)
        add_reason(parser)
        parser.add_argument("--lift", action="store_true", help="let them come together again")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        team, question = team_in(round, options["team"]), question_in(round, options["question"])
        pair = f"Team {team.number} and question {question.place}"
        if not options["lift"]:
            exclude(team, question=question, reason=options["reason"], by=None, at=timezone.now())
            self.stdout.write(f"{pair} are kept apart.")
            return
        apart = team.exclusions.select_related("team__round", "question").filter(question=question).first()
        if apart is None:
            raise CommandError(f"{pair} are not kept apart.")
        allow_again(apart, by=None, at=timezone.now())
        self.stdout.write(f"{pair} may come together again.")
