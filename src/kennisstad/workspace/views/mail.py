# SPDX-License-Identifier: EUPL-1.2
"""The outbox: which letters wait, went or failed."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.rules import may_see_outbox
from kennisstad.mail import actions
from kennisstad.mail.models import Letter
from kennisstad.workspace import rules
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.queries.letters import as_seen
from kennisstad.workspace.views.framed import framed
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, show

LETTERS_A_PAGE = 50


@desk_page
def mail(request: DeskRequest) -> HttpResponse:
    allow(may_see_outbox(request.user))
    page = Paginator(Letter.objects.newest(), LETTERS_A_PAGE).get_page(request.GET.get("page"))
    letters = [as_seen(letter, readable=rules.may_read(request.user, letter)) for letter in page]
    context = {"page": page, "letters": letters, "letters_leave": bool(settings.SMTP_URL)}
    return show(request, "workspace/mail.html", context)


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@desk_page
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_see_outbox(request.user))
    return _letter_page(request, pk)


@desk_page
def letter_html(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer with a kept newsletter itself, to stand in a frame of its page."""
    allow(may_see_outbox(request.user))
    one = get_object_or_404(Letter.objects.with_html(), pk=pk)
    allow(rules.may_read(request.user, one))
    return framed(one.html)


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
@desk_action("workspace:letter")
def try_again(request: DeskRequest, pk: int) -> HttpResponse:
    allow(rules.may_send_again(request.user))
    one, at, form = get_object_or_404(Letter, pk=pk), timezone.now(), DeskForm(request.POST, ident="again")
    if form.done(lambda: actions.try_again(one, by_id=request.user.pk, at=at), at=at):
        messages.success(request, _("The letter is in line. It leaves within a minute."))
        return redirect("workspace:letter", pk)
    return _letter_page(request, pk, form)


def _letter_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    one = get_object_or_404(Letter, pk=pk)
    context = {
        "letter": as_seen(one, readable=rules.may_read(request.user, one)),
        "letters_leave": bool(settings.SMTP_URL),
        "again": DeskForm(ident="again") if rules.may_send_again(request.user) else None,
    }
    return show(request, "workspace/letter.html", context, wrong=wrong)
