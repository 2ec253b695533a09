# SPDX-License-Identifier: EUPL-1.2
"""The ambassadors' network: who is in it, signing up, confirming, leaving, and writing to somebody."""

import uuid
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisstad.web.headers import personal
from kennisstad.web.limits import network_of, spend
from kennisstad.web.public_forms import public_form
from kennisstad.web.refusals import Gone
from kennisstad.welcome import actions, consent, queries, tokens
from kennisstad.welcome.forms import MessageForm, SignUpForm
from kennisstad.welcome.models import Ambassador

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID = ("alias", "country", "speaks", "connection", "subjects", "email")
LOOK_FIRST = "first"
PURPOSES = {"confirm": tokens.to_confirm, "leave": tokens.to_leave}


@require_safe
def ambassadors(request: HttpRequest) -> HttpResponse:
    return render(request, "welcome/ambassadors.html", {"ambassadors": queries.ambassadors()})


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    words, sent = consent.consent_text(), request.POST if request.method == "POST" else None
    form = SignUpForm(sent, consent_text=words, initial={"key": uuid.uuid4()})
    if not form.is_valid():
        status = 400 if form.errors else 200
        return render(request, "welcome/sign_up.html", {"form": form}, status=status)
    given, now = form.cleaned_data, timezone.now()
    spend("welcome.sign-up", network_of(request), limit=20, per=HOUR, at=now)
    if not form.is_by_a_machine:
        spend("welcome.sign-up-to", given["email"].casefold(), limit=3, per=DAY, at=now)
        trusted = form.is_trusted(request, at=now)
        actions.sign_up(
            key=given["key"],
            said={name: given[name] for name in SAID},
            language=get_language() or "nl",
            consent=(consent.VERSION, words),
            look_first=not trusted,
            at=now,
        )
        return redirect(_after("welcome:signed_up", trusted))
    return redirect("welcome:signed_up")


@require_safe
def signed_up(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody, whether the address was known or not."""
    return render(request, "welcome/signed_up.html", {"look_first": LOOK_FIRST in request.GET})


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more; only the button confirms, for the machines that open every link in a letter."""
    ambassador = _with_code(request, code, "confirm")
    if request.method != "POST":
        return render(request, "welcome/confirm.html", {"ambassador": ambassador, "code": code})
    actions.confirm(ambassador, at=timezone.now())
    return render(
        request, "welcome/done.html", {"heading": _("Thank you, you have confirmed"), "waits": True}
    )


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    ambassador = _with_code(request, code, "leave")
    if request.method != "POST":
        return render(request, "welcome/leave.html", {"ambassador": ambassador, "code": code})
    actions.remove(ambassador, by=None, at=timezone.now())
    return render(request, "welcome/done.html", {"heading": _("You have left the network"), "waits": False})


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to an ambassador; the desk passes it on."""
    ambassador = get_object_or_404(Ambassador.objects.public(), pk=pk)
    form = MessageForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    if not form.is_valid():
        context = {"form": form, "ambassador": ambassador}
        return render(request, "welcome/write.html", context, status=400 if form.errors else 200)
    given, now = form.cleaned_data, timezone.now()
    spend("welcome.write", network_of(request), limit=10, per=HOUR, at=now)
    if not form.is_by_a_machine:
        trusted = form.is_trusted(request, at=now)
        words = {name: given[name] for name in ("key", "name", "email", "words")}
        actions.send_message(ambassador, **words, look_first=not trusted, at=now)
    return redirect("welcome:written")


def _after(name: str, trusted: bool) -> str:
    """Give the page that thanks: it says the same to everybody, but for who came without a proof."""
    return reverse(name) if trusted else f"{reverse(name)}?{LOOK_FIRST}"


@require_safe
def written(request: HttpRequest) -> HttpResponse:
    return render(request, "welcome/written.html")


def _with_code(request: HttpRequest, code: str, purpose: str) -> Ambassador:
    """Find who has this code.

    Raises:
        Gone: the code is altered, too old or used up.
    """
    key = PURPOSES[purpose](code)
    found = Ambassador.objects.filter(key=key).first() if key else None
    if found is None:
        spend("welcome.code", network_of(request), limit=60, per=HOUR, at=timezone.now())
        raise Gone(_("This link no longer works: it was used, is too old, or is not whole."))
    return found
