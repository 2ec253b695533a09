# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.newsletter.management.one_issue import IssueCommand
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.planning import take_back


class Command(IssueCommand):
    help = "Make a planned issue a draft again; whoever approved it has to do so again"
    example = "kennisstad newsletter take-back 12"

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        take_back(issue, by=None, at=timezone.now())
        self.stdout.write(f"Issue {issue.number} is a draft again.")
