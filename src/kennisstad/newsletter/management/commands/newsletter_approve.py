# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.accounts.models import User
from kennisstad.lib.files import shown
from kennisstad.newsletter.management.one_issue import IssueCommand, local
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.planning import approve
from kennisstad.newsletter.rules import may_edit_newsletter


class Command(IssueCommand):
    help = "Agree that a planned issue leaves, as a second person"
    example = "kennisstad newsletter approve 12 --by anna"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--by", required=True, metavar="NAME", help="the sign-in name of who approves")

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        user = User.objects.filter(username=options["by"], is_active=True).first()
        if user is None or not may_edit_newsletter(user):
            raise CommandError(f"Nobody called {shown(options['by'])} may approve the newsletter.")
        approve(issue, planned_at=issue.planned_at, by=user, at=timezone.now())
        self.stdout.write(f"Issue {issue.number} is approved and leaves at {local(issue.due_at)}.")
