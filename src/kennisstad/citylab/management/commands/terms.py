# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab.lapsing import set_terms
from kennisstad.citylab.models import Terms
from kennisstad.citylab.models.terms import LONGEST_DAYS, MOST_TEAMS
from kennisstad.fieldwork.management.finding import number_between

TERMS = {
    "answer_days": (2, LONGEST_DAYS, "DAYS", "after which a proposal without an answer lapses"),
    "remind_days": (1, LONGEST_DAYS, "DAYS", "before that, on which the course is reminded"),
    "teams_per_asker": (1, MOST_TEAMS, "TEAMS", "at work for one asker at the same time"),
}


class Command(BaseCommand):
    help = "Show what holds for proposals and askers, or set it: for what is proposed from now on"
    example = "kennisstad terms --answer-days 14 --remind-days 4 --teams-per-asker 3"

    def add_arguments(self, parser: CommandParser) -> None:
        for name, (least, most, metavar, help_) in TERMS.items():
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(option, type=number_between(least, most), metavar=metavar, help=help_)
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        now = Terms.objects.current()
        said = {name: options[name] for name in TERMS if options[name] is not None}
        held = {name: getattr(now, name) for name in TERMS} | said
        if said:
            if held["remind_days"] >= held["answer_days"]:
                raise CommandError("Remind a course before its last day, so within the days it has.")
            set_terms(**held, by=None, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(held, indent=2))
            return
        self.stdout.write(
            f"A proposal lapses after {held['answer_days']} days without an answer; "
            f"the course is reminded {held['remind_days']} days before.\n"
            f"At most {held['teams_per_asker']} teams are at work for one asker at the same time."
        )
