# SPDX-License-Identifier: EUPL-1.2
"""What the commands about one issue share: find it by its number, and tell a refusal in one sentence."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kennisstad.lib.files import shown
from kennisstad.newsletter.models import Issue
from kennisstad.web.management.refusing import refusals_told


class IssueCommand(BaseCommand):
    """A command whose first word is the number of an issue."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("issue", type=int, metavar="N", help="as `kennisstad newsletter list` says")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["issue"]
        issue = Issue.objects.filter(number=number).first() if 0 <= number < 2**31 else None
        if issue is None:
            raise CommandError(f"There is no issue {number}. `kennisstad newsletter list` names them.")
        with refusals_told():
            self.do(issue, options)

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        """Do it, in the language of the command line.

        Raises:
            NotNow: it cannot be done now.
        """
        raise NotImplementedError


def moment_named(said: str) -> datetime:
    """Read a moment in the city's time, such as `2026-12-04 10:00`.

    Raises:
        CommandError: it is none, or of another century.
    """
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise CommandError(f"{shown(said)} is no moment. Write it as '2026-12-04 10:00'.") from None
    if not 2000 <= moment.year < 2100:
        raise CommandError(f"{shown(said)} is not of this century. Look at the year again.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def local(moment: datetime | None) -> str:
    """Write a moment in the city's time."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
