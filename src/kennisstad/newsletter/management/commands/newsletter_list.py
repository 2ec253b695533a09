# SPDX-License-Identifier: EUPL-1.2
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.newsletter.management.one_issue import local
from kennisstad.newsletter.models import Issue


class Command(BaseCommand):
    help = "List the issues of the newsletter, the newest first"
    example = "kennisstad newsletter list --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [_row(issue) for issue in Issue.objects.newest().prefetch_related("texts")]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        if not rows:
            self.stdout.write("There is no issue yet. Write one with: kennisstad newsletter draft")
        for row in rows:
            self.stdout.write(
                f"{row['issue']:>4}  {row['status']:<9}{row['leaves']:<18}{row['subject']}".rstrip()
            )


def _row(issue: Issue) -> dict[str, Any]:
    text = issue.text_in("en")
    return {
        "issue": issue.number,
        "status": issue.status,
        "since": issue.since.isoformat(),
        "until": issue.until.isoformat(),
        "leaves": local(issue.leaves_at),
        "readers": issue.readers,
        "subject": text.subject if text else "",
    }
