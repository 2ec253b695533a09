# SPDX-License-Identifier: EUPL-1.2
from argparse import BooleanOptionalAction
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.management.finding import day_named, number_between
from kennisstad.newsletter.issues import beat_of, leaves_at, rhythm
from kennisstad.newsletter.management.one_issue import local
from kennisstad.newsletter.planning import set_rhythm
from kennisstad.newsletter.rhythm import due_days
from kennisstad.web.management.refusing import refusals_told

SHOWN = timedelta(days=92)
NAMES = ("first_on", "weeks", "hour", "days_ahead", "two_persons")


class Command(BaseCommand):
    help = (
        "Show the rhythm and when issues leave in the next three months, or set it; what is not named stays"
    )
    example = "kennisstad newsletter rhythm --first-on 2026-12-04 --weeks 2 --hour 10 --two-persons"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--first-on", metavar="DAY", help="of an issue: the others are counted from it")
        parser.add_argument("--weeks", type=number_between(1, 26), help="between two issues")
        parser.add_argument("--hour", type=number_between(0, 23), help="at which an issue leaves")
        parser.add_argument("--days-ahead", type=number_between(0, 180), help="on which the draft is there")
        parser.add_argument("--two-persons", action=BooleanOptionalAction, default=None, help="must agree")

    def handle(self, *args: Any, **options: Any) -> None:
        if any(options[name] is not None for name in NAMES):
            self._set(options)
        mine, today = rhythm(), timezone.localdate()
        beat, people = beat_of(mine), "two persons" if mine.two_persons else "one person"
        if beat is None:
            self.stdout.write("There is no rhythm: no draft writes itself. Begin one with --first-on DAY")
            self.stdout.write(f"Sending an issue takes {people}.")
            return
        self.stdout.write(
            f"Every {mine.weeks} weeks from {mine.first_on}, at {mine.hour}:00; the draft comes "
            f"{mine.days_ahead} days ahead. Sending an issue takes {people}."
        )
        for day in due_days(beat, today, today + SHOWN):
            self.stdout.write(local(leaves_at(mine, day)))

    def _set(self, options: dict[str, Any]) -> None:
        mine = rhythm()
        given = {name: getattr(mine, name) if options[name] is None else options[name] for name in NAMES}
        if options["first_on"] is not None:
            given["first_on"] = day_named(options["first_on"])
        with refusals_told():
            set_rhythm(**given, by=None, at=timezone.now())
