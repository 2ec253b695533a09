# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.lib.files import shown
from kennisstad.website import poster, queries
from kennisstad.website.management.writing import add_poster_arguments, write_poster

LONGEST_NUMBER = 18


class Command(BaseCommand):
    help = "Write the poster of a result as a PDF, with the code that leads to its page"
    example = "kennisstad poster result 12 --out result.pdf"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="the last number of its address")
        add_poster_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        said = options["number"]
        try:
            if not (said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER):
                raise ObjectDoesNotExist
            result, area = queries.result_and_district(int(said))
        except ObjectDoesNotExist:
            raise CommandError(f"There is no result {shown(said)}.") from None
        made = poster.of_result(result, area, site=settings.SITE_ADDRESS, today=timezone.localdate())
        self.stdout.write(write_poster(made, options))
