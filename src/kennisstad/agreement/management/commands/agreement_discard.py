# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.agreement.actions.drafting import discard
from kennisstad.agreement.management.finding import agreement_with
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Throw a draft of the agreement away, with all that was entered in it"
    example = "kennisstad agreement discard agreement-2028"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the draft, by its name in addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_told():
            discard(agreement_with(options["key"]), by=None, at=timezone.now())
        self.stdout.write(f"The draft {options['key']} is thrown away.")
