# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kennisstad.fieldwork.management.finding import day_named
from kennisstad.rounds.actions import steps
from kennisstad.rounds.days import evening_of
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import moment, stamp
from kennisstad.rounds.models import Round, Status


class Command(RoundCommand):
    help = "Take wishes until another day; a closed round opens again, and all teams hear of it"
    example = "kennisstad round reopen 3 --until 2027-01-20"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--until", type=day_named, required=True, metavar="DAY", help="the last day")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        move = steps.close_at if round.status == Status.OPEN else steps.reopen
        move(round, closes_at=evening_of(options["until"]), by=None, at=timezone.now())
        self.stdout.write(f"Round {round.pk} takes wishes until {moment(stamp(round.closes_at))}.")
