# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.rounds.actions.steps import cancel
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_reason
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Call a round off before its plan is told: all teams read why, and its questions are free again"
    example = "kennisstad round cancel 3 --reason 'Er kwamen te weinig vragen.'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_reason(parser, "all teams and visitors read it")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        cancel(round, reason=options["reason"], by=None, at=timezone.now())
        self.stdout.write(f"Round {round.pk} is called off. All teams read why.")
