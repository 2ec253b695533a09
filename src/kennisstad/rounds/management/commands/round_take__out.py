# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.by_hand import take_out
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_reason, add_team, team_in
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Take a team out of a round whose plan is not published; the team is told why"
    example = 'kennisstad round take-out 3 12 --reason "The team fell apart."'

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_team(parser)
        add_reason(parser)

    def do(self, round: Round, options: dict[str, Any]) -> None:
        team = team_in(round, options["team"], also_left=True)
        take_out(team, reason=options["reason"], by=None, at=timezone.now())
        self.stdout.write(f"Team {team.number} takes part no longer.")
