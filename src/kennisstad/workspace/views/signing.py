# SPDX-License-Identifier: EUPL-1.2
"""Signing an agreement: who signs, offering it, inviting, what came on paper, and who signed what."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement import signers
from kennisstad.agreement.actions import inviting, offering, signatories, signing
from kennisstad.agreement.models import Agreement, Signatory, Signature, Status
from kennisstad.agreement.rules import may_keep_agreement
from kennisstad.agreement.signing.loading import can_sign
from kennisstad.partners.models import Partner
from kennisstad.web.sent_files import KINDS, LARGEST_BYTES
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.signing import PaperForm, SignatoryForm, SigningTermsForm
from kennisstad.workspace.views.page import DeskRequest, allow, at_most, desk_action, desk_page, press, show

PAGE = "workspace:signing"
ROOM_FOR_THE_FORM_BYTES = 100_000
ENDINGS = {kind.media_type: kind.extension for kind in KINDS}


@desk_page
def signing_desk(request: DeskRequest, pk: int) -> HttpResponse:
    return signing_page(request, pk)


def signing_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show how far signing is; with `wrong`, the form that was not taken, as it was filled in."""
    agreement = _signed_here(request, pk)
    bound = {wrong.ident: wrong} if wrong else {}
    people = signers.signatories_of(agreement)
    context = {
        "agreement": agreement,
        "people": [_row(one, bound) for one in people],
        "turns": [one.pk for one in signers.can_sign_now(agreement)],
        "is_fixed": agreement.is_signed or any(signers.has_signed(one) for one in people),
        "faults": offering.faults_before_signing(agreement) if agreement.status == Status.DRAFT else [],
        "document": signers.newest_revision(agreement),
        "can_sign": can_sign(),
        "add": bound.get("add") or SignatoryForm(parties=_parties(agreement), ident="add"),
        "terms": bound.get("terms") or SigningTermsForm(agreement=agreement, ident="terms"),
        "button": DeskForm(ident="button"),
    }
    return show(request, "workspace/signing.html", context, wrong=wrong)


def _row(one: Signatory, bound: dict[str, DeskForm]) -> dict[str, Any]:
    change, paper = f"change-{one.pk}", f"paper-{one.pk}"
    return {
        "person": one,
        "has_signed": signers.has_signed(one),
        "change": bound.get(change) or SignatoryForm(signatory=one, ident=change),
        "paper": bound.get(paper) or PaperForm(ident=paper),
    }


_press = partial(press, page=signing_page, back_to=PAGE)


@desk_action(PAGE)
def signing_offer(request: DeskRequest, pk: int) -> HttpResponse:
    agreement, at, form = _signed_here(request, pk), timezone.now(), DeskForm(request.POST, ident="offer")
    said = _("The document is made. Now invite those who sign.")
    return _press(request, pk, form, lambda: offering.offer(agreement, by=request.user, at=at), said)


@desk_action(PAGE)
def signing_withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    agreement, at, form = _signed_here(request, pk), timezone.now(), DeskForm(request.POST, ident="withdraw")
    said = _("It is a draft again. Links that were sent lead nowhere now.")
    return _press(request, pk, form, lambda: offering.withdraw(agreement, by=request.user, at=at), said)


@desk_action(PAGE)
def signing_terms(request: DeskRequest, pk: int) -> HttpResponse:
    agreement, at = _signed_here(request, pk), timezone.now()
    form = SigningTermsForm(request.POST, agreement=agreement, ident="terms")

    def do() -> None:
        order, quorum = form.cleaned_data["in_order"], form.cleaned_data["quorum"]
        signatories.set_terms(agreement, in_order=order, quorum=quorum, by=request.user, at=at)

    return _press(request, pk, form, do, _("It is changed."))


@desk_action(PAGE)
def signing_add(request: DeskRequest, pk: int) -> HttpResponse:
    agreement, at = _signed_here(request, pk), timezone.now()
    form = SignatoryForm(request.POST, parties=_parties(agreement), ident="add")

    def do() -> None:
        partner = Partner.objects.get(pk=form.cleaned_data["partner"])
        signatories.add_signatory(agreement, partner, **form.said, by=request.user, at=at)

    return _press(request, pk, form, do, _("This person signs."))


@desk_action(PAGE)
def signing_change(request: DeskRequest, pk: int, signatory: int) -> HttpResponse:
    person, at = _person(request, pk, signatory), timezone.now()
    form = SignatoryForm(request.POST, signatory=person, ident=f"change-{signatory}")

    def do() -> None:
        signatories.change_signatory(person, **form.said, by=request.user, at=at)

    return _press(request, pk, form, do, _("It is changed."))


@desk_action(PAGE)
def signing_remove(request: DeskRequest, pk: int, signatory: int) -> HttpResponse:
    person, at, form = _person(request, pk, signatory), timezone.now(), DeskForm(request.POST, ident="remove")

    def do() -> None:
        signatories.remove_signatory(person, by=request.user, at=at)

    return _press(request, pk, form, do, _("This name is taken out."))


@desk_action(PAGE)
def signing_up(request: DeskRequest, pk: int, signatory: int) -> HttpResponse:
    person, at, form = _person(request, pk, signatory), timezone.now(), DeskForm(request.POST, ident="up")

    def do() -> None:
        signatories.move_up(person, by=request.user, at=at)

    return _press(request, pk, form, do, _("This person signs one place earlier."))


@desk_action(PAGE)
def signing_invite(request: DeskRequest, pk: int, signatory: int) -> HttpResponse:
    person, at, form = _person(request, pk, signatory), timezone.now(), DeskForm(request.POST, ident="invite")

    def do() -> None:
        inviting.invite(person, by=request.user, at=at)

    said = _("The invitation lies with the mail. Its link works for 14 days, and an older one no longer.")
    return _press(request, pk, form, do, said)


@desk_action(PAGE)
@at_most(LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES, _("This file is larger than 10 MB. Make it smaller."))
def signing_paper(request: DeskRequest, pk: int, signatory: int) -> HttpResponse:
    person, at = _person(request, pk, signatory), timezone.now()
    form = PaperForm(request.POST, files=request.FILES, ident=f"paper-{signatory}")

    def do() -> None:
        scan, day = form.cleaned_data["scan"], form.cleaned_data["signed_on"]
        signing.sign_on_paper(
            person, scan=scan, name=scan.name, size_bytes=scan.size, signed_on=day, by=request.user, at=at
        )

    return _press(request, pk, form, do, _("The signature on paper counts."))


@desk_page
def signing_document(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand out the document as it is by now."""
    revision = signers.newest_revision(_signed_here(request, pk))
    if revision is None:
        raise Http404
    return _attached(signers.content_of(revision), "application/pdf", f"{revision.agreement.key}.pdf")


@desk_page
def signing_scan(request: DeskRequest, pk: int, signatory: int) -> HttpResponse:
    """Hand out the scan of a signature on paper."""
    person = _person(request, pk, signatory)
    signature = get_object_or_404(Signature.objects.exclude(scan=""), signatory=person)
    try:
        with signature.scan.open("rb") as file:
            content = file.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    ending = ENDINGS.get(signature.scan_type, "bin")
    return _attached(content, signature.scan_type, f"scan-{signatory}.{ending}")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _signed_here(request: DeskRequest, pk: int) -> Agreement:
    agreement = get_object_or_404(Agreement, pk=pk)
    allow(may_keep_agreement(request.user))
    return agreement


def _person(request: DeskRequest, pk: int, signatory: int) -> Signatory:
    return get_object_or_404(Signatory, pk=signatory, agreement=_signed_here(request, pk))


def _parties(agreement: Agreement) -> list[tuple[int, str]]:
    """Give the parties for which nobody signs yet."""
    named = agreement.signatories.values_list("partner", flat=True)
    free = agreement.parties.filter(left_on=None).exclude(partner__in=named)
    return [
        (one.partner_id, one.partner.name) for one in free.select_related("partner").order_by("partner__name")
    ]
