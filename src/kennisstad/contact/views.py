# SPDX-License-Identifier: EUPL-1.2
"""Write to the city without an account, and come back with a code."""

import uuid
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisstad.contact import actions, queries
from kennisstad.contact.following import code_of
from kennisstad.contact.forms import AccessibilityForm, CodeForm, MessageForm, WriteForm
from kennisstad.contact.models import Kind, Message
from kennisstad.contact.models.message import ABOUT
from kennisstad.web.forms import clean_words
from kennisstad.web.headers import personal
from kennisstad.web.limits import look_up, network_of, spend
from kennisstad.web.public_forms import public_form

HOUR = timedelta(hours=1)
GUESSES = 60
"""Wrong codes in an hour, after which a network gets no answer."""


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    return _writing(request, WriteForm, "contact/write.html")


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def accessibility(request: HttpRequest) -> HttpResponse:
    return _writing(request, AccessibilityForm, "contact/accessibility.html")


def _writing(request: HttpRequest, kind: type[MessageForm], template: str) -> HttpResponse:
    if request.method != "POST":
        return render(
            request, template, {"form": kind(initial={"key": uuid.uuid4(), **_begun_with(request)})}
        )
    form = kind(request.POST)
    if not form.is_valid():
        return render(request, template, {"form": form}, status=400)
    spend("contact.write", network_of(request), limit=20, per=HOUR, at=timezone.now())
    if form.is_by_a_machine:
        return redirect("contact:find")
    message = _keep(request, form)
    if form.is_a_repeat:
        return render(request, "web/repeat.html", {"find": reverse("contact:find")})
    return redirect("contact:follow", code_of(message.key, message.code_digest))


@transaction.atomic
def _keep(request: HttpRequest, form: MessageForm) -> Message:
    # In one transaction: when the message cannot be kept, its proof is not used up.
    trusted = form.is_trusted(request, at=timezone.now())
    language = get_language() or settings.LANGUAGE_CODE
    return actions.receive(**form.message(), language=language, look_first=not trusted, at=timezone.now())


def _begun_with(request: HttpRequest) -> dict[str, str]:
    """Give what the page that somebody came from says: `?page=/wijken/` and `?about=partner:museum`."""
    kind, _colon, key = clean_words(request.GET.get("about", ""))[:120].partition(":")
    page = clean_words(request.GET.get("page", ""))[:300]
    return {"page": page, **({"kind": kind, ABOUT[Kind(kind)]: key} if kind in ABOUT else {})}


@personal
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a follow code, and go to its message."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        message = _message_with(request, form.cleaned_data["code"])
        if message is not None:
            return redirect("contact:follow", code_of(message.key, message.code_digest))
        form.add_error("code", _("We do not know this code. Check each letter, or call our desk."))
    return render(request, "contact/find.html", {"form": form}, status=400 if form.errors else 200)


@personal
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    message = _message_with(request, code)
    if message is None:
        raise Http404
    return render(request, "contact/follow.html", {"message": message, "code": code})


def _message_with(request: HttpRequest, code: str) -> Message | None:
    find = partial(queries.message_with, code)
    return look_up("contact.guess", request, find, limit=GUESSES, per=HOUR, refusal="")
