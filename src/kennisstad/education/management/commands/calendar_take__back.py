# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisstad.education.actions import take_back
from kennisstad.education.management.places import add_parts, partner_called, place
from kennisstad.education.models import Calendar
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Take back a school year that was set: the version before it holds again, or the year is foretold"
    example = "kennisstad calendar take-back universiteit-leiden --year 2026"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partner", help="key of the institution")
        add_parts(parser)
        parser.add_argument("--year", type=int, required=True, help="the school year that begins in it")

    def handle(self, *args: Any, **options: Any) -> None:
        of, year = place(partner_called(options["partner"]), options), options["year"]
        own = Calendar.objects.filter(partner=of.partner_id, department=of.department_id, level=of.level)
        standing = own.filter(year=year, withdrawn_at__isnull=True) if 0 < year < 10_000 else own.none()
        holds = standing.newest().first()
        if holds is None:
            raise CommandError("No calendar of this part and this year was set that could be taken back.")
        with refusals_told():
            take_back(holds, by=None, at=timezone.now())
        self.stdout.write(
            f"Version {holds.version} of {year}-{year + 1} is taken back. "
            "`kennisstad calendar show` says what holds."
        )
