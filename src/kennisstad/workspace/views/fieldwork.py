# SPDX-License-Identifier: EUPL-1.2
"""The ledger's desk: every district, one area with its pauses, one study with its steps."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import Role, User
from kennisstad.fieldwork import actions, rules
from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.models import Fieldwork, SharedVisit, Status, norms
from kennisstad.fieldwork.overview import load_of_terms
from kennisstad.fieldwork.telling import load_in_words, term_in_words
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import Project
from kennisstad.projects.rules import may_work_on
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fieldwork import (
    FinishForm,
    LimitForm,
    NormsForm,
    NumberForm,
    PauseForm,
    StudyForm,
)
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import fieldwork as queries
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_form, desk_page, found, show
from kennisstad.workspace.views.projects import plan_form, project_page

AREA, WORK, PROJECT = "workspace:area", "workspace:one_fieldwork", "workspace:project"
ROWS_A_PAGE = 25


@desk_page
def fieldwork(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_ledger(request.user))
    term = term_of(timezone.localdate())
    context = {
        "rows": queries.districts_loaded(timezone.localdate()),
        "now": term_in_words(term),
        "then": term_in_words(term.following),
        "page": Paginator(queries.works_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_tell": _told_for(request.user) != [],
        "may_set_norms": rules.may_set_norms(request.user),
    }
    return show(request, "workspace/fieldwork.html", context)


@desk_form
def norms_page(request: DeskRequest) -> HttpResponse:
    allow(rules.may_set_norms(request.user))
    posted = request.POST if request.method == "POST" else None
    form, at = NormsForm(posted, ident="norms", initial=vars(norms())), timezone.now()

    def do() -> None:
        most = form.cleaned_data["threshold"]
        actions.set_norms(threshold=most, **form.rules, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("These rules hold from now on."))
        return redirect("workspace:fieldwork")
    wrong = form if form.is_bound else None
    return show(request, "workspace/fieldwork_norms.html", {"form": form}, wrong=wrong)


@desk_form
def study_new(request: DeskRequest) -> HttpResponse:
    partners = choices.partners(among=_told_for(request.user))
    allow(bool(partners))
    posted, areas = request.POST if request.method == "POST" else None, queries.areas_to_choose()
    form, at = StudyForm(posted, ident="study", areas=areas, partners=partners), timezone.now()

    def do() -> None:
        given = {"study": form.cleaned_data["study"], "partner_id": form.cleaned_data["partner"]}
        actions.tell_of_study(**given, asks=form.plan, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The study stands in the ledger."))
        return redirect("workspace:fieldwork")
    wrong = form if form.is_bound else None
    return show(request, "workspace/fieldwork_study.html", {"form": form}, wrong=wrong)


@desk_page
def area(request: DeskRequest, pk: int) -> HttpResponse:
    return _area_page(request, pk)


@desk_action(AREA)
def pause_area(request: DeskRequest, pk: int) -> HttpResponse:
    allow(rules.may_pause(request.user))
    paused, form, at = get_object_or_404(Area, pk=pk), PauseForm(request.POST, ident="pause"), timezone.now()

    def do() -> None:
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        actions.pause(paused, **days, reasons=form.reasons, by=request.user, at=at)

    return _area_done(request, pk, form, do, _("Paused. Everybody can read the reason."))


@desk_action(AREA)
def lift_pause(request: DeskRequest, pk: int, pause: int) -> HttpResponse:
    allow(rules.may_pause(request.user))
    lifted, at = get_object_or_404(get_object_or_404(Area, pk=pk).pauses, pk=pause), timezone.now()
    form = DeskForm(request.POST, ident=f"lift-{pause}")

    def do() -> None:
        actions.lift(lifted, by=request.user, at=at)

    return _area_done(request, pk, form, do, _("The pause is lifted from today on."))


@desk_action(AREA)
def set_limit(request: DeskRequest, pk: int) -> HttpResponse:
    allow(rules.may_set_limits(request.user))
    limited, at = get_object_or_404(Area, pk=pk), timezone.now()
    form = LimitForm(request.POST, ident="limit")

    def do() -> None:
        bears = {name: form.cleaned_data[name] for name in ("threshold", "rest_days")}
        actions.set_limit(limited, **bears, by=request.user, at=at)

    return _area_done(request, pk, form, do, _("This holds from now on. What was planned before stays."))


@desk_page
def one_fieldwork(request: DeskRequest, pk: int) -> HttpResponse:
    return _work_page(request, pk)


@desk_action(WORK)
def begin_fieldwork(request: DeskRequest, pk: int) -> HttpResponse:
    work, at, form = _kept(request, pk), timezone.now(), DeskForm(request.POST, ident="begin")
    said = _("It is under way.")
    return _work_done(request, pk, form, lambda: actions.begin(work, by=request.user, at=at), said)


@desk_action(WORK)
def call_off_fieldwork(request: DeskRequest, pk: int) -> HttpResponse:
    work, at, form = _kept(request, pk), timezone.now(), DeskForm(request.POST, ident="call_off")
    said = _("It is called off. Its room is free again.")
    return _work_done(request, pk, form, lambda: actions.call_off(work, by=request.user, at=at), said)


@desk_action(WORK)
def finish_fieldwork(request: DeskRequest, pk: int) -> HttpResponse:
    work, at, form = _kept(request, pk), timezone.now(), FinishForm(request.POST, ident="finish")

    def do() -> None:
        actions.finish(work, number_done=form.cleaned_data["number_done"], by=request.user, at=at)

    return _work_done(request, pk, form, do, _("It is done. From now on this number counts."))


@desk_action(WORK)
def change_number(request: DeskRequest, pk: int) -> HttpResponse:
    work, at, form = _kept(request, pk), timezone.now(), NumberForm(request.POST, ident="number")

    def do() -> None:
        actions.change_number(work, number=form.cleaned_data["number"], by=request.user, at=at)

    return _work_done(request, pk, form, do, _("The number is changed."))


@desk_action(WORK)
def agree_to_share(request: DeskRequest, pk: int, shared: int) -> HttpResponse:
    work, at = _kept(request, pk), timezone.now()
    visit = get_object_or_404(SharedVisit.objects.between([pk]), pk=shared)
    form = DeskForm(request.POST, ident=f"share-{shared}")

    def do() -> None:
        actions.agree_to_share(visit, work=work, by=request.user, at=at)

    return _work_done(request, pk, form, do, _("You said yes. Both hear of it once the other does so too."))


@desk_action(PROJECT)
def plan_fieldwork(request: DeskRequest, pk: int) -> HttpResponse:
    project, at = get_object_or_404(Project, pk=pk), timezone.now()
    allow(may_work_on(request.user, project))
    form = plan_form(project, request.POST)

    def do() -> None:
        actions.plan(project, asks=form.plan, by=request.user, at=at)

    if not form.done(do, at=at):
        return project_page(request, pk, form)
    messages.success(request, _("It is planned. From now on it counts in the ledger."))
    return redirect(PROJECT, pk)


def _told_for(user: User) -> list[int] | None:
    """Give the institutions for which this person may tell of studies; nothing means all of them."""
    if user.is_a(Role.BROKER):
        return None
    own = (Role.COORDINATOR, Role.PARTNER_EDITOR)
    return user.partners_as(*own)


def _kept(request: DeskRequest, pk: int) -> Fieldwork:
    work = found(queries.one_work(pk))
    allow(rules.may_keep(request.user, work))
    return work


def _area_done(
    request: DeskRequest, pk: int, form: DeskForm, do: Callable[[], object], said: str | Promise
) -> HttpResponse:
    if not form.done(do, at=timezone.now()):
        return _area_page(request, pk, form)
    messages.success(request, str(said))
    return redirect(AREA, pk)


def _work_done(
    request: DeskRequest, pk: int, form: DeskForm, do: Callable[[], object], said: str | Promise
) -> HttpResponse:
    if not form.done(do, at=timezone.now()):
        return _work_page(request, pk, form)
    messages.success(request, str(said))
    return redirect(WORK, pk)


def _area_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    allow(rules.may_see_ledger(request.user))
    shown, today = found(queries.area_with_parent(pk)), timezone.localdate()
    term, limit = term_of(today), queries.limit_of(shown)
    bound = {wrong.ident: wrong} if wrong else {}
    bears = {"threshold": limit.threshold, "rest_days": limit.rest_days} if limit else {}
    loads = load_of_terms([term, term.following], [shown])
    context = {
        "area": shown,
        "within": queries.neighbourhoods_in(shown),
        "loads": [(term_in_words(one.term), load_in_words(one.areas[0])) for one in loads],
        "page": Paginator(queries.works_in(shown, today), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "pauses": [(one, DeskForm(ident=f"lift-{one.pk}")) for one in queries.pauses_of(shown, today)],
        "limit": bound.get("limit") or LimitForm(ident="limit", initial=bears or None),
        "pause_form": bound.get("pause") or PauseForm(ident="pause"),
        "may_pause": rules.may_pause(request.user),
        "may_set_limits": rules.may_set_limits(request.user),
    }
    return show(request, "workspace/area.html", context, wrong=wrong)


def _work_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    allow(rules.may_see_ledger(request.user))
    work = found(queries.one_work(pk))
    context = {
        "work": work,
        "may_keep": rules.may_keep(request.user, work),
        "together": [(one, DeskForm(ident=f"share-{one.shared.pk}")) for one in queries.together([work])],
        "can": {str(status).replace("-", "_"): work.can_become(status) for status in Status},
        "begin": DeskForm(ident="begin"),
        "call_off": DeskForm(ident="call_off"),
        "finish": FinishForm(ident="finish", initial={"number_done": work.number}),
        "number": NumberForm(ident="number", initial={"number": work.number}),
        **({wrong.ident: wrong} if wrong else {}),
    }
    return show(request, "workspace/one_fieldwork.html", context, wrong=wrong)
