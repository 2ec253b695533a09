# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisstad.education.actions import exempt
from kennisstad.education.management.places import partner_called, place
from kennisstad.education.models import Department
from kennisstad.web.management.refusing import refusals_told


class Command(BaseCommand):
    help = "Say that a part of an institution does without the institution's calendar, or follows it again"
    example = "kennisstad calendar exempt universiteit-leiden --department FSW"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partner", help="key of the institution")
        parser.add_argument("--department", required=True, help="a faculty by its id or name")
        parser.add_argument("--lift", action="store_true", help="it follows the institution's calendar again")

    def handle(self, *args: Any, **options: Any) -> None:
        found = place(partner_called(options["partner"]), options | {"level": ""})
        department = Department.objects.filter(pk=found.department_id or 0).first()
        if department is None:
            raise CommandError("Say which part of the institution: --department with its id or name.")
        with refusals_told():
            exempt(department, yes=not options["lift"], by=None, at=timezone.now())
        does = "follows" if options["lift"] else "does not follow"
        self.stdout.write(f"{options['department']} {does} the calendar of its institution from now on.")
