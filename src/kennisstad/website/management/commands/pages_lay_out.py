# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kennisstad.neighbourhoods.queries import the_city
from kennisstad.website.actions import lay_out


class Command(BaseCommand):
    help = "Make the home page and the pages every city has; what editors wrote stays as it is"
    example = "kennisstad pages lay out"

    def handle(self, *args: Any, **options: Any) -> None:
        city = the_city()
        lay_out(city.name if city else "", at=timezone.now())
