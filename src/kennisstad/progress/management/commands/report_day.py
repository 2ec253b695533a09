# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.management.finding import day
from kennisstad.progress.actions import remove_report_day, set_report_day
from kennisstad.progress.models import ReportDay
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Set the day by which owners tell how far they are, and from when they get a letter"
    example = "kennisstad report day 2027-03-01 --remind-on 2027-02-01"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("on", type=day, help="the day")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--remind-on", type=day, help="from this day on the owners get one letter")
        what.add_argument("--remove", action="store_true", help="take the day off again")

    def handle(self, *args: Any, **options: Any) -> None:
        on, at = options["on"], timezone.now()
        with refusals_told():
            if options["remove"]:
                remove_report_day(_known(on), by=None, at=at)
            else:
                set_report_day(on=on, remind_on=options["remind_on"], by=None, at=at)
        self.stdout.write(f"{on} is {'taken off' if options['remove'] else 'set'}.")


def _known(on: Any) -> ReportDay:
    found = ReportDay.objects.filter(on=on).first()
    if found is None:
        raise CommandError(f"{on} is no report day.")
    return found
