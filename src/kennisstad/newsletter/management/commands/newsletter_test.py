# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.accounts.models import User
from kennisstad.languages.models import Language
from kennisstad.lib.files import shown
from kennisstad.newsletter.management.one_issue import IssueCommand
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.trying import send_test


class Command(IssueCommand):
    help = "Send an issue as it is now to somebody with an account, before readers get it"
    example = "kennisstad newsletter test 12 anna@city.example --language en"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("address", help="the e-mail address of somebody with an account")
        parser.add_argument("--language", choices=Language.values, default=Language.NL.value)

    def do(self, issue: Issue, options: dict[str, Any]) -> None:
        found = User.objects.filter(is_active=True, email__iexact=options["address"])
        to = found.order_by("pk").first() if options["address"] else None
        if to is None:
            raise CommandError(f"Nobody with an account has the address {shown(options['address'])}.")
        leaves = send_test(issue, to=to, language=options["language"], by=None, at=timezone.now())
        kept = "No mail server is set: the test is kept at Mail."
        self.stdout.write("A worker sends the test within a minute." if leaves else kept)
