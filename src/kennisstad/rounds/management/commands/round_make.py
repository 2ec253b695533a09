# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.education.management.places import partner_called
from kennisstad.rounds.actions.making import make
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.unreadable import MOST_SEED
from kennisstad.rounds.management.arrangements import add_arrangements, arrangements_in, words_in
from kennisstad.rounds.management.said import number
from kennisstad.web.management.refusing import refusals_told

NO_TITLE = "Give the round a title: --title in Dutch, --title-en in English, or both."


class Command(BaseCommand):
    help = "Begin a round in draft; then add courses and questions to it"
    example = (
        "kennisstad round make universiteit-leiden --title 'Ronde voorjaar' --policy generous "
        "--opens 2027-01-04 --closes 2027-01-15 --answer-on 2027-01-20 --appeal-until 2027-01-27 "
        "--work-from 2027-02-01 --work-until 2027-06-30"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("partner", help="key of the institution that runs it")
        add_arrangements(parser, needed=True)
        parser.add_argument("--policy", choices=[*map(str, Policy)], required=True, help="how it is decided")
        parser.add_argument("--seed", type=number(0, MOST_SEED), help="for the lots; else one is drawn")

    def handle(self, *args: Any, **options: Any) -> None:
        partner, words = partner_called(options["partner"]), words_in(options)
        if not words or not all(own.get("title") for own in words.values()):
            raise CommandError(NO_TITLE)
        with refusals_told():
            made = make(
                organiser=partner,
                words=words,
                arrangements=arrangements_in(options),
                policy=Policy(options["policy"]),
                seed=options["seed"],
                by=None,
                at=timezone.now(),
            )
        self.stdout.write(f"Round {made.pk} is in draft. Next: kennisstad round add course {made.pk} CODE")
