# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from kennisstad.rounds.actions.by_hand import rank_teams
from kennisstad.rounds.actions.parts import add_supervisor, remove_supervisor
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import add_seats, teams_in, words
from kennisstad.rounds.models import Round
from kennisstad.rounds.team_file import tiers_in

NAME_LENGTH = 120


class Command(RoundCommand):
    help = "Name who guides the teams of some questions, put teams in their order, or take them out"
    example = "kennisstad round supervisor 3 'Groep Water' --upper 4 --order '4 > 2 = 7'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", type=words(NAME_LENGTH), help="of somebody, or of a group")
        add_seats(parser)
        parser.add_argument("--order", help="numbers of teams, the most wanted first; '' for none")
        parser.add_argument("--remove", action="store_true", help="the questions stay, without supervisor")

    @transaction.atomic
    def do(self, round: Round, options: dict[str, Any]) -> None:
        name, at = options["name"], timezone.now()
        known = round.supervisors.select_related("round").filter(name=name).first()
        if options["remove"]:
            if known is None:
                raise CommandError("There is no such supervisor in this round.")
            remove_supervisor(known, by=None, at=at)
            self.stdout.write(f"{name} is taken out.")
            return
        tiers = _tiers(round, options["order"])
        if known is None:
            seats = {"lower": options["lower"] or 0, "upper": options["upper"]}
            known = add_supervisor(round, name=name, **seats, by=None, at=at)
        elif options["order"] is None:
            raise CommandError("This supervisor stands with the round already. Say --order, or --remove.")
        if tiers is not None:
            rank_teams(known, tiers=tiers, by=None, at=at)
        self.stdout.write(f"{name} stands with round {round.pk}.")


def _tiers(round: Round, order: str | None) -> Any:
    if order is None:
        return None
    try:
        return teams_in(round, tiers_in(order))
    except ValueError as error:
        raise CommandError("Write numbers with > or = between them, such as '4 > 2 = 7'.") from error
