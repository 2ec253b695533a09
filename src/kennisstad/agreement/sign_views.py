# SPDX-License-Identifier: EUPL-1.2
"""Signing by link, without an account, and the document for everybody once it is signed."""

from datetime import timedelta
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kennisstad.agreement.actions import signing
from kennisstad.agreement.forms import KeyForm, SignedForm, SigningForm
from kennisstad.agreement.models import Agreement, Signatory
from kennisstad.agreement.signers import (
    can_sign_now,
    content_of,
    has_signed,
    newest_revision,
    signatories_of,
    signatory_with,
)
from kennisstad.agreement.signing.loading import can_sign
from kennisstad.agreement.signing.refusing import Refused
from kennisstad.web.headers import personal
from kennisstad.web.limits import look_up, spend
from kennisstad.web.public_forms import public_form
from kennisstad.web.refusals import Gone, NotNow, TooLarge
from kennisstad.web.sent_files import LARGEST_BYTES

HOUR = timedelta(hours=1)
GUESSES = 200
"""Wrong codes in an hour, after which a network gets no answer."""
TRIES = 20
"""Of one person in an hour: each opens a file with a password, which takes a while."""
ROOM_FOR_THE_FORM_BYTES = 100_000


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out the document of a version that was signed."""
    return _handed_out(get_object_or_404(Agreement.objects.public(), key=key))


@require_safe
def signatures(request: HttpRequest, key: str) -> HttpResponse:
    """Say who signed a version, how and when, with the document where there is one."""
    agreement = get_object_or_404(Agreement.objects.public().prefetch_related("texts"), key=key)
    context = {
        "agreement": agreement,
        "signatories": signatories_of(agreement),
        "revision": newest_revision(agreement),
    }
    return render(request, "agreement/signatures.html", context)


@personal
@require_safe
def sign(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _invited(request, code), code)


@personal
@require_safe
def own_document(request: HttpRequest, code: str) -> HttpResponse:
    return _handed_out(_invited(request, code).agreement)


@personal
@public_form
@require_POST
def sign_with_key(request: HttpRequest, code: str) -> HttpResponse:
    signatory = _invited_to_send(request, code)
    form = KeyForm(request.POST, files=request.FILES)
    if form.is_valid():
        try:
            signing.sign_with_key(
                signatory,
                key=form.content(),
                password=form.cleaned_data["password"],
                by=None,
                at=timezone.now(),
            )
            return redirect("agreement:sign", code)
        except Refused as refused:
            form.refuse(refused)
    return _page(request, signatory, code, key_form=form)


@personal
@public_form
@require_POST
def send_signed(request: HttpRequest, code: str) -> HttpResponse:
    signatory = _invited_to_send(request, code)
    form = SignedForm(request.POST, files=request.FILES)
    if form.is_valid():
        try:
            signing.take_signed(signatory, pdf=form.content(), by=None, at=timezone.now())
            return redirect("agreement:sign", code)
        except Refused as refused:
            form.refuse(refused)
    return _page(request, signatory, code, signed_form=form)


def _page(
    request: HttpRequest,
    signatory: Signatory,
    code: str,
    *,
    key_form: KeyForm | None = None,
    signed_form: SignedForm | None = None,
) -> HttpResponse:
    agreement = signatory.agreement
    wrong: SigningForm | None = key_form or signed_form
    context = {
        "agreement": agreement,
        "signatory": signatory,
        "code": code,
        "wrong": wrong,
        "has_signed": has_signed(signatory),
        "may_sign": signatory.pk in [one.pk for one in can_sign_now(agreement)],
        "can_sign": can_sign(),
        "signatories": signatories_of(agreement),
        "key_form": key_form or KeyForm(),
        "signed_form": signed_form or SignedForm(),
    }
    return render(request, "agreement/sign.html", context, status=400 if wrong else 200)


def _invited_to_send(request: HttpRequest, code: str) -> Signatory:
    """Find who sends a file, before a byte of it is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES:
        raise TooLarge(_("This file is larger than 10 MB. Choose the document of the agreement."))
    signatory = _invited(request, code)
    spend("agreement.sign", str(signatory.pk), limit=TRIES, per=HOUR, at=timezone.now())
    return signatory


def _invited(request: HttpRequest, code: str) -> Signatory:
    find = partial(signatory_with, code)
    signatory = look_up("agreement.guess", request, find, limit=GUESSES, per=HOUR)
    if signatory is None:
        raise Http404
    if signatory.link_until is None or signatory.link_until < timezone.now():
        raise Gone(_("This link has expired. Ask our desk for a new one: then you can still sign."))
    return signatory


def _handed_out(agreement: Agreement) -> HttpResponse:
    if (revision := newest_revision(agreement)) is None:
        raise Http404
    try:
        answer = HttpResponse(content_of(revision), content_type="application/pdf")
    except NotNow as damaged:
        raise Http404 from damaged
    answer.headers["Content-Disposition"] = f'inline; filename="{agreement.key}.pdf"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
