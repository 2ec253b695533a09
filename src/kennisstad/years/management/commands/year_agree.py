# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.web.refusals import NotNow
from kennisstad.years import actions
from kennisstad.years.management.finding import asked_for


class Command(BaseCommand):
    help = "Answer whoever asks for a day of a themed year: agree, or say no with a reason"
    example = "kennisstad year agree jaar-van-de-wijk 2027-04-15"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the year, by its word in the address")
        parser.add_argument("day", help="such as 2027-04-15")
        parser.add_argument("--no", metavar="REASON", default="", help="say no, and why")

    def handle(self, *args: Any, **options: Any) -> None:
        adoption, reason, at = (
            asked_for(options["slug"], options["day"]),
            options["no"].strip(),
            timezone.now(),
        )
        try:
            if reason:
                actions.decline(adoption, reason=reason[:1000], by=None, at=at)
            else:
                actions.agree(adoption, by=None, at=at)
        except NotNow as no:
            raise CommandError(str(no)) from no
        said = "is free again" if reason else f"is adopted by {adoption.owner}"
        self.stdout.write(f"{adoption.day.on} {said}.")
