# SPDX-License-Identifier: EUPL-1.2
"""What can be done for a commitment, one button each."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.actions import commitments as promises
from kennisstad.agreement.actions import figures
from kennisstad.agreement.models import Commitment
from kennisstad.agreement.rules import may_keep_agreement, may_see_version, may_tell_figures
from kennisstad.progress import actions
from kennisstad.progress.models import Verdict
from kennisstad.progress.rules import may_assess, may_link
from kennisstad.projects.models import Project, Result
from kennisstad.web.refusals import NotNow
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.commitments import (
    AssessForm,
    FigureForm,
    LinkForm,
    TakeBackForm,
    WithdrawForm,
)
from kennisstad.workspace.views.commitments import commitment_form, commitment_page
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, press

PAGE = "workspace:commitment"
_press = partial(press, page=commitment_page, back_to=PAGE)


@desk_action(PAGE)
def commitment_edit(request: DeskRequest, pk: int) -> HttpResponse:
    shown, at = _commitment(pk), timezone.now()
    allow(may_keep_agreement(request.user))
    form = commitment_form(shown.agreement, request.POST, shown=shown)

    def do() -> None:
        promises.edit_commitment(shown, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, _("It is changed."))


@desk_action(PAGE)
def commitment_remove(request: DeskRequest, pk: int) -> HttpResponse:
    removed, at, form = _commitment(pk), timezone.now(), DeskForm(request.POST, ident="remove")
    allow(may_keep_agreement(request.user))
    if not form.done(lambda: promises.remove_commitment(removed, by=request.user, at=at), at=at):
        return commitment_page(request, pk, form)
    messages.success(request, _("The commitment is taken out of the draft."))
    return redirect("workspace:agreement", removed.agreement_id)


@desk_action(PAGE)
def commitment_serve(request: DeskRequest, pk: int) -> HttpResponse:
    shown, at, form = _linked(request, pk), timezone.now(), LinkForm(request.POST, ident="serve")

    def do() -> None:
        project = Project.objects.filter(pk=form.cleaned_data["number"]).first()
        if project is None:
            raise NotNow(_("There is no project with this number. Look it up by its title."))
        actions.serve(shown, project, by=request.user, at=at)

    return _press(request, pk, form, do, _("The project serves this commitment."))


@desk_action(PAGE)
def commitment_stop_serving(request: DeskRequest, pk: int, serving: int) -> HttpResponse:
    ending, at = get_object_or_404(_linked(request, pk).servings, pk=serving), timezone.now()
    form = DeskForm(request.POST, ident="stop-serving")

    def do() -> None:
        actions.stop_serving(ending, by=request.user, at=at)

    return _press(request, pk, form, do, _("The project serves this commitment no more."))


@desk_action(PAGE)
def commitment_show_result(request: DeskRequest, pk: int) -> HttpResponse:
    shown, at, form = _linked(request, pk), timezone.now(), LinkForm(request.POST, ident="show")

    def do() -> None:
        result = Result.objects.filter(pk=form.cleaned_data["number"]).first()
        if result is None:
            raise NotNow(_("There is no result with this number. Look it up by its title."))
        actions.show_result(shown, result, by=request.user, at=at)

    return _press(request, pk, form, do, _("The result shows what came of this commitment."))


@desk_action(PAGE)
def commitment_take_away(request: DeskRequest, pk: int, evidence: int) -> HttpResponse:
    ending, at = get_object_or_404(_linked(request, pk).evidence, pk=evidence), timezone.now()
    form = DeskForm(request.POST, ident="take-away")

    def do() -> None:
        actions.take_away(ending, by=request.user, at=at)

    return _press(request, pk, form, do, _("The result stands with this commitment no more."))


@desk_action(PAGE)
def commitment_add_figure(request: DeskRequest, pk: int) -> HttpResponse:
    shown, at = _told(request, pk), timezone.now()
    form = FigureForm(request.POST, commitment=shown, ident="figure")

    def do() -> None:
        figures.add_figure(shown, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, _("The figure is added. Older ones stay beside it."))


@desk_action(PAGE)
def commitment_withdraw(request: DeskRequest, pk: int, figure: int) -> HttpResponse:
    wrong, at = get_object_or_404(_told(request, pk).figures, pk=figure), timezone.now()
    form = WithdrawForm(request.POST, figure=wrong, ident=f"withdraw-{figure}")

    def do() -> None:
        figures.withdraw_figure(wrong, **form.change(), by=request.user, at=at)

    return _press(
        request, pk, form, do, _("The figure is withdrawn. It stays to be read, and counts no more.")
    )


@desk_action(PAGE)
def commitment_assess(request: DeskRequest, pk: int) -> HttpResponse:
    shown, at, form = _commitment(pk), timezone.now(), AssessForm(request.POST, ident="assess")
    allow(may_assess(request.user))

    def do() -> None:
        verdict = Verdict(form.cleaned_data["verdict"])
        actions.assess(shown, verdict=verdict, words=form.words, by=request.user, at=at)

    return _press(request, pk, form, do, _("Your assessment stands beside what is derived."))


@desk_action(PAGE)
def commitment_take_back(request: DeskRequest, pk: int) -> HttpResponse:
    shown, at, form = _commitment(pk), timezone.now(), TakeBackForm(request.POST, ident="take-back")
    allow(may_assess(request.user))

    def do() -> None:
        actions.take_back(shown, words=form.words, by=request.user, at=at)

    return _press(request, pk, form, do, _("The assessment is taken back."))


def _commitment(pk: int) -> Commitment:
    found = Commitment.objects.select_related("agreement").prefetch_related("owners", "texts")
    return get_object_or_404(found, pk=pk)


def _linked(request: DeskRequest, pk: int) -> Commitment:
    shown = _commitment(pk)
    allow(may_see_version(request.user, shown.agreement) and may_link(request.user, shown))
    return shown


def _told(request: DeskRequest, pk: int) -> Commitment:
    shown = _commitment(pk)
    allow(may_see_version(request.user, shown.agreement) and may_tell_figures(request.user, shown))
    return shown
