# SPDX-License-Identifier: EUPL-1.2
"""Take a person off the list of researchers for good, also before any import brings them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kennisstad.partners import actions
from kennisstad.partners.research import ids


class Command(BaseCommand):
    help = "Take a person off the list of researchers, and never import them again"
    example = "kennisstad research opt-out 0000-0002-1825-0097"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="ORCID iD or OpenAlex id of the person")
        parser.add_argument("--undo", action="store_true", help="the person asks to be imported again")

    def handle(self, *args: Any, **options: Any) -> None:
        public_id = ids.orcid(options["id"]) or ids.openalex(options["id"], kind="A")
        if not public_id:
            raise CommandError(
                f"{options['id'][:60]!r} is no ORCID iD such as 0000-0002-1825-0097 "
                "and no id of an OpenAlex author such as A5000000001."
            )
        self.stdout.write(self._undo(public_id) if options["undo"] else self._leave_out(public_id))

    def _leave_out(self, public_id: str) -> str:
        if actions.opt_out(public_id, at=timezone.now()):
            return f"{public_id} is off the list, and no import brings this person back."
        return f"{public_id} is kept out; nobody is on the list under this number."

    def _undo(self, public_id: str) -> str:
        if not actions.withdraw_opt_out([public_id]):
            raise CommandError(f"{public_id} did not opt out; nothing was changed.")
        return f"Imports may bring {public_id} in again. Do the same for the person's other ids."
