# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.actions.parties import join, leave
from kennisstad.agreement.management.finding import agreement_with, day
from kennisstad.agreement.models import Agreement
from kennisstad.lib.files import shown
from kennisstad.partners.models import Partner
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Say from which day on a partner takes part in an agreement, or until when"
    example = "kennisstad agreement party agreement-2017 naturalis --joined 2020-12-01"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the agreement, by its name in addresses")
        parser.add_argument("partner", help="the partner, by its name in addresses")
        days = parser.add_mutually_exclusive_group(required=True)
        days.add_argument("--joined", type=day, help="the day from which it takes part")
        days.add_argument("--left", type=day, help="the day from which it takes part no more")

    def handle(self, *args: Any, **options: Any) -> None:
        agreement, at = agreement_with(options["key"]), timezone.now()
        partner = Partner.objects.filter(key=options["partner"]).first()
        if partner is None:
            raise CommandError(f"There is no partner {shown(options['partner'])}.")
        with refusals_told():
            if options["joined"]:
                join(agreement, partner, joined_on=options["joined"], by=None, at=at)
                self.stdout.write(f"{partner.name} takes part from {options['joined']}.")
            else:
                leave(_party(agreement, partner), left_on=options["left"], by=None, at=at)
                self.stdout.write(f"{partner.name} takes part until {options['left']}.")


def _party(agreement: Agreement, partner: Partner) -> Any:
    party = agreement.parties.filter(partner=partner).first()
    if party is None:
        raise CommandError(f"{partner.name} is no party to {agreement.key}.")
    return party
