# SPDX-License-Identifier: EUPL-1.2
"""Who signs, who did, whose turn it is, and the document as it is by now."""

import hashlib

from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.codes import digest
from kennisstad.agreement.models import Agreement, Revision, Signatory, Status
from kennisstad.agreement.turns import whose_turn
from kennisstad.web.refusals import NotNow

DAMAGED = _("The document that we kept is not what it was. Call our desk: it can be put back from a backup.")


def signatories_of(agreement: Agreement) -> list[Signatory]:
    """Give those who sign, in their order, with partner and signature; one query."""
    return list(agreement.signatories.in_turn().select_related("partner", "signature"))


def has_signed(signatory: Signatory) -> bool:
    return hasattr(signatory, "signature")


def can_sign_now(agreement: Agreement) -> list[Signatory]:
    """Give those whose turn it is; nobody before the agreement is offered or after it is signed."""
    if agreement.status != Status.OFFERED:
        return []
    all_of_them = signatories_of(agreement)
    places = whose_turn([has_signed(one) for one in all_of_them], in_order=agreement.in_order)
    return [all_of_them[place] for place in places]


def signatory_with(code: str) -> Signatory | None:
    """Give whom a code was sent to, however long ago; nothing for a code that a newer one replaced."""
    found = Signatory.objects.filter(code_digest=digest(code))
    return found.select_related("agreement", "partner", "signature").first()


def newest_revision(agreement: Agreement) -> Revision | None:
    return agreement.revisions.order_by("-number").first()


def content_of(revision: Revision) -> bytes:
    """Read a revision's file.

    Raises:
        NotNow: it is gone, or not what was kept.
    """
    try:
        with revision.content.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError as gone:
        raise NotNow(DAMAGED) from gone
    if hashlib.sha256(content).hexdigest() != revision.sha256:
        raise NotNow(DAMAGED)
    return content
