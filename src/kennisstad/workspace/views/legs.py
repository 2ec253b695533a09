# SPDX-License-Identifier: EUPL-1.2
"""The broker cuts a question into legs, leaves one out, puts another in its place, or joins them again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab import legs
from kennisstad.citylab.models import Question
from kennisstad.citylab.relay import relay_of
from kennisstad.citylab.rules import may_see_desk, may_serve_askers
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.legs import ReplaceForm, SizeForm, SplitForm
from kennisstad.workspace.forms.questions import OutcomeForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, show

PAGE = "workspace:parts"


@desk_page
def parts(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_see_desk(request.user))
    asked = get_object_or_404(Question, pk=pk)
    return redirect(PAGE, asked.leg_of_id) if asked.leg_of_id else _page(request, asked)


@desk_action(PAGE)
def split(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at = _served(request, pk), timezone.now()
    if "more" in request.POST:
        return _page(request, asked, again=SplitForm(initial=request.POST.dict(), ident="split"))
    form = SplitForm(request.POST, ident="split")

    def do() -> None:
        legs.split(asked, plans=form.plans, messages=form.messages, by=request.user, at=at)

    return _done(request, asked, form, do, _("The question is cut into parts. The first ones are open."))


@desk_action(PAGE)
def enlarge(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at, form = _served(request, pk), timezone.now(), SizeForm(request.POST, ident="size")

    def do() -> None:
        legs.enlarge(asked, form=form.chosen, by=request.user, at=at)

    return _done(request, asked, form, do, _("The form of the work is set."))


@desk_action(PAGE)
def drop_leg(request: DeskRequest, pk: int) -> HttpResponse:
    leg, at = _served(request, pk), timezone.now()
    form = OutcomeForm(request.POST, ident=f"drop-{pk}")

    def do() -> None:
        legs.drop(leg, messages=form.messages, by=request.user, at=at)

    return _done(request, leg, form, do, _("This part is left out. The asker hears of it."))


@desk_action(PAGE)
def replace_leg(request: DeskRequest, pk: int) -> HttpResponse:
    leg, at = _served(request, pk), timezone.now()
    form = ReplaceForm(request.POST, ident=f"replace-{pk}")

    def do() -> None:
        legs.replace(leg, plan=form.plans[0], messages=form.messages, by=request.user, at=at)

    return _done(request, leg, form, do, _("The other part stands in its place."))


@desk_action(PAGE)
def join_again(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at, form = _served(request, pk), timezone.now(), OutcomeForm(request.POST, ident="join")

    def do() -> None:
        legs.join_again(asked, messages=form.messages, by=request.user, at=at)

    return _done(request, asked, form, do, _("The question is whole again, and open."))


def _served(request: DeskRequest, pk: int) -> Question:
    allow(may_serve_askers(request.user))
    return get_object_or_404(Question.objects.select_related("leg_of"), pk=pk)


def _done(
    request: DeskRequest, asked: Question, form: DeskForm, do: Callable[[], None], said: Any
) -> HttpResponse:
    whole = asked.leg_of_id or asked.pk
    if form.done(do, at=timezone.now()):
        messages.success(request, said)
        return redirect(PAGE, whole)
    return _page(request, get_object_or_404(Question, pk=whole), form)


def _page(
    request: DeskRequest, asked: Question, wrong: DeskForm | None = None, again: DeskForm | None = None
) -> HttpResponse:
    bound = {form.ident: form for form in (wrong, again) if form}
    chain = relay_of(asked.pk, among=Question.objects.all())
    context = {
        "question": asked,
        "relay": chain,
        "serves": may_serve_askers(request.user),
        "can_split": asked.can_be_split,
        "split": bound.get("split") or SplitForm(ident="split"),
        "size": bound.get("size") or SizeForm(ident="size", initial={"form": asked.form}),
        "join": bound.get("join") or OutcomeForm(ident="join"),
        "legs": [
            (
                leg,
                bound.get(f"drop-{leg.question.pk}") or OutcomeForm(ident=f"drop-{leg.question.pk}"),
                bound.get(f"replace-{leg.question.pk}") or ReplaceForm(ident=f"replace-{leg.question.pk}"),
            )
            for leg in (chain.legs if chain else [])
        ],
    }
    return show(request, "workspace/split.html", context, wrong=wrong)
