# SPDX-License-Identifier: EUPL-1.2
"""Readers ask for the newsletter, confirm, choose and leave: without an account, a cookie or a script."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisstad.lib.mail_address import compared, without_tag
from kennisstad.newsletter import consent, leaving, subscribing, tokens
from kennisstad.newsletter.models import Reader
from kennisstad.newsletter.models.reader import Status
from kennisstad.newsletter.persons import all_of
from kennisstad.newsletter.queries import reader_with
from kennisstad.newsletter.reader_forms import ChoicesForm, SignUpForm
from kennisstad.web.headers import personal
from kennisstad.web.limits import is_spent, network_of, spend, whole_site_of
from kennisstad.web.public_forms import public_form
from kennisstad.web.refusals import NotNow, TooOften

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LETTERS_AN_HOUR = 120
"""To whoever no browser worked for: a flood of sign-ups sends no more than this to strangers."""
LETTERS_NEAR = 6
"""Of those to whoever asks from one place, so that a few places cannot use up what is for everybody."""
LETTERS_TO = 3
"""A day to one address. Who gave a proof is counted apart: a machine cannot use up a person's letters."""
LETTERS_TAGGED = 6
"""A day to one mailbox, whatever stands after a plus in its address."""
CHOICES_AN_HOUR = 20
"""Of one reader: each that changes something stands in the journal."""
ONE_PRESS = "newsletter.form"
ONE_CLICK = ("List-Unsubscribe", "One-Click")
"""What a mail program sends when its user presses its own button (RFC 8058)."""


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    language = get_language() or "nl"
    sent = request.POST if request.method == "POST" else None
    form = SignUpForm(sent, initial={"key": uuid.uuid4(), "language": language})
    if not form.is_valid():
        context = {"form": form, "consent": consent.consent_text(language)}
        return render(request, "newsletter/sign_up.html", context, status=400 if form.errors else 200)
    now = timezone.now()
    spend("newsletter.sign-up", network_of(request), limit=20, per=HOUR, at=now)
    if not form.is_by_a_machine and not _was_pressed(form, now):
        _count_a_letter(request, form, now)
        _ask_once(form, now)
    return redirect("newsletter:signed_up")


@require_safe
def signed_up(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody, whether the address was known or not."""
    return render(request, "newsletter/signed_up.html")


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more; only the button confirms, for the machines that open every link in a letter."""
    now = timezone.now()
    told = tokens.to_confirm(code, at=now)
    reader = reader_with(told[0]) if told else None
    if told is None or reader is None:
        return _no_such_link(request, now)
    is_new = request.method == "POST" and _is_confirmed_now(reader, told[1], now)
    if request.method != "POST" and reader.status != Status.READING:
        again = consent.consent_text(reader.language)
        words = again if reader.status == Status.STOPPED else reader.consent_words
        about = {"reader": reader, "code": code, "words": words, "chosen": ChoicesForm.of(reader).chosen()}
        return render(request, "newsletter/confirm.html", about)
    context = {"is_new": is_new, "code": tokens.choices_code(reader.key)}
    return render(request, "newsletter/confirmed.html", context)


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, code: str) -> HttpResponse:
    key, now = tokens.to_choose(code), timezone.now()
    reader = reader_with(key) if key else None
    if reader is None:
        return _no_such_reader(request, key, now)
    form = ChoicesForm.of(reader, request.POST if request.method == "POST" else None)
    is_saved = form.is_valid()
    if is_saved:
        spend("newsletter.choose", str(reader.key), limit=CHOICES_AN_HOUR, per=HOUR, at=now)
        subscribing.choose(reader, form.choices, at=now)
    context = {
        "form": form,
        "reader": reader,
        "code": code,
        "leave": tokens.leave_code(reader.key),
        "is_saved": is_saved,
        "kept": all_of(reader),
    }
    return render(request, "newsletter/choices.html", context, status=400 if form.errors else 200)


@personal
@require_safe
def choices_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give a reader all that is kept of them, for a program."""
    key = tokens.to_choose(code)
    reader = reader_with(key) if key else None
    if reader is None:
        return _no_such_reader(request, key, timezone.now())
    name = _("what-we-keep.json")
    kept = JsonResponse(all_of(reader), json_dumps_params={"ensure_ascii": False, "indent": 2})
    kept["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a person, obey a mail program; whoever left before is told the same."""
    key, now = tokens.to_leave(code), timezone.now()
    if key is None:
        return _no_such_link(request, now)
    if request.method != "POST" and reader_with(key) is not None:
        return render(request, "newsletter/leave.html", {"code": code})
    is_leaving = request.method == "POST" and leaving.leave(key, by_id=None, at=now)
    if request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]:
        return HttpResponse(_("You get no newsletter any more."), content_type="text/plain; charset=utf-8")
    return render(request, "newsletter/left.html", {"is_leaving": is_leaving})


def _is_confirmed_now(reader: Reader, asked_at: datetime, at: datetime) -> bool:
    try:
        subscribing.confirm(reader, asked_at=asked_at, at=at)
    except NotNow:
        # The button pressed twice: there is nothing left to do.
        return False
    return True


def _was_pressed(form: SignUpForm, at: datetime) -> bool:
    return is_spent(ONE_PRESS, str(form.cleaned_data["key"]), limit=1, at=at)


def _count_a_letter(request: HttpRequest, form: SignUpForm, at: datetime) -> None:
    """Count one letter.

    Raises:
        TooOften: so many letters went to this address, or to everybody, that this one has to wait.
    """
    email, trusted = form.cleaned_data["email"], form.is_trusted(request, at=at)
    if not trusted:
        # Without script a letter comes all the same, as long as few ask: only its reader can confirm it.
        _spend_a_letter_to_strangers("newsletter.letters-near", whole_site_of(request), LETTERS_NEAR, at)
        _spend_a_letter_to_strangers("newsletter.letters", "strangers", LETTERS_AN_HOUR, at)
    purpose = "newsletter.sign-up-to" if trusted else "newsletter.sign-up-to-unproven"
    spend(purpose, compared(email), limit=LETTERS_TO, per=DAY, at=at)
    spend(f"{purpose}-tagged", without_tag(email), limit=LETTERS_TAGGED, per=DAY, at=at)


@transaction.atomic
def _ask_once(form: SignUpForm, at: datetime) -> None:
    """Keep the press and what it asked together: when that fails, the same form can be pressed again."""
    try:
        spend(ONE_PRESS, str(form.cleaned_data["key"]), limit=1, per=DAY, at=at)
    except TooOften:
        # Two presses at the same moment: the other one writes.
        return
    subscribing.ask(form.cleaned_data["email"], form.choices, at=at)


def _spend_a_letter_to_strangers(purpose: str, who: str, limit: int, at: datetime) -> None:
    try:
        spend(purpose, who, limit=limit, per=HOUR, at=at)
    except TooOften as often:
        until = timezone.localtime(at + often.retry_after + timedelta(minutes=1))
        told = _(
            "So many people ask for the newsletter now that we take no more. Come back after %(time)s; "
            "your address was not kept."
        )
        raise TooOften(told % {"time": f"{until:%H:%M}"}, retry_after=often.retry_after) from often


def _no_such_reader(request: HttpRequest, key: uuid.UUID | None, at: datetime) -> HttpResponse:
    """Say to who left that they did; the same to any whole link, whoever it was made for."""
    if key is None:
        return _no_such_link(request, at)
    return render(request, "newsletter/left.html", {"is_leaving": False}, status=410)


def _no_such_link(request: HttpRequest, at: datetime) -> HttpResponse:
    """Say what to do about a link that is altered, too old or used up."""
    spend("newsletter.code", network_of(request), limit=60, per=HOUR, at=at)
    return render(request, "newsletter/no_link.html", status=410)
