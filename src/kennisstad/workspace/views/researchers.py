# SPDX-License-Identifier: EUPL-1.2
"""Researchers: the people who may be suggested, and what each of them says of that."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.partners import actions, queries, rules
from kennisstad.partners.models import Authorship, Researcher
from kennisstad.web.limits import spend
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.researchers import AnswerForm, ClaimForm, CorrectForm, ResearcherSearchForm
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_form, desk_page, found, show

PEOPLE_A_PAGE = 25
CLAIMS_A_DAY, DAY = 10, timedelta(days=1)
"""Enough for typing errors, too few to find out who is on file."""
TOO_MANY = _("You tried many numbers today. Try again tomorrow, or ask the editor of your organisation.")
LIST, PAGE, OWN = "workspace:researchers", "workspace:researcher", "workspace:own_research"


@desk_page
def researchers(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_researchers(request.user))
    search = ResearcherSearchForm(request.GET)
    words = search.cleaned_data["words"] if search.is_valid() else ""
    people = queries.researchers_for(request.user, words=words)
    page = Paginator(people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return show(request, "workspace/researchers.html", {"page": page, "search": search})


@desk_page
def researcher(request: DeskRequest, pk: int) -> HttpResponse:
    person = found(queries.whole_researcher(pk))
    allow(rules.may_see_researcher(request.user, person))
    return _page(request, person)


@desk_form
def own_research(request: DeskRequest) -> HttpResponse:
    """Claim a profile, or see how that stands."""
    if "take_back" in request.POST:
        return _take_back(request)
    form = ClaimForm(request.POST, ident="claim") if request.method == "POST" else None
    at = timezone.now()
    if form and form.is_valid():
        # Outside the transaction of the claim: one that is refused is counted too.
        spend("partners.claim", str(request.user.pk), limit=CLAIMS_A_DAY, per=DAY, at=at, refusal=TOO_MANY)
    if form and form.done(lambda: actions.claim(form.cleaned_data["number"], by=request.user, at=at), at=at):
        messages.success(request, _("Your organisation's editor will look whether this is you."))
        return redirect(OWN)
    context = {
        "claim": queries.claim_of(request.user),
        "form": form or ClaimForm(ident="claim"),
        "back": DeskForm(ident="back"),
    }
    return show(request, "workspace/own_research.html", context, wrong=form)


def _take_back(request: DeskRequest) -> HttpResponse:
    form, at = DeskForm(request.POST, ident="back"), timezone.now()
    if form.done(lambda: actions.take_claim_back(by=request.user, at=at), at=at):
        messages.success(request, _("You hold no profile any more."))
    return redirect(OWN)


@desk_action(PAGE)
def answer_claim(request: DeskRequest, pk: int) -> HttpResponse:
    person = found(queries.whole_researcher(pk))
    allow(rules.may_answer_claim(request.user, person))
    form, at = AnswerForm(request.POST, ident="answer"), timezone.now()

    def do() -> None:
        answer = actions.confirm_claim if form.yes else actions.decline_claim
        answer(person, claim=form.cleaned_data["claim"], by=request.user, at=at)

    if form.done(do, at=at):
        messages.success(request, _("The claim is confirmed.") if form.yes else _("The claim is declined."))
        return redirect(PAGE, pk)
    return _page(request, found(queries.whole_researcher(pk)), form)


@desk_action(PAGE)
def correct_researcher(request: DeskRequest, pk: int) -> HttpResponse:
    person = found(queries.whole_researcher(pk))
    allow(rules.may_correct(request.user, person))
    works, at = queries.works_of(person), timezone.now()
    form = CorrectForm(request.POST, researcher=person, works=works, ident="correct")

    def do() -> None:
        said = form.cleaned_data
        actions.correct(
            person,
            name=said["name"],
            about=form.about,
            works=said.get("works", []),
            takes_questions=said["takes_questions"],
            by=request.user,
            at=at,
        )

    if form.done(do, at=at):
        messages.success(request, _("This is how it stands from now on."))
        return redirect(PAGE, pk)
    return _page(request, person, form)


@desk_action(PAGE)
def hide_researcher(request: DeskRequest, pk: int) -> HttpResponse:
    person = found(queries.whole_researcher(pk))
    allow(rules.may_hide(request.user, person))
    form, at = DeskForm(request.POST, ident="hide"), timezone.now()
    if form.done(lambda: actions.hide(person, by=request.user, at=at), at=at):
        messages.success(request, _("This person is off the list, and no import brings them back."))
        return redirect(LIST if rules.may_see_researchers(request.user) else OWN)
    return _page(request, person, form)


def _page(request: DeskRequest, person: Researcher, wrong: DeskForm | None = None) -> HttpResponse:
    works = queries.works_of(person)
    may_correct = rules.may_correct(request.user, person)
    context = {
        "person": person,
        "claim": queries.claim_on(person),
        "lines": [line for line in works if line.shown],
        "may_answer": rules.may_answer_claim(request.user, person),
        "correct": _correct_form(person, works, wrong) if may_correct else None,
        "hide": DeskForm(ident="hide"),
        "answer": DeskForm(ident="answer"),
        "is_own": may_correct,
        "sees_list": rules.may_see_researchers(request.user),
    }
    return show(request, "workspace/researcher.html", context, wrong=wrong)


def _correct_form(person: Researcher, works: list[Authorship], wrong: DeskForm | None) -> DeskForm:
    if isinstance(wrong, CorrectForm):
        return wrong
    return CorrectForm(researcher=person, works=works, ident="correct")
