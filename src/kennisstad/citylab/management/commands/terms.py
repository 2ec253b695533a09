# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.citylab.lapsing import set_terms
from kennisstad.citylab.models import Terms
from kennisstad.citylab.models.terms import LONGEST_DAYS, MOST_TEAMS

RANGES = {
    "answer_days": (2, LONGEST_DAYS),
    "remind_days": (1, LONGEST_DAYS),
    "teams_per_asker": (1, MOST_TEAMS),
}


class Command(BaseCommand):
    help = "Show what holds for proposals and askers, or set it: for what is proposed from now on"
    example = "kennisstad terms --answer-days 14 --remind-days 4 --teams-per-asker 3"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--answer-days", type=int, metavar="DAYS", help="after which a proposal without an answer lapses"
        )
        parser.add_argument(
            "--remind-days", type=int, metavar="DAYS", help="before that, on which the course is reminded"
        )
        parser.add_argument(
            "--teams-per-asker", type=int, metavar="TEAMS", help="at work for one asker at the same time"
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        now = Terms.objects.current()
        said = {name: options[name] for name in RANGES if options[name] is not None}
        held = {name: getattr(now, name) for name in RANGES} | said
        if said:
            _check(held)
            set_terms(**held, by=None, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(held, indent=2))
            return
        self.stdout.write(
            f"A proposal lapses after {held['answer_days']} days without an answer; "
            f"the course is reminded {held['remind_days']} days before.\n"
            f"At most {held['teams_per_asker']} teams are at work for one asker at the same time."
        )


def _check(held: dict[str, int]) -> None:
    for name, (least, most) in RANGES.items():
        if not least <= held[name] <= most:
            raise CommandError(f"--{name.replace('_', '-')} is a number from {least} to {most}.")
    if held["remind_days"] >= held["answer_days"]:
        raise CommandError("Remind a course before its last day, so within the days it has.")
