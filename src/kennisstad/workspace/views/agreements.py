# SPDX-License-Identifier: EUPL-1.2
"""Agreements: the list, a new version, one with all that can be done for it, and how themes go on."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.actions import drafting, themes
from kennisstad.agreement.actions.readiness import faults_before_offering
from kennisstad.agreement.models import Agreement, Commitment, Kind, Status
from kennisstad.agreement.rules import may_keep_agreement, may_see_commitments, may_see_version
from kennisstad.workspace.forms.agreements import (
    AgreementForm,
    ArticleForm,
    FactForm,
    FollowForm,
    JoinForm,
    LeaveForm,
    MapForm,
    NewAgreementForm,
    SignedForm,
    ThemeForm,
)
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.queries import agreements as reads
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries.commitments import next_report_day, rows_of
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, found, show

COMMITMENTS_A_PAGE = 25
Bound = Mapping[str, DeskForm]


@desk_page
def agreements(request: DeskRequest) -> HttpResponse:
    allow(may_see_commitments(request.user))
    keeps = may_keep_agreement(request.user)
    context = {
        "agreements": reads.agreements(with_drafts=keeps),
        "may_keep": keeps,
        "report_day": next_report_day(timezone.localdate()),
    }
    return show(request, "workspace/agreements.html", context)


@desk_form
def agreement_new(request: DeskRequest) -> HttpResponse:
    allow(may_keep_agreement(request.user))
    form = NewAgreementForm(request.POST if request.method == "POST" else None, ident="new")
    at, made = timezone.now(), []

    def do() -> None:
        kind, key = Kind(form.cleaned_data["kind"]), form.cleaned_data["address"]
        made.append(drafting.draft(kind=kind, key=key, **form.change(), by=request.user, at=at))

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The draft is made. Nobody but this desk sees it yet."))
        return redirect("workspace:agreement", made[0].pk) if made else redirect("workspace:agreements")
    wrong = form if form.is_bound else None
    return show(request, "workspace/agreement_new.html", {"form": form}, wrong=wrong)


@desk_page
def agreement(request: DeskRequest, pk: int) -> HttpResponse:
    return agreement_page(request, pk)


@desk_form
def agreement_map(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_keep_agreement(request.user))
    shown = found(reads.whole_agreement(pk))
    old, new = reads.themes_of(shown.follows_id), list(shown.themes.all())
    steps, at = reads.steps_of(shown), timezone.now()
    offered = [(theme.pk, theme.text.name if theme.text else theme.key) for theme in new]
    posted = request.POST if request.method == "POST" else None
    form = MapForm(posted, old=old, new=offered, steps=steps, ident="map")

    def do() -> None:
        themes.map_themes(shown, onward=form.onward, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("It is set where the themes go on."))
        return redirect("workspace:agreement_map", pk)
    context = {"agreement": shown, "form": form, **_mapped(old, new, form)}
    return show(request, "workspace/agreement_map.html", context, wrong=form if form.is_bound else None)


def _mapped(old: list[Any], new: list[Any], form: MapForm) -> dict[str, Any]:
    counted = reads.remapped(old, new)
    return {
        "rows": [_map_row(theme, form, counted.behind[theme.pk]) for theme in old],
        "under": [(theme, counted.under[theme.pk]) for theme in new],
    }


def _map_row(theme: Any, form: MapForm, behind: int) -> dict[str, Any]:
    """Give a row of the map: an old theme, its two fields, and how many of its projects stay behind."""
    fields = {"onward": form[f"onward_{theme.pk}"], "ends": form[f"ends_{theme.pk}"]}
    return {"theme": theme, "behind": behind, **fields}


def agreement_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show a version as it is by now; with `wrong`, the form that was not taken, as it was filled in."""
    allow(may_see_commitments(request.user))
    shown, today = found(reads.whole_agreement(pk)), timezone.localdate()
    allow(may_see_version(request.user, shown))
    follower = getattr(shown, "followed_by", None)
    listed = Commitment.objects.filter(agreement=shown)
    page = Paginator(listed.in_order(), COMMITMENTS_A_PAGE).get_page(request.GET.get("page"))
    of_page = Commitment.objects.filter(pk__in=[one.pk for one in page.object_list])
    context = {
        "agreement": shown,
        "followed_by": follower if follower and may_see_version(request.user, follower) else None,
        "page": page,
        "rows": rows_of(of_page, today),
        "is_draft": shown.status == Status.DRAFT,
        "keeps": may_keep_agreement(request.user),
    }
    if context["keeps"]:
        context |= _forms(shown, {wrong.ident: wrong} if wrong else {})
    return show(request, "workspace/agreement.html", context, wrong=wrong)


def _forms(shown: Agreement, bound: Bound) -> dict[str, Any]:
    """Each form of the page by its name; a draft has all of them, a signed version those beside its text."""
    taken = [party.partner_id for party in shown.parties.all()]
    partners = [one for one in choices.partners() if one[0] not in taken]
    first_day = shown.starts_on
    return {
        "join": bound.get("join") or JoinForm(partners=partners, first_day=first_day, ident="join"),
        "parties": [(one, _one(bound, f"leave-{one.pk}", LeaveForm)) for one in shown.parties.all()],
        "facts": [(one, _one(bound, f"follow-{one.pk}", FollowForm)) for one in shown.facts.all()],
        "add_fact": _one(bound, "add-fact", FactForm),
        **(_draft_forms(shown, bound) if shown.status == Status.DRAFT else {}),
    }


def _draft_forms(shown: Agreement, bound: Bound) -> dict[str, Any]:
    return {
        "faults": faults_before_offering(shown),
        "describe": bound.get("describe") or AgreementForm(agreement=shown, ident="describe"),
        "articles": [
            (one, bound.get(f"article-{one.pk}") or ArticleForm(article=one, ident=f"article-{one.pk}"))
            for one in shown.articles.all()
        ],
        "add_article": _one(bound, "add-article", ArticleForm),
        "themes": [
            (one, bound.get(f"theme-{one.pk}") or ThemeForm(theme=one, ident=f"theme-{one.pk}"))
            for one in shown.themes.all()
        ],
        "add_theme": _one(bound, "add-theme", ThemeForm),
        "signed": _one(bound, "signed", SignedForm),
        "discard": _one(bound, "discard", DeskForm),
    }


def _one(bound: Bound, ident: str, form: type[DeskForm]) -> DeskForm:
    return bound.get(ident) or form(ident=ident)
