# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from kennisstad.agreement.actions.inviting import invite
from kennisstad.agreement.management.one_agreement import AgreementCommand
from kennisstad.agreement.models import Agreement, Signatory
from kennisstad.agreement.signers import can_sign_now
from kennisstad.lib.files import on_a_terminal, shown


class Command(AgreementCommand):
    help = "Write to those whose turn it is to sign, with a link that works for 14 days"
    example = "kennisstad agreement invite leiden-2028 --partner universiteit-leiden"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--partner", default="", metavar="KEY", help="only who signs for this partner")

    def do(self, agreement: Agreement, options: dict[str, Any]) -> None:
        invited = _wanted(agreement, options["partner"])
        if not invited:
            raise CommandError(f"Nobody can sign {agreement.key} now: it is not offered, or all have signed.")
        for signatory in invited:
            invite(signatory, by=None, at=timezone.now())
            self.stdout.write(on_a_terminal(f"{signatory.name} ({signatory.partner}) gets a letter."))


def _wanted(agreement: Agreement, key: str) -> list[Signatory]:
    if not key:
        return [one for one in can_sign_now(agreement) if one.email]
    found = agreement.signatories.filter(partner__key=key).first()
    if found is None:
        raise CommandError(f"Nobody signs {agreement.key} for a partner {shown(key)!r}.")
    return [found]
