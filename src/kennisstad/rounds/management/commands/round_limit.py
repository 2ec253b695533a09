# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab.queries import asker_of
from kennisstad.fieldwork.management.finding import area_named
from kennisstad.rounds.actions.parts import MOST_CONTACTS, MOST_SEATS, lift_limit, limit_asker, limit_district
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.said import number, question_in
from kennisstad.rounds.models import Limit, Round


class Command(RoundCommand):
    help = "Limit what a round brings to a district or an asker, below what the city itself allows"
    example = "kennisstad round limit 3 --district Merenwijkdistrict --most 40"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--district", help="by name or code: contacts with residents at most")
        whose.add_argument(
            "--asker-of",
            type=number(1),
            metavar="QUESTION",
            help="by the number of a question: teams at most",
        )
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--most", type=number(0, MOST_CONTACTS), help="0 closes it")
        how.add_argument("--lift", action="store_true", help="what the city itself allows counts again")

    def do(self, round: Round, options: dict[str, Any]) -> None:
        most, at = options["most"], timezone.now()
        if options["lift"]:
            lift_limit(_limit_of(round, options), by=None, at=at)
            self.stdout.write("The limit is lifted.")
            return
        if options["district"]:
            limit_district(round, area=area_named(options["district"]), upper=most, by=None, at=at)
        else:
            if most > MOST_SEATS:
                raise CommandError(f"An asker receives at most {MOST_SEATS} teams.")
            asker = asker_of(question_in(round, options["asker_of"]).question)
            limit_asker(round, asker=asker, upper=most, by=None, at=at)
        self.stdout.write(f"The limit is set: {most} at most.")


def _limit_of(round: Round, options: dict[str, Any]) -> Limit:
    if options["district"]:
        found = round.limits.filter(area=area_named(options["district"]))
    else:
        found = round.limits.filter(asker=asker_of(question_in(round, options["asker_of"]).question))
    limit = found.select_related("round").first()
    if limit is None:
        raise CommandError(
            f"There is no such limit. `kennisstad round parts {round.pk}` names those there are."
        )
    return limit
