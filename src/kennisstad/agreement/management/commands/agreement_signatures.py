# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from kennisstad.agreement.management.one_agreement import AgreementCommand
from kennisstad.agreement.models import Agreement, Signatory
from kennisstad.agreement.signers import has_signed, newest_revision, signatories_of
from kennisstad.lib.files import on_a_terminal


class Command(AgreementCommand):
    help = "Say who signs an agreement, who did, when and how"
    example = "kennisstad agreement signatures leiden-2028"

    def do(self, agreement: Agreement, options: dict[str, Any]) -> None:
        quorum = agreement.quorum or "all"
        order = "one after another" if agreement.in_order else "in any order"
        self.stdout.write(f"{agreement.key}: {agreement.get_status_display()}; {quorum} must sign, {order}.")
        for one in signatories_of(agreement):
            self.stdout.write(on_a_terminal(f"- {one.name}, {one.post}, for {one.partner}: {_state(one)}"))
        if revision := newest_revision(agreement):
            self.stdout.write(f"The SHA-256 of the document is {revision.sha256}")


def _state(signatory: Signatory) -> str:
    if not has_signed(signatory):
        return "invited" if signatory.link_until else "not invited"
    signature = signatory.signature
    how = f"certificate of {signature.certificate}" if signature.certificate else "on paper"
    return f"signed on {signature.signed_on}, {how}"
