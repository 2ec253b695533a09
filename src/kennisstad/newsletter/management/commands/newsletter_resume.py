# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.newsletter.management.one_issue import IssueCommand
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.sending_actions import resume


class Command(IssueCommand):
    help = "Let a paused issue go on where it was"
    example = "kennisstad newsletter resume 12"

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        resume(issue, by=None, at=timezone.now())
        self.stdout.write(f"Issue {issue.number} goes on.")
