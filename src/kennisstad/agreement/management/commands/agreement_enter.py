# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.agreement.actions.drafting import enter_as_signed
from kennisstad.agreement.management.finding import agreement_with, day
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Enter a draft as an agreement that was signed long ago, outside this site"
    example = "kennisstad agreement enter agreement-2017 --signed-on 2017-07-04"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the draft, by its name in addresses")
        parser.add_argument("--signed-on", type=day, help="the day; leave it out where no source tells it")

    def handle(self, *args: Any, **options: Any) -> None:
        agreement = agreement_with(options["key"])
        with refusals_told():
            enter_as_signed(agreement, signed_on=options["signed_on"], by=None, at=timezone.now())
        self.stdout.write(f"{agreement.key} is entered as signed. From now on everybody can read it.")
