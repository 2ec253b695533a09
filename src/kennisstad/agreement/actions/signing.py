# SPDX-License-Identifier: EUPL-1.2
"""Sign an agreement: with a certificate here, with one elsewhere, or on paper."""

from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import hold, note
from kennisstad.agreement.actions.inviting import NOT_YOUR_TURN
from kennisstad.agreement.actions.keeping import keep_revision, kept_or_gone
from kennisstad.agreement.actions.offering import NOT_OFFERED
from kennisstad.agreement.models import Agreement, Revision, Signatory, Signature, Status, Way
from kennisstad.agreement.signers import (
    DAMAGED,
    can_sign_now,
    content_of,
    has_signed,
    newest_revision,
    signatories_of,
)
from kennisstad.agreement.signing.certificates import Certificate, check_day, check_person
from kennisstad.agreement.signing.loading import part
from kennisstad.agreement.turns import is_complete
from kennisstad.web.refusals import NotNow
from kennisstad.web.sent_files import JPEG, PDF, PNG, FileRefused, kind_of

REASON = "{agreement} ({post}, {party})"


@transaction.atomic
def sign_with_key(
    signatory: Signatory, *, key: bytes, password: str, by: User | None, at: datetime
) -> Signature:
    """Sign with a key from a PKCS#12 file, which is used here and kept nowhere.

    Raises:
        NotNow: it is not this person's turn.
        Refused: the file, its password or the certificate is not right.
    """
    newest = _hold_turn(signatory)
    opened = part("keys").open_pkcs12(key, password)
    return _put_in(signatory, newest, opened, by, at)


def _put_in(signatory: Signatory, newest: Revision, opened: Any, by: User | None, at: datetime) -> Signature:
    check_person(opened.certificate, name=signatory.name, email=signatory.email)
    before = content_of(newest)
    signed = part("making").sign(
        before,
        opened,
        field=f"Signatory{signatory.pk}",
        name=signatory.name,
        reason=REASON.format(agreement=signatory.agreement, post=signatory.post, party=signatory.partner),
        at=at,
    )
    # Looked at like one from elsewhere: of some kinds of keys nobody could check the signature.
    part("verifying").added(before, signed)
    return _keep_signed(signatory, newest, signed, opened.certificate, by, at)


@transaction.atomic
def take_signed(signatory: Signatory, *, pdf: bytes, by: User | None, at: datetime) -> Signature:
    """Take the document that somebody signed with a program of their own.

    Raises:
        NotNow: it is not this person's turn.
        Refused: it is another document, was changed, or its new signature is not this person's.
    """
    newest = _hold_turn(signatory)
    found = part("verifying").added(content_of(newest), pdf)
    check_person(found.certificate, name=signatory.name, email=signatory.email)
    check_day(found.certificate, at)
    return _keep_signed(signatory, newest, pdf, found.certificate, by, at)


def sign_on_paper(
    signatory: Signatory,
    *,
    scan: BinaryIO,
    name: str,
    size_bytes: int,
    signed_on: date,
    by: User | None,
    at: datetime,
) -> Signature:
    """Write down that somebody signed on paper, with the scan of it.

    Raises:
        FileRefused: the scan is no PDF, PNG or JPEG of at most 10 MB.
        NotNow: it is not this person's turn, or was signed on a day that cannot be.
    """
    kind = kind_of(scan, name=name, size_bytes=size_bytes)
    if kind not in (PDF, PNG, JPEG):
        raise FileRefused(_("Send the scan as a PDF or a picture (PNG, JPEG)."))
    signature = Signature(
        signatory=signatory,
        way=Way.PAPER,
        signed_on=signed_on,
        entered_at=at,
        scan=File(scan, name),
        scan_type=kind.media_type,
    )
    with kept_or_gone(signature.scan), transaction.atomic():
        _check_day(_hold_turn(signatory), signed_on, at)
        _keep(signature, by, at)
    return signature


def _check_day(offered: Revision, signed_on: date, at: datetime) -> None:
    first = offered.agreement.revisions.get(number=0)
    if signed_on > localdate(at):
        raise NotNow(_("This day has not come yet."))
    if signed_on < localdate(first.made_at):
        raise NotNow(_("On that day the document was not there yet. Look at the day again."))


def _hold_turn(signatory: Signatory) -> Revision:
    """Wait for whoever signs at the same moment, and go on with the document as it is then."""
    agreement = signatory.agreement
    hold(agreement)
    signatory.refresh_from_db()
    if has_signed(signatory):
        raise NotNow(_("This person signed already."))
    if agreement.status != Status.OFFERED:
        raise NotNow(NOT_OFFERED)
    if signatory.pk not in [one.pk for one in can_sign_now(agreement)]:
        raise NotNow(NOT_YOUR_TURN)
    if (newest := newest_revision(agreement)) is None:
        raise NotNow(DAMAGED)
    return newest


def _keep_signed(
    signatory: Signatory,
    newest: Revision,
    signed: bytes,
    certificate: Certificate,
    by: User | None,
    at: datetime,
) -> Signature:
    revision = keep_revision(signatory.agreement, signed, number=newest.number + 1, at=at)
    signature = Signature(
        signatory=signatory,
        way=Way.CERTIFICATE,
        signed_on=localdate(at),
        entered_at=at,
        revision=revision,
        certificate=f"{certificate.name} ({certificate.issuer})"[:300],
        fingerprint=certificate.fingerprint,
    )
    with kept_or_gone(revision.content):
        _keep(signature, by, at)
    return signature


def _keep(signature: Signature, by: User | None, at: datetime) -> None:
    signature.save()
    agreement, whose = signature.signatory.agreement, signature.signatory_id
    note("agreement.signature-added", agreement, by, at, signatory=whose, way=signature.way)
    _complete(agreement, by, at)


def _complete(agreement: Agreement, by: User | None, at: datetime) -> None:
    """Let the agreement count as signed once enough people have."""
    signed = [has_signed(one) for one in signatories_of(agreement)]
    if not is_complete(signed, agreement.quorum):
        return
    days = Signature.objects.filter(signatory__agreement=agreement).aggregate(last=Max("signed_on"))
    agreement.status, agreement.signed_on = Status.SIGNED, days["last"]
    agreement.save(update_fields=["status", "signed_on"])
    note("agreement.signed", agreement, by, at)
