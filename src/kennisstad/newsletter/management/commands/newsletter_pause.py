# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.newsletter.management.one_issue import IssueCommand
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.sending_actions import pause


class Command(IssueCommand):
    help = "Let nothing more of an issue leave until it is resumed"
    example = "kennisstad newsletter pause 12"

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        pause(issue, by=None, at=timezone.now())
        self.stdout.write(f"Issue {issue.number} is paused: whoever has not got it waits.")
