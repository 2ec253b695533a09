# SPDX-License-Identifier: EUPL-1.2
"""What the commands about one agreement share: find it, and tell a refusal in one sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kennisstad.agreement.management.finding import agreement_with
from kennisstad.agreement.models import Agreement
from kennisstad.web.management.refusing import refusals_told


class AgreementCommand(BaseCommand):
    """A command whose first word is the key of an agreement, which stands in its address."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the agreement, by its name in addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_told():
            self.do(agreement_with(options["key"]), options)

    def do(self, agreement: Agreement, options: dict[str, Any]) -> None:
        """Do it, in the language of the command line.

        Raises:
            NotNow: it cannot be done now.
        """
        raise NotImplementedError
