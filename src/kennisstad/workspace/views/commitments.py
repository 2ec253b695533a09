# SPDX-License-Identifier: EUPL-1.2
"""Commitments: the list, one with all that can be done for it, a new one, what a partner owes and by when."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.actions import commitments as promises
from kennisstad.agreement.models import Agreement, Budget, Commitment, Status
from kennisstad.agreement.queries import owners_gone
from kennisstad.agreement.rules import (
    may_keep_agreement,
    may_see_commitments,
    may_see_hidden_budget,
    may_see_version,
    may_tell_figures,
)
from kennisstad.progress import actions
from kennisstad.progress.models import ReportDay
from kennisstad.progress.queries import standings
from kennisstad.progress.rules import may_assess, may_link
from kennisstad.progress.state import State
from kennisstad.progress.wording import STATES
from kennisstad.workspace import rules
from kennisstad.workspace.forms.agreements import ReportDayForm
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.commitments import (
    AssessForm,
    CommitmentForm,
    FigureForm,
    LookForm,
    TakeBackForm,
    WithdrawForm,
)
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import commitments as reads
from kennisstad.workspace.queries.agreements import articles_of, themes_of
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, found, show
from kennisstad.workspace.wording import COMMITMENT_VIEWS

COMMITMENTS_A_PAGE = 25
DAYS = "workspace:report_days"


@desk_page
def commitments(request: DeskRequest) -> HttpResponse:
    allow(may_see_commitments(request.user))
    today, view = timezone.localdate(), request.GET.get("show", "")
    view = view if view in reads.VIEWS else reads.VIEWS[0]
    version = reads.version_today(today)
    rows = reads.narrowed(reads.rows_of(Commitment.objects.filter(agreement=version), today), view)
    context = {
        "version": version,
        "page": Paginator(rows, COMMITMENTS_A_PAGE).get_page(request.GET.get("page")),
        "views": [(name, COMMITMENT_VIEWS[name], name == view) for name in reads.VIEWS],
    }
    return show(request, "workspace/commitments.html", context)


@desk_page
def owed(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_owed(request.user))
    today = timezone.localdate()
    context = {
        "rows": reads.owed_by(request.user, today),
        "version": reads.version_today(today),
        "report_day": reads.next_report_day(today),
    }
    return show(request, "workspace/owed.html", context)


@desk_page
def commitment(request: DeskRequest, pk: int) -> HttpResponse:
    return commitment_page(request, pk)


@desk_form
def commitment_new(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_keep_agreement(request.user))
    agreement = get_object_or_404(Agreement.objects.prefetch_related("texts"), pk=pk)
    form = commitment_form(agreement, request.POST if request.method == "POST" else None)
    form.initial["article"] = request.GET.get("article")
    at = timezone.now()

    def do() -> None:
        promises.add_commitment(agreement, **form.change(), by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The commitment stands with the agreement."))
        return redirect("workspace:agreement", pk)
    wrong = form if form.is_bound else None
    return show(request, "workspace/commitment_new.html", {"agreement": agreement, "form": form}, wrong=wrong)


@desk_form
def report_days(request: DeskRequest) -> HttpResponse:
    allow(may_assess(request.user))
    form = ReportDayForm(request.POST if request.method == "POST" else None, ident="day")
    at = timezone.now()

    def do() -> None:
        on, remind_on = form.cleaned_data["on"], form.cleaned_data["remind_on"]
        actions.set_report_day(on=on, remind_on=remind_on, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The day is set. Owners get a letter in time."))
        return redirect(DAYS)
    return _days_page(request, form, form if form.is_bound else None)


@desk_form
def report_day_remove(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_assess(request.user))
    if request.method != "POST":
        return redirect(DAYS)
    day, at, form = get_object_or_404(ReportDay, pk=pk), timezone.now(), DeskForm(request.POST)
    if not form.done(lambda: actions.remove_report_day(day, by=request.user, at=at), at=at):
        return _days_page(request, ReportDayForm(ident="day"), form)
    messages.success(request, _("The day is taken off."))
    return redirect(DAYS)


def commitment_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show a commitment as it is by now; with `wrong`, the form that was not taken, as it was filled in."""
    allow(may_see_commitments(request.user))
    shown, today = found(reads.whole_commitment(pk)), timezone.localdate()
    allow(may_see_version(request.user, shown.agreement))
    standing = standings([shown], today)[pk]
    servings, evidence = reads.standing_links(shown)
    context = {
        "commitment": shown,
        "standing": standing,
        "state": STATES[standing.state],
        "is_overdue": standing.state == State.OVERDUE,
        "assessment": next((one for one in shown.assessments.all() if one.pk == standing.assessment), None),
        "gone": owners_gone([shown], today).get(pk, []),
        "servings": servings,
        "evidence": evidence,
        "figures": [(one, None) for one in shown.figures.all()],
        "budget": _budget(request, shown),
    }
    context |= _may(request, shown, {wrong.ident: wrong} if wrong else {})
    return show(request, "workspace/commitment.html", context, wrong=wrong)


def commitment_form(
    agreement: Agreement, data: Any = None, *, shown: Commitment | None = None
) -> CommitmentForm:
    return CommitmentForm(
        data,
        articles=articles_of(agreement),
        themes=[(one.pk, one.text.name if one.text else one.key) for one in themes_of(agreement.pk)],
        partners=choices.partners(),
        commitment=shown,
        ident="edit" if shown else "new",
    )


def _may(request: DeskRequest, shown: Commitment, bound: dict[str, DeskForm]) -> dict[str, Any]:
    """What this person may do here, and the forms for it."""
    offered: dict[str, Any] = {}
    if may_link(request.user, shown):
        offered |= _links(request, shown)
    if shown.agreement.is_signed and may_tell_figures(request.user, shown):
        offered["add_figure"] = bound.get("figure") or FigureForm(commitment=shown, ident="figure")
        offered["figures"] = [(one, _withdraw(one, bound)) for one in shown.figures.all()]
    if shown.agreement.is_signed and may_assess(request.user):
        offered["assess"] = bound.get("assess") or AssessForm(ident="assess")
        offered["take_back"] = bound.get("take-back") or TakeBackForm(ident="take-back")
    is_draft = shown.agreement.status == Status.DRAFT
    if may_keep_agreement(request.user) and (is_draft or shown.article_id is None):
        offered["edit"] = bound.get("edit") or commitment_form(shown.agreement, shown=shown)
        offered["may_remove"] = is_draft
    return offered


def _budget(request: DeskRequest, shown: Commitment) -> Budget | None:
    budget: Budget | None = getattr(shown, "budget", None)
    if budget is None or budget.is_public or may_see_hidden_budget(request.user, shown):
        return budget
    return None


def _withdraw(figure: Any, bound: dict[str, DeskForm]) -> DeskForm | None:
    if figure.withdrawn_at:
        return None
    ident = f"withdraw-{figure.pk}"
    return bound.get(ident) or WithdrawForm(figure=figure, ident=ident)


def _links(request: DeskRequest, shown: Commitment) -> dict[str, Any]:
    """What can be linked: looked up by number or title, in the address."""
    look = LookForm(request.GET)
    words = look.cleaned_data["look"] if look.is_valid() else ""
    servings, evidence = reads.standing_links(shown)
    return {
        "look": look if shown.agreement.is_signed else None,
        "looked": words,
        "projects_found": reads.projects_found(words, but=[one.project_id for one in servings]),
        "results_found": reads.results_found(words, but=[one.result_id for one in evidence]),
        "links": True,
    }


def _days_page(request: DeskRequest, form: DeskForm, wrong: DeskForm | None) -> HttpResponse:
    context = {"form": form, "days": ReportDay.objects.order_by("-on")}
    return show(request, "workspace/report_days.html", context, wrong=wrong)
