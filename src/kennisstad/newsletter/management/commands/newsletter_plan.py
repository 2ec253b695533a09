# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.newsletter.issues import is_unusual, next_moment, rhythm
from kennisstad.newsletter.management.one_issue import IssueCommand, local, moment_named
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.planning import plan, waits_for_approval


class Command(IssueCommand):
    help = "Let a draft leave at a moment: that of the rhythm, or another one"
    example = "kennisstad newsletter plan 12 --at '2026-12-04 10:00'"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--at", metavar="MOMENT", help="in the city's time, such as '2026-12-04 10:00'")

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        at = timezone.now()
        due_at = moment_named(options["at"]) if options["at"] else next_moment(rhythm(), at)
        if due_at is None:
            raise CommandError("There is no rhythm to go by. Say when with --at '2026-12-04 10:00'.")
        plan(issue, due_at=due_at, by=None, at=at)
        waits = " once somebody approved it" if waits_for_approval(issue) else ""
        self.stdout.write(f"Issue {issue.number} leaves at {local(due_at)}{waits}.")
        if is_unusual(due_at):
            self.stdout.write("As a rule no issue leaves at this moment. Look at it once more.")
