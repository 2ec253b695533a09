# SPDX-License-Identifier: EUPL-1.2
"""Take over an academic calendar from CSV or iCalendar."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from kennisstad.education.actions import NotNow, import_calendars
from kennisstad.education.calendar.reading import read
from kennisstad.education.calendar.terms import Unfit
from kennisstad.education.management.places import add_parts, partner_called, place
from kennisstad.education.wording import flaws_in_words
from kennisstad.lib.files import Report, UnusableFile
from kennisstad.web.taking_over import TakeOverCommand


class Command(TakeOverCommand):
    help = "Take over an institution's semesters, blocks, holidays and exceptions from CSV or iCalendar"
    example = "kennisstad import calendar 2026.csv --partner universiteit-leiden"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--partner", required=True, help="key of the institution")
        add_parts(parser)
        parser.add_argument("--year", type=int, help="the school year that begins in it; else by the days")
        parser.add_argument("--source", default="", help="where the days come from; else the file's name")

    def take_over(self, text: str, at: datetime, options: dict[str, Any]) -> Report:
        of = place(partner_called(options["partner"]), options)
        source = options["source"] or options["file"].name
        # What a command says is English, whatever the site speaks.
        with override("en"):
            try:
                years = read(text, timezone.get_default_timezone(), options["year"])
                return import_calendars(of, years, source=source, by=None, at=at)
            except Unfit as unfit:
                raise UnusableFile(
                    "\n".join(["Nothing was changed.", *flaws_in_words(unfit.flaws)])
                ) from unfit
            except NotNow as no:
                raise UnusableFile(str(no)) from no
