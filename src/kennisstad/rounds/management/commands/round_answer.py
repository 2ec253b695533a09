# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.telling import reject, uphold
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_team, team_in, words
from kennisstad.rounds.models import AppealOutcome, Round

ANSWER_LENGTH = 5000


class Command(RoundCommand):
    help = "Answer what a team has against its place; the team reads the answer"
    example = "kennisstad round answer 3 7 --reject --words 'Jullie eerste wens ging naar lot 2.'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_team(parser)
        decided = parser.add_mutually_exclusive_group(required=True)
        decided.add_argument(
            "--uphold", action="store_true", help="the team is right: the round is closed, to compute anew"
        )
        decided.add_argument("--reject", action="store_true", help="the plan stays as it is")
        parser.add_argument("--words", type=words(ANSWER_LENGTH), default="", help="the answer")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        team = team_in(round, options["team"], also_left=True)
        waiting = team.appeals.filter(outcome=AppealOutcome.WAITING).select_related("team__round").first()
        if waiting is None:
            raise CommandError(f"Team {team.number} has nothing that waits for an answer.")
        decide = uphold if options["uphold"] else reject
        decide(waiting, answer=options["words"], by=None, at=timezone.now())
        outcome = "upheld; the round is closed, to be computed anew" if options["uphold"] else "rejected"
        self.stdout.write(f"The appeal of team {team.number} is {outcome}. The team reads your answer.")
