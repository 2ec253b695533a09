# SPDX-License-Identifier: EUPL-1.2
"""The broker's desk: trays of questions, and one question with all that can be done for it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kennisstad.accounts.rules import may_read_journal
from kennisstad.citylab import actions, judging, looking, placing
from kennisstad.citylab.alike import copies_of, likes_of
from kennisstad.citylab.models import CandidateKind, Question
from kennisstad.citylab.queries import steps_for_asker
from kennisstad.citylab.road import road_of
from kennisstad.citylab.rules import may_see_contact, may_see_desk, may_serve_askers
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.questions import ProposeForm, SearchForm, SharpenForm
from kennisstad.workspace.queries import choices, questions
from kennisstad.workspace.queries.fieldwork import neighbourhood_warnings
from kennisstad.workspace.queries.interests import interests_in
from kennisstad.workspace.views.outcomes import OUTCOMES, choices_for
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, found, show
from kennisstad.workspace.wording import TRAYS, need_of

QUESTIONS_A_PAGE = 25
PAGE = "workspace:question"


@desk_page
def desk(request: DeskRequest) -> HttpResponse:
    allow(may_see_desk(request.user))
    tray = questions.known_tray(request.GET.get("tray", ""))
    trays, pages = questions.trays(tray), Paginator(questions.tray_questions(tray), QUESTIONS_A_PAGE)
    # The trays were counted already.
    pages.count = next(one.count for one in trays if one.is_open)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "tray": TRAYS[tray],
        "ended": tray == "ended",
        "trays": trays,
        "page": page,
        "rows": questions.rows(page, at=timezone.now()),
    }
    return show(request, "workspace/desk.html", context)


@desk_page
def question(request: DeskRequest, pk: int) -> HttpResponse:
    allow(may_see_desk(request.user))
    return _question_page(request, pk)


@desk_action(PAGE)
def sharpen(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at = _served(request, pk), timezone.now()
    form = _sharpen_form(asked, request.POST)
    if form.done(lambda: actions.sharpen(asked, **form.change(), by=request.user, at=at), at=at):
        messages.success(request, _("The question now reads as you wrote it."))
        return redirect(PAGE, pk)
    return _question_page(request, pk, form)


@desk_action(PAGE)
def let_through(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at, form = _served(request, pk), timezone.now(), DeskForm(request.POST, ident="let_through")
    if form.done(lambda: looking.let_through(asked, by=request.user, at=at), at=at):
        messages.success(request, _("The question waits among the others now."))
        return redirect(PAGE, pk)
    return _question_page(request, pk, form)


@desk_action(PAGE)
def throw_away(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at, form = _served(request, pk), timezone.now(), DeskForm(request.POST, ident="throw_away")
    if form.done(lambda: looking.throw_away(asked, by=request.user, at=at), at=at):
        messages.success(request, _("The question was thrown away."))
        return redirect("workspace:desk")
    return _question_page(request, pk, form)


@desk_action(PAGE)
def give_outcome(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    asked, outcome, at = _served(request, pk), found(OUTCOMES.get(name)), timezone.now()
    form = outcome.make_form(request.POST, ident=name)
    if form.done(lambda: outcome.give(asked, form, request.user, at), at=at):
        messages.success(request, str(outcome.given))
        return redirect(PAGE, pk)
    return _question_page(request, pk, form)


@desk_action(PAGE)
def propose(request: DeskRequest, pk: int) -> HttpResponse:
    asked, at, form = _served(request, pk), timezone.now(), ProposeForm(request.POST, ident="propose")

    def do() -> object:
        given = form.cleaned_data
        return placing.propose_to(
            asked,
            courses=given["courses"],
            note_to_course=given["note"],
            seen=judging.seen_courses(asked, given["courses"], today=timezone.localdate(at)),
            by=request.user,
            at=at,
        )

    if form.done(do, at=at):
        messages.success(request, _asked_words(len(form.cleaned_data["courses"])))
        return redirect(PAGE, pk)
    return _question_page(request, pk, form)


@desk_action(PAGE)
def take_back(request: DeskRequest, pk: int, proposal: int) -> HttpResponse:
    asked, at = _served(request, pk), timezone.now()
    made, form = get_object_or_404(asked.proposals, pk=proposal), DeskForm(request.POST, ident="take-back")
    if form.done(lambda: placing.take_back(made, by=request.user, at=at), at=at):
        messages.success(request, _("The proposal is taken back."))
        return redirect(PAGE, pk)
    return _question_page(request, pk, form)


@desk_action(PAGE)
def not_relevant(request: DeskRequest, pk: int, kind: str, candidate: int) -> HttpResponse:
    asked, at = _served(request, pk), timezone.now()
    found(judging.findable(kind, candidate))
    of, form = CandidateKind(kind), DeskForm({}, ident="not-relevant")
    seen = judging.seen(asked, kind, candidate, today=timezone.localdate(at))

    def do() -> None:
        judging.not_relevant(asked, kind=of, candidate=candidate, seen=seen, by=request.user, at=at)

    if form.done(do, at=at):
        messages.success(request, _("Put aside for this question. You find it above the list."))
        return _back_to_the_list(pk)
    return _question_page(request, pk, form)


@desk_action(PAGE)
def put_back(request: DeskRequest, pk: int, kind: str, candidate: int) -> HttpResponse:
    asked, at = _served(request, pk), timezone.now()
    found(judging.is_there(kind, candidate) or None)
    judging.put_back(asked, kind=CandidateKind(kind), candidate=candidate, by=request.user, at=at)
    messages.success(request, _("Put back: it is looked at again for this question."))
    return _back_to_the_list(pk)


def _back_to_the_list(pk: int) -> HttpResponse:
    return redirect(f"{reverse(PAGE, args=[pk])}#found-heading")


def _asked_words(number: int) -> str:
    return ngettext(
        "%(number)d course has been asked. Its coordinators get a letter.",
        "%(number)d courses have been asked. Their coordinators get a letter; the first to accept gets it.",
        number,
    ) % {"number": number}


def _served(request: DeskRequest, pk: int) -> Question:
    allow(may_serve_askers(request.user))
    return get_object_or_404(Question, pk=pk)


def _question_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show the question as it is by now; with `wrong`, the form that was not taken, as it was filled in."""
    user, today = request.user, timezone.localdate()
    asked = found(questions.whole_question(pk, with_contact=may_see_contact(user)))
    search = SearchForm(request.GET)
    context = {
        "question": asked,
        "contact": getattr(asked, "contact", None) if may_see_contact(user) else None,
        "steps": steps_for_asker(asked),
        "road": road_of(asked),
        "need": need_of(asked),
        "days": asked.days_waiting(timezone.now()),
        "is_overdue": asked.is_overdue(today),
        "found": questions.found_for(asked, **search.chosen, today=today),
        "fits": questions.fits_for(asked, today=today),
        "put_aside": judging.put_aside(asked),
        "asked_courses": {proposal.course_id for proposal in asked.proposals.all() if proposal.waits},
        "neighbourhood_warnings": neighbourhood_warnings(asked, today) if asked.takes_proposals else [],
        "likes": likes_of(asked),
        "copies": copies_of(asked),
        "search": search,
        "words": search.chosen["words"],
        "reads_journal": may_read_journal(user),
    }
    if may_serve_askers(user):
        context |= _forms(asked, context, {wrong.ident: wrong} if wrong else {})
    return show(request, "workspace/question.html", context, wrong=wrong)


def _forms(asked: Question, context: Mapping[str, Any], bound: Mapping[str, DeskForm]) -> dict[str, Any]:
    likes, candidates = context["likes"], context["found"]
    return {
        "serves": True,
        "sharpen": bound.get("sharpen") or _sharpen_form(asked),
        "outcomes": choices_for(
            asked,
            bound,
            results=questions.like_results(likes, candidates),
            like_questions=questions.like_questions(likes),
        ),
        "propose": bound.get("propose") or ProposeForm(ident="propose"),
        "may_propose": asked.takes_proposals,
        "take_back": DeskForm(ident="take-back"),
        "interests": [
            (interest, DeskForm(ident=f"interest-{interest.pk}")) for interest in interests_in(asked)
        ],
    }


def _sharpen_form(asked: Question, data: Any = None) -> SharpenForm:
    themes = choices.themes(chosen=asked.themes.all())
    return SharpenForm(data, question=asked, themes=themes, districts=choices.districts(), ident="sharpen")
