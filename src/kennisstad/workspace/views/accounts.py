# SPDX-License-Identifier: EUPL-1.2
"""Accounts of a period: the list with a new one, and the page of one with all that can be done to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Agreement
from kennisstad.progress import accounting
from kennisstad.progress.account_files import FORMATS, file_of
from kennisstad.progress.drawing import document, made_of
from kennisstad.progress.models import Account
from kennisstad.progress.rules import may_account
from kennisstad.workspace.forms.accounts import IntroductionForm, NewAccountForm
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_form, desk_page, show

LIST, PAGE = "workspace:accounts", "workspace:account"
ACCOUNTS_A_PAGE = 25


@desk_form
def accounts(request: DeskRequest) -> HttpResponse:
    allow(may_account(request.user))
    form = _new_form(request.POST if request.method == "POST" else None)
    at, made = timezone.now(), list[Account]()

    def do() -> None:
        given = form.cleaned_data
        days = {"starts_on": given["starts_on"], "ends_on": given["ends_on"]}
        agreement = Agreement.objects.get(pk=given["agreement"])
        made.append(accounting.draft(agreement, **days, by=request.user, at=at))

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The figures are gathered. Read them, and write an introduction."))
        return redirect(PAGE, made[0].pk) if made else redirect(LIST)
    known = Account.objects.newest().defer("figures").select_related("agreement")
    found = known.prefetch_related("agreement__texts")
    page = Paginator(found, ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    wrong = form if form.is_bound else None
    return show(request, "workspace/accounts.html", {"page": page, "form": form}, wrong=wrong)


@desk_page
def account(request: DeskRequest, pk: int) -> HttpResponse:
    return account_page(request, pk)


@desk_page
def account_file(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    shown = _found(request, pk)
    if kind not in FORMATS:
        raise Http404
    return file_of(made_of(shown), kind)


@desk_action(PAGE)
def account_introduce(request: DeskRequest, pk: int) -> HttpResponse:
    shown = _found(request, pk)
    form = IntroductionForm(request.POST, ident=_ident(request.POST.get("theme", "")))

    def do(**said: Any) -> None:
        accounting.introduce(shown, theme=form.cleaned_data["theme"], words=form.said, **said)

    return _press(request, pk, form, do, _("The introduction is saved."))


@desk_action(PAGE)
def account_regather(request: DeskRequest, pk: int) -> HttpResponse:
    shown, form = _found(request, pk), DeskForm(request.POST, ident="regather")
    said = _("The figures are gathered anew.")
    return _press(request, pk, form, lambda **who: accounting.regather(shown, **who), said)


@desk_action(PAGE)
def account_publish(request: DeskRequest, pk: int) -> HttpResponse:
    shown, form = _found(request, pk), DeskForm(request.POST, ident="publish")
    said = _("The account is public. Its figures and words are frozen.")
    return _press(request, pk, form, lambda **who: accounting.publish(shown, **who), said)


@desk_action(PAGE)
def account_discard(request: DeskRequest, pk: int) -> HttpResponse:
    shown, form = _found(request, pk), DeskForm(request.POST, ident="discard")
    said = _("The draft is thrown away.")
    return _press(request, pk, form, lambda **who: accounting.discard(shown, **who), said, back_to=LIST)


def account_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show one account; with `wrong`, the form that was not taken, as it was filled in."""
    shown = _found(request, pk)
    made = made_of(shown)
    drawn = document(made)
    # Before the whole, which has no name of its own, and before each theme.
    parts = [("", None), *((one.key, one.name) for one in drawn.sections if one.key)]
    context = {
        "kept": shown,
        "account": drawn,
        "formats": FORMATS.items(),
        "introductions": [
            (name, _introduction(theme, made.introductions.get(theme, {}), wrong)) for theme, name in parts
        ],
        "steps": {step: DeskForm(ident=step) for step in ("publish", "regather", "discard")},
    }
    return show(request, "workspace/account.html", context, wrong=wrong)


def _press(
    request: DeskRequest,
    pk: int,
    form: DeskForm,
    do: Callable[..., object],
    sentence: str | Promise,
    *,
    back_to: str = PAGE,
) -> HttpResponse:
    at = timezone.now()
    if not form.done(lambda: do(by=request.user, at=at), at=at):
        return account_page(request, pk, form)
    messages.success(request, str(sentence))
    return redirect(back_to) if back_to == LIST else redirect(back_to, pk)


def _found(request: DeskRequest, pk: int) -> Account:
    allow(may_account(request.user))
    return get_object_or_404(Account.objects.select_related("agreement"), pk=pk)


def _new_form(data: Any) -> NewAccountForm:
    signed = Agreement.objects.public().newest().prefetch_related("texts")
    return NewAccountForm(data, agreements=[(one.pk, str(one)) for one in signed], ident="new")


def _introduction(theme: str, words: Any, wrong: DeskForm | None) -> DeskForm:
    ident = _ident(theme)
    if wrong is not None and wrong.ident == ident:
        return wrong
    return IntroductionForm(ident=ident, initial={"theme": theme}, before=words)


def _ident(theme: str) -> str:
    return f"introduction-{theme or 'whole'}"
