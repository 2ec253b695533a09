# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.actions import set_limit
from kennisstad.fieldwork.management.finding import area_named, number_between
from kennisstad.fieldwork.models import Limit
from kennisstad.fieldwork.models.limit import MOST_CONTACTS, MOST_DAYS

USUAL_REST_DAYS = 30


class Command(BaseCommand):
    help = "Set how much one district or neighbourhood bears in a term, or let the city's rules hold again"
    example = "kennisstad load limit Merenwijkdistrict --most 120 --rest-days 30"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", help="by name or code")
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--most", type=number_between(0, MOST_CONTACTS), help="weighed contacts in a term")
        how.add_argument("--lift", action="store_true", help="the rules of the whole city hold there again")
        parser.add_argument(
            "--rest-days",
            type=number_between(0, MOST_DAYS),
            default=USUAL_REST_DAYS,
            help="of rest after a full term; else %(default)s",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        area, most = area_named(options["district"]), options["most"]
        if options["lift"] and not Limit.objects.filter(area=area).exists():
            raise CommandError(f"{area.name} has no limit of its own.")
        set_limit(area, threshold=most, rest_days=options["rest_days"], by=None, at=timezone.now())
        if most is None:
            self.stdout.write(f"The city's own rules hold in {area.name} again.")
        else:
            rest = f"rests {options['rest_days']} days after a full one"
            self.stdout.write(f"{area.name} bears {most} contacts in a term, and {rest}.")
