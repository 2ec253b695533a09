# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.actions import pause
from kennisstad.fieldwork.management.finding import area_named, day_named
from kennisstad.web.management.refusing import refusals_told

LONGEST_REASON = 300


class Command(BaseCommand):
    help = "Pause a district or neighbourhood until a day, with a reason that everybody can read"
    example = 'kennisstad load pause Merenwijkdistrict --until 2027-03-31 --reason "Er is veel gevraagd."'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", help="by name or code")
        parser.add_argument("--until", required=True, help="the last day of the pause, such as 2027-03-31")
        parser.add_argument("--from", dest="first", help="the first day; else today")
        parser.add_argument("--reason", default="", help="why, in Dutch")
        parser.add_argument("--reason-en", default="", help="why, in English")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        reasons = {"nl": options["reason"].strip(), "en": options["reason_en"].strip()}
        if any(len(reason) > LONGEST_REASON for reason in reasons.values()):
            raise CommandError(f"A reason has at most {LONGEST_REASON} characters.")
        first = day_named(options["first"]) if options["first"] else timezone.localdate(at)
        area, last = area_named(options["district"]), day_named(options["until"])
        with refusals_told():
            pause(area, starts_on=first, ends_on=last, reasons=reasons, by=None, at=at)
        self.stdout.write(f"{area.name} is paused from {first} until {last}.")
