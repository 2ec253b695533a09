# SPDX-License-Identifier: EUPL-1.2
"""Say who signs for each party, in which order, and how many must."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.agreement.actions.holding import FIXED, hold, note
from kennisstad.agreement.actions.offering import SOMEBODY_SIGNED, make_anew
from kennisstad.agreement.models import Agreement, Signatory, Signature, Status
from kennisstad.agreement.signers import has_signed
from kennisstad.partners.models import Partner
from kennisstad.web.refusals import NotNow

MOST = 40


@transaction.atomic
def add_signatory(
    agreement: Agreement,
    partner: Partner,
    *,
    name: str,
    post: str,
    email: str,
    language: str,
    by: User | None,
    at: datetime,
) -> Signatory:
    """Let somebody sign for a party, after those who were named before.

    Raises:
        NotNow: the partner takes no part or has somebody, somebody signed, or it is too late.
    """
    _hold_unsigned(agreement)
    _check_partner(agreement, partner)
    if agreement.signatories.count() >= MOST:
        raise NotNow(_("Forty people sign this already. That is as many as we take."))
    last = agreement.signatories.in_turn().last()
    signatory = Signatory.objects.create(
        agreement=agreement,
        partner=partner,
        place=last.place + 1 if last else 1,
        name=name,
        post=post,
        email=email,
        language=language,
    )
    note("agreement.signatory-added", agreement, by, at, signatory=signatory.pk)
    _renew(agreement, at)
    return signatory


@transaction.atomic
def change_signatory(
    signatory: Signatory,
    *,
    name: str,
    post: str,
    email: str,
    language: str,
    by: User | None,
    at: datetime,
) -> None:
    """Let another person sign for the party, or write the name or address in another way.

    The document keeps the names that it has once somebody signed. A link that was sent leads nowhere any
    more when the name or the address changes: it was for somebody else.

    Raises:
        NotNow: this person signed, or the agreement is signed.
    """
    agreement = signatory.agreement
    _hold_unfinished(agreement)
    signatory.refresh_from_db()
    if has_signed(signatory):
        raise NotNow(_("This person signed already."))
    if (name, email) != (signatory.name, signatory.email):
        signatory.code_digest, signatory.invited_at, signatory.link_until = "", None, None
    signatory.name, signatory.post, signatory.email, signatory.language = name, post, email, language
    signatory.save()
    note("agreement.signatory-changed", agreement, by, at, signatory=signatory.pk)
    if not _somebody_signed(agreement):
        _renew(agreement, at)


@transaction.atomic
def remove_signatory(signatory: Signatory, *, by: User | None, at: datetime) -> None:
    """Take a name out.

    Raises:
        NotNow: somebody signed, the agreement is signed, or nobody would be left to sign what is offered.
    """
    agreement = signatory.agreement
    _hold_unsigned(agreement)
    if agreement.status == Status.OFFERED and agreement.signatories.count() <= (agreement.quorum or 1):
        raise NotNow(_("Too few people would be left to sign. Take the agreement back first."))
    note("agreement.signatory-removed", agreement, by, at, signatory=signatory.pk)
    signatory.delete()
    _renew(agreement, at)


@transaction.atomic
def set_terms(
    agreement: Agreement, *, in_order: bool, quorum: int | None, by: User | None, at: datetime
) -> None:
    """Say whether people sign one after another, and how many must; nothing means all.

    Raises:
        NotNow: somebody signed, the agreement is signed, or there are fewer people than that.
    """
    _hold_unsigned(agreement)
    if quorum is not None and not 1 <= quorum <= agreement.signatories.count():
        raise NotNow(_("So many signatures cannot come: fewer people sign. Choose a lower number."))
    agreement.in_order, agreement.quorum = in_order, quorum
    agreement.save(update_fields=["in_order", "quorum"])
    note("agreement.signing-set", agreement, by, at, in_order=in_order, quorum=quorum)


@transaction.atomic
def move_up(signatory: Signatory, *, by: User | None, at: datetime) -> None:
    """Let somebody sign one place earlier.

    Raises:
        NotNow: it is the first already, somebody signed, or the agreement is signed.
    """
    agreement = signatory.agreement
    _hold_unsigned(agreement)
    listed = list(agreement.signatories.in_turn())
    place = [one.pk for one in listed].index(signatory.pk)
    if place == 0:
        raise NotNow(_("This person is the first already."))
    listed.insert(place - 1, listed.pop(place))
    for number, one in enumerate(listed, start=1):
        one.place = number
    Signatory.objects.bulk_update(listed, ["place"])
    note("agreement.signatory-changed", agreement, by, at, signatory=signatory.pk)
    _renew(agreement, at)


def _hold_unfinished(agreement: Agreement) -> None:
    hold(agreement)
    if agreement.status == Status.SIGNED:
        raise NotNow(FIXED[Status.SIGNED])


def _hold_unsigned(agreement: Agreement) -> None:
    _hold_unfinished(agreement)
    if _somebody_signed(agreement):
        raise NotNow(SOMEBODY_SIGNED)


def _somebody_signed(agreement: Agreement) -> bool:
    return Signature.objects.filter(signatory__agreement=agreement).exists()


def _check_partner(agreement: Agreement, partner: Partner) -> None:
    if not agreement.parties.filter(partner=partner, left_on=None).exists():
        raise NotNow(_("This partner takes no part in the agreement. Add it as a party first."))
    if agreement.signatories.filter(partner=partner).exists():
        raise NotNow(_("Somebody signs for this party already. Change that name instead."))


def _renew(agreement: Agreement, at: datetime) -> None:
    """Let an offered document say who signs it."""
    if agreement.status == Status.OFFERED:
        make_anew(agreement, at=at)
