# SPDX-License-Identifier: EUPL-1.2
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from kennisstad.lib.writing import write_whole
from kennisstad.welcome.choices import Newcomer, Passport
from kennisstad.welcome.path import fault_in
from kennisstad.welcome.queries import PlannedPhase, newcomer_path
from kennisstad.welcome.telling import diary_in_words
from kennisstad.welcome.wording import FAULTS


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2027-01-15") from None


class Command(BaseCommand):
    help = "Show what a newcomer does and by which day, or write it as a file for a diary"
    example = "kennisstad newcomer path --who student --arrival 2027-01-15 --ics path.ics --language en"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--who", choices=Newcomer.values, required=True)
        parser.add_argument("--passport", choices=Passport.values, default=Passport.ANY)
        parser.add_argument("--arrival", type=day, help="the day of arrival, as 2027-01-15")
        parser.add_argument("--departure", type=day, help="the day of leaving, as 2028-07-01")
        parser.add_argument("--ics", type=Path, metavar="FILE", help="write the last days as iCalendar")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        arrival, departure, today = options["arrival"], options["departure"], timezone.localdate()
        with override(options["language"]):
            fault = fault_in(arrival, departure, today)
            if fault and not (fault == "none" and options["ics"] is None):
                raise CommandError(str(FAULTS[fault][1]))
            kind, passport = Newcomer(options["who"]), Passport(options["passport"])
            phases = newcomer_path(kind, passport, today=today, arrival=arrival, departure=departure)
            if options["ics"] is None:
                self._tell(phases)
                return
            written, number = diary_in_words(phases, at=timezone.now())
        try:
            write_whole(options["ics"], written)
        except OSError as error:
            raise CommandError(f"{options['ics']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{number} last days written to {options['ics']}.")

    def _tell(self, phases: list[PlannedPhase]) -> None:
        for phase in phases:
            self.stdout.write(str(phase.phase.label).capitalize())
            for one in phase.steps:
                when = " · ".join(filter(None, (one.due_said, one.term_said)))
                self.stdout.write(f"  {one.step}" + (f" ({when})" if when else ""))
