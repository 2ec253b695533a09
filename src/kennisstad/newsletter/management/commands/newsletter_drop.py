# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.newsletter.management.one_issue import IssueCommand
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.planning import drop


class Command(IssueCommand):
    help = "Do not send an issue; its days go along with the next one"
    example = "kennisstad newsletter drop 12"

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        drop(issue, by=None, at=timezone.now())
        self.stdout.write(f"Issue {issue.number} is not sent. What it told goes along with the next one.")
