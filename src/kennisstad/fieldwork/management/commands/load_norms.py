# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kennisstad.fieldwork.actions import set_norms
from kennisstad.fieldwork.management.finding import number_between
from kennisstad.fieldwork.models import norms
from kennisstad.fieldwork.models.limit import HEAVIEST, MOST_CONTACTS, MOST_DAYS

MOST_OF_A_TEAM = 1000
RULES = {
    "rest_days": (0, MOST_DAYS, "of rest after a full term"),
    "contacts_per_team": (0, MOST_OF_A_TEAM, "that a student team without a plan counts for"),
    "visit_weight": (1, HEAVIEST, "what a visit counts as"),
    "interview_weight": (1, HEAVIEST, "what an interview counts as"),
    "survey_weight": (1, HEAVIEST, "what a questionnaire counts as"),
    "door_weight": (1, HEAVIEST, "what a door counts as"),
}


class Command(BaseCommand):
    help = (
        "Show the rules for all districts without a limit of their own, or set them; what is not named stays"
    )
    example = "kennisstad load norms --most 200 --rest-days 30"

    def add_arguments(self, parser: CommandParser) -> None:
        most = parser.add_mutually_exclusive_group()
        most.add_argument(
            "--most", type=number_between(0, MOST_CONTACTS), help="weighed contacts in a district and term"
        )
        most.add_argument("--no-limit", action="store_true", help="no most at all")
        for name, (least, largest, help_) in RULES.items():
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(option, type=number_between(least, largest), metavar="N", help=help_)
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        now = norms()
        threshold = None if options["no_limit"] else options["most"]
        said = {name: options[name] for name in RULES if options[name] is not None}
        if threshold is None and not options["no_limit"]:
            threshold = now.threshold
        rules = {name: getattr(now, name) for name in RULES} | said
        if said or options["no_limit"] or options["most"] is not None:
            set_norms(threshold=threshold, by=None, at=timezone.now(), **rules)
        held = {"threshold": threshold, **rules}
        if options["json"]:
            self.stdout.write(json.dumps(held, indent=2))
            return
        for name, value in held.items():
            self.stdout.write(f"{name:<18} {'no limit' if value is None else value}")
