# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.neighbourhoods.queries import the_city
from kennisstad.website.actions import lay_out
from kennisstad.website.models import HomePage


class Command(BaseCommand):
    help = "Make the home page and the pages every city has; what editors wrote stays as it is"
    example = "kennisstad pages lay out"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only when there is no home page yet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_needed"] and HomePage.objects.exists():
            return
        city = the_city()
        lay_out(city.name if city else None, at=timezone.now())
