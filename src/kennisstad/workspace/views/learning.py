# SPDX-License-Identifier: EUPL-1.2
"""How matching learns: the weights in use, every model that was learned, and which one orders candidates."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab import learning as actions
from kennisstad.citylab.models import LearnedModel
from kennisstad.citylab.rules import may_change_model, may_see_model
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.queries.learning import evidence, weights_of
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, show

PAGE = "workspace:learned_model"


@desk_page
def learning(request: DeskRequest) -> HttpResponse:
    allow(may_see_model(request.user))
    in_use = actions.model_in_use()
    context = {
        "in_use": in_use,
        "weights": weights_of(in_use),
        "evidence": evidence(),
        "versions": LearnedModel.objects.newest(),
    }
    return show(request, "workspace/learning.html", context)


@desk_page
def learned_model(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_see_model(request.user))
    return _model_page(request, get_object_or_404(LearnedModel, pk=pk))


@desk_action(PAGE)
def use_model(request: DeskRequest, pk: int) -> HttpResponse:
    learned, at = _changed(request, pk), timezone.now()
    form = DeskForm(request.POST, ident="use")
    if form.done(lambda: actions.put_in_use(learned, by=request.user, at=at), at=at):
        messages.success(request, _("This model orders the candidates from now on."))
        return redirect(PAGE, pk)
    return _model_page(request, learned, form)


@desk_action(PAGE)
def go_back(request: DeskRequest, pk: int) -> HttpResponse:
    learned, at = _changed(request, pk), timezone.now()
    form = DeskForm(request.POST, ident="go-back")
    if form.done(lambda: actions.go_back(learned, by=request.user, at=at), at=at):
        messages.success(request, _("The model before this one orders the candidates again."))
        return redirect("workspace:learning")
    return _model_page(request, learned, form)


def _changed(request: DeskRequest, pk: int) -> LearnedModel:
    allow(may_change_model(request.user))
    return get_object_or_404(LearnedModel, pk=pk)


def _model_page(request: DeskRequest, learned: LearnedModel, wrong: DeskForm | None = None) -> HttpResponse:
    context = {
        "learned": learned,
        "weights": weights_of(learned.model),
        "figures": learned.figures,
        "may_change": may_change_model(request.user),
        "use": DeskForm(ident="use"),
        "go_back": DeskForm(ident="go-back"),
    }
    return show(request, "workspace/learned_model.html", context, wrong=wrong)
