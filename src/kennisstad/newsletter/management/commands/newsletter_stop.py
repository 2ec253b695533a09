# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.newsletter.management.one_issue import IssueCommand
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.sending_actions import stop


class Command(IssueCommand):
    help = "End an issue for good: whoever has not got it does not get it"
    example = "kennisstad newsletter stop 12"

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        stop(issue, by=None, at=timezone.now())
        self.stdout.write(f"Issue {issue.number} is stopped for good.")
