# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.by_hand import take_out
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Take a team out of a round whose plan is not published; the team is told why"
    example = 'kennisstad round take-out 3 12 --reason "The team fell apart."'

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("team", type=int, metavar="T", help="its number in the round")
        parser.add_argument("--reason", required=True, help="the team reads it")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        team = round.teams.filter(number=min(options["team"], 2**31 - 1)).first()
        if team is None:
            raise CommandError(f"There is no team {options['team']} in round {round.pk}.")
        take_out(team, reason=options["reason"].strip(), by=None, at=timezone.now())
        self.stdout.write(f"Team {team.number} takes part no longer.")
