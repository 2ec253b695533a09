# SPDX-License-Identifier: EUPL-1.2
"""A coordinator's desk: questions put before the own courses."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab import placing
from kennisstad.citylab.models import Proposal
from kennisstad.citylab.queries import offering_for
from kennisstad.citylab.rules import may_answer_proposal, may_see_proposal
from kennisstad.workspace import rules
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.questions import DeclineForm
from kennisstad.workspace.queries.proposals import in_the_way, proposals_for, whole_proposal
from kennisstad.workspace.views.page import DeskRequest, allow, desk_action, desk_page, found, show

PROPOSALS_A_PAGE = 25
PAGE = "workspace:proposal"


@desk_page
def proposals(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_proposals(request.user))
    answered = request.GET.get("show") == "answered"
    listed = proposals_for(request.user, waiting=not answered)
    page = Paginator(listed, PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    return show(request, "workspace/proposals.html", {"page": page, "answered": answered})


@desk_page
def proposal(request: DeskRequest, pk: int) -> HttpResponse:
    return _proposal_page(request, _seen(request, pk))


@desk_action(PAGE)
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    made, at = _answered(request, pk), timezone.now()
    form = DeskForm(request.POST, ident="accept")
    if form.done(lambda: placing.accept(made, by=request.user, at=at), at=at):
        messages.success(request, _("Thank you. The project stands ready, and the asker hears of it."))
        return redirect(PAGE, pk)
    return _proposal_page(request, _seen(request, pk), form)


@desk_action(PAGE)
def decline(request: DeskRequest, pk: int) -> HttpResponse:
    made, at = _answered(request, pk), timezone.now()
    form = DeclineForm(request.POST, ident="decline")

    if form.done(lambda: placing.decline_proposal(made, **form.answer(), by=request.user, at=at), at=at):
        messages.success(request, _("Thank you. The broker reads why and looks further."))
        return redirect(PAGE, pk)
    return _proposal_page(request, _seen(request, pk), form)


def _seen(request: DeskRequest, pk: int) -> Proposal:
    made = found(whole_proposal(pk))
    allow(may_see_proposal(request.user, made))
    return made


def _answered(request: DeskRequest, pk: int) -> Proposal:
    made = _seen(request, pk)
    allow(may_answer_proposal(request.user, made))
    return made


def _proposal_page(request: DeskRequest, made: Proposal, wrong: DeskForm | None = None) -> HttpResponse:
    today, project = timezone.localdate(), made.question.project
    context = {
        "proposal": made,
        "may_answer": may_answer_proposal(request.user, made),
        "offering": offering_for(made.question, made.course, today),
        "in_the_way": in_the_way(made, today) if made.waits else [],
        "project": project if project and rules.may_see_project(request.user, project) else None,
        "accept": DeskForm(ident="accept"),
        "decline": wrong if isinstance(wrong, DeclineForm) else DeclineForm(ident="decline"),
    }
    return show(request, "workspace/proposal.html", context, wrong=wrong)
