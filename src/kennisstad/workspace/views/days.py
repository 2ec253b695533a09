# SPDX-License-Identifier: EUPL-1.2
"""Days of themed years: who asks for one, and what the desk answers."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.days import DeclineDayForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, show
from kennisstad.years import actions, queries
from kennisstad.years.models import Adoption
from kennisstad.years.rules import may_answer_days

MOST_COMING = 50


@desk_page
def days(request: DeskRequest) -> HttpResponse:
    allow(may_answer_days(request.user))
    return _page(request)


@desk_form
def agree(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident=f"agree-{pk}")
    said = _("Agreed. The day stands on the site with the name of its owner.")
    return _pressed(request, pk, form, actions.agree, said)


@desk_form
def decline(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeclineDayForm(request.POST, ident=f"decline-{pk}")

    def do(adoption: Adoption, *, by: User, at: datetime) -> None:
        actions.decline(adoption, **form.change, by=by, at=at)

    return _pressed(request, pk, form, do, _("Said no. The day is free again."))


@desk_form
def let_through(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident=f"agree-{pk}")
    return _pressed(request, pk, form, actions.let_through, _("The wish waits among the others now."))


@desk_form
def throw_away(request: DeskRequest, pk: int) -> HttpResponse:
    form = DeskForm(request.POST, ident=f"agree-{pk}")
    return _pressed(request, pk, form, actions.throw_away, _("The wish was thrown away."))


def _pressed(
    request: DeskRequest, pk: int, form: DeskForm, action: Callable[..., None], said: str | Promise
) -> HttpResponse:
    if request.method != "POST":
        return redirect("workspace:days")
    allow(may_answer_days(request.user))
    adoption, at = get_object_or_404(Adoption, pk=pk), timezone.now()
    if not form.done(lambda: action(adoption, by=request.user, at=at), at=at):
        return _page(request, form)
    messages.success(request, str(said))
    return redirect("workspace:days")


def _page(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    waiting = queries.waiting()[:MOST_COMING]
    context = {
        "unseen": [(one, *_forms(one, wrong)) for one in queries.unseen()[:MOST_COMING]],
        "waiting": [(one, *_forms(one, wrong)) for one in waiting],
        "coming": queries.agreed_from(timezone.localdate())[:MOST_COMING],
    }
    return show(request, "workspace/days.html", context, wrong=wrong)


def _forms(adoption: Adoption, wrong: DeskForm | None) -> tuple[DeskForm, DeskForm]:
    """Give the two buttons of a day; the form that was refused keeps what was written in it."""
    idents = f"agree-{adoption.pk}", f"decline-{adoption.pk}"
    agreeing, declining = DeskForm(ident=idents[0]), DeclineDayForm(ident=idents[1])
    if wrong and wrong.ident == idents[1]:
        return agreeing, wrong
    return agreeing, declining
