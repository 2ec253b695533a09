# SPDX-License-Identifier: EUPL-1.2
"""Offer an agreement for signing, and take it back as long as nobody signed."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement import paper
from kennisstad.agreement.actions.holding import hold, hold_draft, note
from kennisstad.agreement.actions.keeping import keep_revision
from kennisstad.agreement.actions.readiness import faults_before_offering
from kennisstad.agreement.models import Agreement, Revision, Signature, Status
from kennisstad.agreement.signing.loading import can_sign, part
from kennisstad.web.refusals import NotNow

SOMEBODY_SIGNED = _("Somebody signed already. From now on who signs and what they sign stays as it is.")
NOT_OFFERED = _("This agreement is not offered for signing now.")


def faults_before_signing(agreement: Agreement) -> list[str | Promise]:
    """Tell all that must be done before the agreement can be offered, its signatories among it."""
    return [*faults_before_offering(agreement), *_of_signatories(agreement)]


def _of_signatories(agreement: Agreement) -> Iterable[str | Promise]:
    named = set(agreement.signatories.values_list("partner", flat=True))
    parties = list(agreement.parties.filter(left_on=None).select_related("partner").order_by("partner__name"))
    if not named:
        yield _("Nobody signs yet. Say who signs for each party.")
        return
    if agreement.quorum and agreement.quorum > len(named):
        yield _("More signatures are needed than there are people who sign. Change that number.")
    for party in parties:
        if party.partner_id not in named and not agreement.quorum:
            yield format_lazy(_("Nobody signs for {party} yet. Say who does."), party=party.partner)
    for left in agreement.signatories.exclude(partner__in=[one.partner_id for one in parties]):
        yield format_lazy(
            _("{name} would sign for nobody who takes part. Take this name out."), name=left.name
        )


@transaction.atomic
def offer(agreement: Agreement, *, by: User | None, at: datetime) -> Revision:
    """Make the document that the parties sign; from now on the text stays as it is.

    Raises:
        NotNow: something is missing in it, or it is no draft.
        NoPaper: this machine cannot make a PDF.
    """
    hold_draft(agreement)
    if faults := faults_before_signing(agreement):
        raise NotNow(faults[0])
    agreement.status = Status.OFFERED
    agreement.save(update_fields=["status"])
    note("agreement.offered", agreement, by, at)
    return _make_document(agreement, at)


def _make_document(agreement: Agreement, at: datetime) -> Revision:
    document = paper.document(agreement)
    if can_sign():
        document = part("making").make_ready(document)
    return keep_revision(agreement, document, number=0, at=at)


@transaction.atomic
def make_anew(agreement: Agreement, *, at: datetime) -> None:
    """Make the document of an offered agreement again, after the names in it changed; nobody signed yet."""
    _throw_away(agreement)
    _make_document(agreement, at)


@transaction.atomic
def withdraw(agreement: Agreement, *, by: User | None, at: datetime) -> None:
    """Make it a draft again; the document goes, and the links that were sent lead nowhere.

    Raises:
        NotNow: somebody signed, or it is not offered.
    """
    hold(agreement)
    if agreement.status != Status.OFFERED:
        raise NotNow(NOT_OFFERED)
    if Signature.objects.filter(signatory__agreement=agreement).exists():
        raise NotNow(SOMEBODY_SIGNED)
    _throw_away(agreement)
    agreement.signatories.update(code_digest="", link_until=None)
    agreement.status = Status.DRAFT
    agreement.save(update_fields=["status"])
    note("agreement.taken-back", agreement, by, at)


def _throw_away(agreement: Agreement) -> None:
    for revision in agreement.revisions.all():
        file = revision.content
        revision.delete()
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
