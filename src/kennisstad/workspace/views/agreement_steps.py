# SPDX-License-Identifier: EUPL-1.2
"""What can be done for an agreement, one button each."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.actions import articles, drafting, facts, parties, themes
from kennisstad.agreement.models import Agreement
from kennisstad.agreement.rules import may_keep_agreement
from kennisstad.partners.models import Partner
from kennisstad.workspace.forms.agreements import (
    AgreementForm,
    ArticleForm,
    FactForm,
    FollowForm,
    JoinForm,
    LeaveForm,
    SignedForm,
    ThemeForm,
)
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.queries import choices
from kennisstad.workspace.views.agreements import agreement_page
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, press

PAGE = "workspace:agreement"
_press = partial(press, page=agreement_page, back_to=PAGE)
CHANGED = _("It is changed.")


@desk_action(PAGE)
def agreement_describe(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at = _kept(request, pk), timezone.now()
    form = AgreementForm(request.POST, agreement=kept, ident="describe")

    def do() -> None:
        drafting.describe(kept, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, CHANGED)


@desk_action(PAGE)
def agreement_signed(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at, form = _kept(request, pk), timezone.now(), SignedForm(request.POST, ident="signed")

    def do() -> None:
        drafting.enter_as_signed(kept, signed_on=form.cleaned_data["signed_on"], by=request.user, at=at)

    said = _("The agreement is entered as signed. From now on everybody can read it.")
    return _press(request, pk, form, do, said)


@desk_action(PAGE)
def agreement_discard(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at, form = _kept(request, pk), timezone.now(), DeskForm(request.POST, ident="discard")
    if not form.done(lambda: drafting.discard(kept, by=request.user, at=at), at=at):
        return agreement_page(request, pk, form)
    messages.success(request, _("The draft is thrown away."))
    return redirect("workspace:agreements")


@desk_action(PAGE)
def agreement_add_article(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at, form = _kept(request, pk), timezone.now(), ArticleForm(request.POST, ident="add-article")

    def do() -> None:
        articles.add_article(kept, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, _("The article is added."))


@desk_action(PAGE)
def agreement_edit_article(request: DeskRequest, pk: int, article: int) -> HttpResponse:
    edited, at = get_object_or_404(_kept(request, pk).articles, pk=article), timezone.now()
    form = ArticleForm(request.POST, article=edited, ident=f"article-{article}")

    def do() -> None:
        articles.edit_article(edited, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, CHANGED)


@desk_action(PAGE)
def agreement_remove_article(request: DeskRequest, pk: int, article: int) -> HttpResponse:
    removed, at = get_object_or_404(_kept(request, pk).articles, pk=article), timezone.now()
    form = DeskForm(request.POST, ident=f"remove-article-{article}")

    def do() -> None:
        articles.remove_article(removed, by=request.user, at=at)

    return _press(request, pk, form, do, _("The article is taken out."))


@desk_action(PAGE)
def agreement_add_theme(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at, form = _kept(request, pk), timezone.now(), ThemeForm(request.POST, ident="add-theme")

    def do() -> None:
        themes.add_theme(kept, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, _("The theme is added."))


@desk_action(PAGE)
def agreement_edit_theme(request: DeskRequest, pk: int, theme: int) -> HttpResponse:
    edited, at = get_object_or_404(_kept(request, pk).themes, pk=theme), timezone.now()
    form = ThemeForm(request.POST, theme=edited, ident=f"theme-{theme}")

    def do() -> None:
        themes.edit_theme(edited, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, CHANGED)


@desk_action(PAGE)
def agreement_remove_theme(request: DeskRequest, pk: int, theme: int) -> HttpResponse:
    removed, at = get_object_or_404(_kept(request, pk).themes, pk=theme), timezone.now()
    form = DeskForm(request.POST, ident=f"remove-theme-{theme}")

    def do() -> None:
        themes.remove_theme(removed, by=request.user, at=at)

    return _press(request, pk, form, do, _("The theme is taken out."))


@desk_action(PAGE)
def agreement_join(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at = _kept(request, pk), timezone.now()
    form = JoinForm(request.POST, partners=choices.partners(), ident="join")

    def do() -> None:
        partner = Partner.objects.get(pk=form.cleaned_data["partner"])
        parties.join(kept, partner, joined_on=form.cleaned_data["joined_on"], by=request.user, at=at)

    return _press(request, pk, form, do, _("The partner takes part."))


@desk_action(PAGE)
def agreement_leave(request: DeskRequest, pk: int, party: int) -> HttpResponse:
    leaving, at = get_object_or_404(_kept(request, pk).parties, pk=party), timezone.now()
    form = LeaveForm(request.POST, ident=f"leave-{party}")

    def do() -> None:
        parties.leave(leaving, left_on=form.cleaned_data["left_on"], by=request.user, at=at)

    return _press(request, pk, form, do, _("It is written down until when this partner takes part."))


@desk_action(PAGE)
def agreement_remove_party(request: DeskRequest, pk: int, party: int) -> HttpResponse:
    removed, at = get_object_or_404(_kept(request, pk).parties, pk=party), timezone.now()
    form = DeskForm(request.POST, ident=f"remove-party-{party}")

    def do() -> None:
        parties.remove_party(removed, by=request.user, at=at)

    return _press(request, pk, form, do, _("The partner is taken out of the draft."))


@desk_action(PAGE)
def agreement_add_fact(request: DeskRequest, pk: int) -> HttpResponse:
    kept, at, form = _kept(request, pk), timezone.now(), FactForm(request.POST, ident="add-fact")

    def do() -> None:
        facts.add_fact(kept, **form.change(), by=request.user, at=at)

    return _press(request, pk, form, do, _("The fact stands with its source."))


@desk_action(PAGE)
def agreement_follow_fact(request: DeskRequest, pk: int, fact: int) -> HttpResponse:
    followed, at = get_object_or_404(_kept(request, pk).facts, pk=fact), timezone.now()
    form = FollowForm(request.POST, ident=f"follow-{fact}")

    def do() -> None:
        facts.follow_fact(followed, words=form.words, by=request.user, at=at)

    return _press(request, pk, form, do, _("This source is followed from now on."))


def _kept(request: DeskRequest, pk: int) -> Agreement:
    kept = get_object_or_404(Agreement, pk=pk)
    allow(may_keep_agreement(request.user))
    return kept
