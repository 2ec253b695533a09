# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.rounds.computing import stop
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import number
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Wait no longer for a computation; what still comes out of it is thrown away"
    example = "kennisstad round stop 3 5"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("run", type=number(1), help="its number, as `kennisstad round show` says")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        run = round.runs.select_related("round").filter(number=options["run"]).first()
        if run is None:
            raise CommandError("There is no such computation. `kennisstad round show` names them.")
        stop(run, by=None, at=timezone.now())
        self.stdout.write(f"Run {run.number} was stopped.")
