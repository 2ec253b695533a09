# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.making import choose_policy
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Decide by another policy; once the round is public, all teams hear of it"
    example = "kennisstad round policy 3 stable"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("policy", choices=[*map(str, Policy)])

    def do(self, round: Round, options: dict[str, Any]) -> None:
        choose_policy(round, policy=Policy(options["policy"]), by=None, at=timezone.now())
        self.stdout.write(f"Round {round.pk} is decided by {round.policy} from now on.")
