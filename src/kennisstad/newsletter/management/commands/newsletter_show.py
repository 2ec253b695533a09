# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import override

from kennisstad.languages.models import Language
from kennisstad.newsletter.issues import progress_of
from kennisstad.newsletter.management.one_issue import IssueCommand, local
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.rendering import load
from kennisstad.newsletter.trying import tried


class Command(IssueCommand):
    help = "Show how far an issue is, or the mail that it becomes"
    example = "kennisstad newsletter show 12 --language en --text"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--language", choices=Language.values, default=Language.NL.value)
        written = parser.add_mutually_exclusive_group()
        written.add_argument("--text", action="store_true", help="the text part of the mail")
        written.add_argument("--html", action="store_true", help="the other part")

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        whole = load(issue)
        if options["text"] or options["html"]:
            made = tried(whole, whole.items, options["language"])
            self.stdout.write(made.text if options["text"] else made.html, ending="")
            return
        self._tell(issue)
        for item in whole.items:
            with override(options["language"]):
                said = item.texts.get(options["language"]) or next(iter(item.texts.values()))
            self.stdout.write(f"  {item.section:<10}{said.title}")

    def _tell(self, issue: Issue) -> None:
        leaves = f", leaves at {local(issue.due_at)}" if issue.is_unfinished and issue.due_at else ""
        self.stdout.write(f"Issue {issue.number}: {issue.status}{leaves}; {issue.since} to {issue.until}.")
        if progress := progress_of(issue):
            ends = ", ".join(f"{status} {number}" for status, number in sorted(progress.by_status.items()))
            self.stdout.write(f"Readers: {progress.readers}. {ends}".rstrip())
