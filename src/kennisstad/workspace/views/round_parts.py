# SPDX-License-Identifier: EUPL-1.2
"""What takes part in a round, and what is decided by hand, one button each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models import Question
from kennisstad.citylab.queries import asker_of
from kennisstad.education.models import Offering
from kennisstad.neighbourhoods.models import Area
from kennisstad.rounds.actions import by_hand, parts
from kennisstad.rounds.models import Exclusion, Round, Team
from kennisstad.web.refusals import NotNow
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.round_parts import (
    CourseSeatsForm,
    RankTeamsForm,
    SeatsForm,
    SupervisorForm,
    TakeOutForm,
)
from kennisstad.workspace.queries import rounds as reads
from kennisstad.workspace.views.page import DeskRequest, desk_action
from kennisstad.workspace.views.round_forms import (
    add_course_form,
    add_question_form,
    asker_form,
    district_limit_form,
    pair_form,
)
from kennisstad.workspace.views.rounds import parts_page, press, run_by, teams_page

PARTS, TEAMS = "workspace:round_parts", "workspace:round_teams"
_part = partial(press, page=parts_page, back_to=PARTS)
_team = partial(press, page=teams_page, back_to=TEAMS)
CHANGED = _("It is changed.")


@desk_action(PARTS)
def round_add_course(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = add_course_form(round, request.user, request.POST)

    def do() -> None:
        offering = Offering.objects.get(pk=form.cleaned_data["offering"])
        parts.add_course(round, offering=offering, seats=form.cleaned_data["seats"], by=request.user, at=at)

    said = _("The course takes part. Its link stands with the round.")
    return _part(request, pk, form, do, said, adding="course")


@desk_action(PARTS)
def round_course_seats(request: DeskRequest, pk: int, course: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    changed = get_object_or_404(round.courses, pk=course)
    form = CourseSeatsForm(request.POST, ident=f"course-{course}")

    def do() -> None:
        parts.set_course_seats(changed, seats=form.cleaned_data["seats"], by=request.user, at=at)

    return _part(request, pk, form, do, CHANGED)


@desk_action(PARTS)
def round_remove_course(request: DeskRequest, pk: int, course: int) -> HttpResponse:
    leaving = get_object_or_404(run_by(request, pk).courses, pk=course)
    return _taken_out(request, pk, parts.remove_course, leaving, _("The course takes part no more."))


@desk_action(PARTS)
def round_add_question(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = add_question_form(request.POST)

    def do() -> None:
        question = Question.objects.get(pk=form.cleaned_data["question"])
        parts.add_question(round, question=question, seats=form.seats, by=request.user, at=at)

    return _part(request, pk, form, do, _("The question takes part."), adding="question")


@desk_action(PARTS)
def round_seats(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    changed = get_object_or_404(round.questions, pk=part)
    names = [(one.pk, one.name) for one in round.supervisors.order_by("name", "pk")]
    form = SeatsForm(request.POST, part=changed, supervisors=names, ident=f"part-{part}")

    def do() -> None:
        chosen = form.cleaned_data.get("supervisor")
        supervisor = round.supervisors.get(pk=chosen) if chosen else None
        parts.set_seats(changed, seats=form.seats, supervisor=supervisor, by=request.user, at=at)

    return _part(request, pk, form, do, CHANGED)


@desk_action(PARTS)
def round_remove_question(request: DeskRequest, pk: int, part: int) -> HttpResponse:
    leaving = get_object_or_404(run_by(request, pk).questions, pk=part)
    return _taken_out(request, pk, parts.remove_question, leaving, _("The question takes part no more."))


@desk_action(PARTS)
def round_add_supervisor(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = SupervisorForm(request.POST, ident="supervisor")

    def do() -> None:
        given = {name: form.cleaned_data[name] for name in ("name", "lower", "upper")}
        parts.add_supervisor(round, **given, by=request.user, at=at)

    return _part(request, pk, form, do, _("The supervisor stands with the round."))


@desk_action(PARTS)
def round_remove_supervisor(request: DeskRequest, pk: int, supervisor: int) -> HttpResponse:
    leaving = get_object_or_404(run_by(request, pk).supervisors, pk=supervisor)
    return _taken_out(request, pk, parts.remove_supervisor, leaving, _("The supervisor is taken out."))


@desk_action(PARTS)
def round_rank_teams(request: DeskRequest, pk: int, supervisor: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    ranking = get_object_or_404(round.supervisors, pk=supervisor)
    form = RankTeamsForm(request.POST, ident=f"rank-{supervisor}")

    def do() -> None:
        tiers = [_with_numbers(round, numbers) for numbers in form.cleaned_data["order"]]
        by_hand.rank_teams(ranking, tiers=tiers, by=request.user, at=at)

    return _part(request, pk, form, do, _("The order of the teams is kept."))


@desk_action(PARTS)
def round_limit(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = district_limit_form(request.POST)

    def do() -> None:
        area = Area.objects.get(pk=form.cleaned_data["district"])
        parts.limit_district(round, area=area, upper=form.cleaned_data["upper"], by=request.user, at=at)

    return _part(request, pk, form, do, _("The limit is set."))


@desk_action(PARTS)
def round_limit_asker(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = asker_form(reads.askers_in(round), request.POST)

    def do() -> None:
        # A form names an asker by a question: the key that the city knows an asker by stays here.
        asker = asker_of(round.questions.get(pk=form.cleaned_data["asker"]).question)
        parts.limit_asker(round, asker=asker, upper=form.cleaned_data["upper"], by=request.user, at=at)

    return _part(request, pk, form, do, _("The limit is set."))


@desk_action(PARTS)
def round_lift_limit(request: DeskRequest, pk: int, limit: int) -> HttpResponse:
    lifted = get_object_or_404(run_by(request, pk).limits, pk=limit)
    return _taken_out(request, pk, parts.lift_limit, lifted, _("The limit is lifted."))


@desk_action(TEAMS)
def round_exclude(request: DeskRequest, pk: int) -> HttpResponse:
    return _pair(request, pk, "exclude", by_hand.exclude, _("They are kept apart. The team reads why."))


@desk_action(TEAMS)
def round_fix(request: DeskRequest, pk: int) -> HttpResponse:
    return _pair(request, pk, "fix", by_hand.fix, _("The team is placed by hand. It reads why."))


@desk_action(TEAMS)
def round_take_out(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = TakeOutForm(request.POST, ident="take-out")

    def do() -> None:
        (team,) = _with_numbers(round, [form.cleaned_data["team"]])
        by_hand.take_out(team, reason=form.cleaned_data["reason"], by=request.user, at=at)

    return _team(request, pk, form, do, _("The team takes part no longer. It reads why."))


@desk_action(TEAMS)
def round_allow(request: DeskRequest, pk: int, exclusion: int) -> HttpResponse:
    round = run_by(request, pk)
    lifted = get_object_or_404(
        Exclusion.objects.select_related("team__round"), pk=exclusion, team__round=round
    )
    return _lifted(request, pk, by_hand.allow_again, lifted, _("They may come together again."))


@desk_action(TEAMS)
def round_lift(request: DeskRequest, pk: int, team: int) -> HttpResponse:
    lifted = get_object_or_404(run_by(request, pk).teams, number=team)
    return _lifted(request, pk, by_hand.lift, lifted, _("The plan decides about this team again."))


def _pair(
    request: DeskRequest, pk: int, ident: str, act: Callable[..., object], said: str | Promise
) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = pair_form(round, ident, request.POST)

    def do() -> None:
        (team,) = _with_numbers(round, [form.cleaned_data["team"]])
        question = round.questions.get(pk=form.cleaned_data["question"])
        act(team, question=question, reason=form.cleaned_data["reason"], by=request.user, at=at)

    return _team(request, pk, form, do, said)


def _with_numbers(round: Round, numbers: list[int]) -> list[Team]:
    found = {team.number: team for team in round.teams.taking_part().filter(number__in=numbers)}
    if unknown := [number for number in numbers if number not in found]:
        raise NotNow(_("There is no team %(number)d in this round.") % {"number": unknown[0]})
    return [found[number] for number in numbers]


def _taken_out(
    request: DeskRequest, pk: int, act: Callable[..., object], record: Any, said: str | Promise
) -> HttpResponse:
    form, at = DeskForm(request.POST, ident="step"), timezone.now()
    return _part(request, pk, form, lambda: act(record, by=request.user, at=at), said)


def _lifted(
    request: DeskRequest, pk: int, act: Callable[..., object], record: Any, said: str | Promise
) -> HttpResponse:
    form, at = DeskForm(request.POST, ident="step"), timezone.now()
    return _team(request, pk, form, lambda: act(record, by=request.user, at=at), said)
