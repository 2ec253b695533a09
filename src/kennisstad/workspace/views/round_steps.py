# SPDX-License-Identifier: EUPL-1.2
"""What can be done with a round, one button each: along its road, and its computations."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds import computing
from kennisstad.rounds.actions import making, settling, steps, telling
from kennisstad.rounds.models import Appeal, Status
from kennisstad.web.templatetags.web import in_words
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.rounds import (
    AnswerAppealForm,
    ArrangementsForm,
    CancelForm,
    ClosesForm,
    LeaveOutForm,
    PolicyForm,
)
from kennisstad.workspace.views.page import DeskRequest, desk_action
from kennisstad.workspace.views.rounds import press, run_by

PAGE = "workspace:round"


@desk_action(PAGE)
def round_describe(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = ArrangementsForm(request.POST, round=round, ident="describe")

    def do() -> None:
        making.describe(round, words=form.words, arrangements=form.arrangements, by=request.user, at=at)

    return press(request, pk, form, do, _("The round now says what you wrote."))


@desk_action(PAGE)
def round_policy(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = PolicyForm(request.POST, ident="policy")

    def do() -> None:
        making.choose_policy(round, policy=form.chosen, by=request.user, at=at)

    return press(request, pk, form, do, _("This policy decides the round from now on."))


@desk_action(PAGE)
def round_open(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        steps.open_round(round, by=request.user, at=at)

    later = _("The round is public. Give every course its link: teams can sign up from %(day)s.")
    early = later % {"day": in_words(timezone.localdate(round.opens_at))}
    sentence = early if at < round.opens_at else _("The round is open. Give every course its link.")
    return press(request, pk, DeskForm(request.POST, ident="step"), do, sentence)


@desk_action(PAGE)
def round_close(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        steps.close(round, by=request.user, at=at)

    said = _("The round is closed. Nobody can change a wish any more.")
    return press(request, pk, DeskForm(request.POST, ident="step"), do, said)


@desk_action(PAGE)
def round_closes(request: DeskRequest, pk: int) -> HttpResponse:
    """Give another last day; a round that is closed opens again until then."""
    round, at = run_by(request, pk), timezone.now()
    form = ClosesForm(request.POST, ident="closes")
    move = steps.close_at if round.status == Status.OPEN else steps.reopen

    def do() -> None:
        move(round, closes_at=form.closes_at, by=request.user, at=at)

    return press(request, pk, form, do, _("The round takes wishes until that day. All teams hear of it."))


@desk_action(PAGE)
def round_cancel(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = CancelForm(request.POST, ident="cancel")

    def do() -> None:
        steps.cancel(round, reason=form.cleaned_data["reason"], by=request.user, at=at)

    return press(request, pk, form, do, _("The round is called off. All teams read why."))


@desk_action(PAGE)
def round_compute(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        computing.ask_to_compute(round, by=request.user, at=at)

    said = _("The plan is being computed. Look again in a moment.")
    return press(request, pk, DeskForm(request.POST, ident="step"), do, said)


@desk_action(PAGE)
def round_stop(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    run = get_object_or_404(round.runs, number=number)

    def do() -> None:
        computing.stop(run, by=request.user, at=at)

    return press(request, pk, DeskForm(request.POST, ident="step"), do, _("The computation was stopped."))


@desk_action(PAGE)
def round_publish(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        telling.publish(round, by=request.user, at=at)

    said = _("The plan is published. Every team reads its place and why.")
    return press(request, pk, DeskForm(request.POST, ident="step"), do, said)


@desk_action(PAGE)
def round_appeal(request: DeskRequest, pk: int, appeal: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    made = get_object_or_404(Appeal.objects.select_related("team__round"), pk=appeal, team__round=round)
    form = AnswerAppealForm(request.POST, ident=f"appeal-{appeal}")

    def do() -> None:
        decide = telling.uphold if form.upholds else telling.reject
        decide(made, answer=form.cleaned_data["answer"], by=request.user, at=at)

    return press(request, pk, form, do, _("The team reads your answer."))


@desk_action(PAGE)
def round_settle(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        settling.settle(round, by=request.user, at=at)

    said = _("The round is settled. The projects of the questions with teams stand ready.")
    return press(request, pk, DeskForm(request.POST, ident="step"), do, said)


@desk_action(PAGE)
def round_leave_out(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    left = get_object_or_404(round.questions.select_related("round__run"), pk=part)
    form = LeaveOutForm(request.POST, ident=f"leave-out-{part}")

    def do() -> None:
        settling.leave_out(left, reason=form.cleaned_data["reason"], by=request.user, at=at)

    return press(request, pk, form, do, _("The question is left out. Its teams are told why."))
