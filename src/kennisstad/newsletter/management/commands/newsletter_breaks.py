# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.management.finding import day_named
from kennisstad.newsletter.models import Break
from kennisstad.newsletter.planning import add_break, remove_break
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Show the breaks in which no issue leaves, add one or take one away"
    example = "kennisstad newsletter breaks --add 2027-07-10 2027-08-20"

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--add", nargs=2, metavar="DAY", help="the first and the last day of a break")
        what.add_argument("--remove", metavar="DAY", help="the first day of a break")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        with refusals_told():
            if options["add"]:
                begins_on, ends_on = (day_named(day) for day in options["add"])
                add_break(begins_on=begins_on, ends_on=ends_on, by=None, at=at)
            if options["remove"]:
                remove_break(self._begins(options["remove"]), by=None, at=at)
        breaks = Break.objects.to_come(timezone.localdate(at))
        for one in breaks:
            self.stdout.write(str(one))
        if not breaks:
            self.stdout.write("There is no break to come.")

    def _begins(self, said: str) -> Break:
        day = day_named(said)
        found = Break.objects.filter(begins_on=day).order_by("pk").first()
        if found is None:
            raise CommandError(f"No break begins on {day}.")
        return found
