# SPDX-License-Identifier: EUPL-1.2
"""What the commands about one round share: find it, and tell a refusal in one sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisstad.rounds.models import Round
from kennisstad.web.management.refusing import refusals_told


class RoundCommand(BaseCommand):
    """A command whose first word is the number of a round."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", type=int, metavar="N", help="as `kennisstad round list` says")

    def handle(self, *args: Any, **options: Any) -> None:
        number = options["round"]
        round = Round.objects.with_words().filter(pk=number).first() if number < 2**31 else None
        if round is None:
            raise CommandError(f"There is no round {number}. `kennisstad round list` names them.")
        with refusals_told():
            self.do(round, options)

    def do(self, round: Round, options: dict[str, Any]) -> None:
        """Do it, in the language of the command line.

        Raises:
            NotNow: it cannot be done now.
        """
        raise NotImplementedError
