# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.lib.files import shown
from kennisstad.website import poster, queries
from kennisstad.website.management.writing import add_poster_arguments, write_poster


class Command(BaseCommand):
    help = "Write the poster of a district as a PDF, with the code that leads to its page"
    example = "kennisstad poster district merenwijkdistrict --size a3 --out merenwijk.pdf"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the last word of its address")
        add_poster_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            area = queries.counted().get(slug=options["slug"])
        except ObjectDoesNotExist:
            raise CommandError(f"There is no district {shown(options['slug'])}.") from None
        made = poster.of_district(area, site=settings.SITE_ADDRESS, today=timezone.localdate())
        self.stdout.write(write_poster(made, options))
