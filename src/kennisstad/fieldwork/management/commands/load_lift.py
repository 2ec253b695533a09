# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.actions import lift
from kennisstad.fieldwork.management.finding import area_named, day_named
from kennisstad.fieldwork.models import Pause
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Lift the pause of a district or neighbourhood before its last day"
    example = "kennisstad load lift Merenwijkdistrict"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", help="by name or code")
        parser.add_argument("--from", dest="first", help="first day of the pause, where there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        area = area_named(options["district"])
        found = Pause.objects.filter(area=area).reaching(timezone.localdate(at)).by_day()
        if options["first"]:
            found = found.filter(starts_on=day_named(options["first"]))
        pauses = list(found)
        if not pauses:
            raise CommandError(f"{area.name} is not paused{' from that day' if options['first'] else ''}.")
        if len(pauses) > 1:
            days = ", ".join(f"--from {pause.starts_on}" for pause in pauses)
            raise CommandError(f"{area.name} is paused more than once. Say which: {days}.")
        with refusals_told():
            lift(pauses[0], by=None, at=at)
        self.stdout.write(f"The pause of {area.name} is lifted from {pauses[0].lifted_on} on.")
