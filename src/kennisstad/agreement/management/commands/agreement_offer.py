# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.agreement.actions.offering import offer
from kennisstad.agreement.management.one_agreement import AgreementCommand
from kennisstad.agreement.models import Agreement


class Command(AgreementCommand):
    help = "Offer an agreement for signing: its document is made, and its text stays as it is"
    example = "kennisstad agreement offer leiden-2028"

    def do(self, agreement: Agreement, options: dict[str, Any]) -> None:
        revision = offer(agreement, by=None, at=timezone.now())
        self.stdout.write(
            f"{agreement.key} is offered for signing. The SHA-256 of its document is {revision.sha256}"
        )
