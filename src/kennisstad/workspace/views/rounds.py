# SPDX-License-Identifier: EUPL-1.2
"""Rounds: the list, a new one, and the pages of one: where it stands, what takes part, its teams."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import Role, User
from kennisstad.partners.models import Partner
from kennisstad.rounds.actions import making
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.codes import For, code_of
from kennisstad.rounds.models import Round, RoundCourse, Status
from kennisstad.rounds.queries.reach import in_vain
from kennisstad.rounds.queries.settling import obstacles, placings
from kennisstad.rounds.queries.standing import really
from kennisstad.rounds.rules import may_make_round, may_run_round, may_see_round, may_see_rounds
from kennisstad.rounds.wording import POLICIES
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.round_parts import (
    CourseSeatsForm,
    RankTeamsForm,
    SeatsForm,
    SupervisorForm,
    TakeOutForm,
)
from kennisstad.workspace.forms.round_teams import TeamsFileForm
from kennisstad.workspace.forms.rounds import (
    AnswerAppealForm,
    ArrangementsForm,
    CancelForm,
    ClosesForm,
    LeaveOutForm,
    NewRoundForm,
    PolicyForm,
)
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import rounds as reads
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, found, show
from kennisstad.workspace.views.round_forms import (
    add_course_form,
    add_question_form,
    asker_form,
    asker_in_words,
    district_limit_form,
    pair_form,
    put_in_form,
)
from kennisstad.workspace.wording import ROUND_NEEDS

ROUNDS_A_PAGE, TEAMS_A_PAGE = 25, 50
Bound = Mapping[str, DeskForm]


@desk_page
def rounds(request: DeskRequest) -> HttpResponse:
    allow(may_see_rounds(request.user))
    page = Paginator(reads.rounds_for(request.user), ROUNDS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_make": may_make_round(request.user)}
    return show(request, "workspace/rounds.html", context)


@desk_form
def round_new(request: DeskRequest) -> HttpResponse:
    allow(may_make_round(request.user))
    form = _new_form(request.user, request.POST if request.method == "POST" else None)
    at, made = timezone.now(), []

    def do() -> None:
        given = form.cleaned_data
        allow(may_make_round(request.user, partner_id=given["organiser"]))
        made.append(
            making.make(
                organiser=Partner.objects.get(pk=given["organiser"]),
                words=form.words,
                arrangements=form.arrangements,
                policy=Policy(given["policy"]),
                by=request.user,
                at=at,
            )
        )

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The round stands ready. Now add courses and questions."))
        return redirect("workspace:round_parts", made[0].pk) if made else redirect("workspace:rounds")
    wrong = form if form.is_bound else None
    return show(request, "workspace/round_new.html", {"form": form, "policies": POLICIES}, wrong=wrong)


@desk_page
def round_desk(request: DeskRequest, pk: int) -> HttpResponse:
    return round_page(request, pk)


@desk_page
def round_parts(request: DeskRequest, pk: int) -> HttpResponse:
    return parts_page(request, pk)


@desk_page
def round_teams(request: DeskRequest, pk: int) -> HttpResponse:
    return teams_page(request, pk)


def round_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show where a round stands; with `wrong`, the form that was not taken, as it was filled in."""
    shown, bound = seen(request, pk), _bound(wrong)
    context = around(request, shown, "round") | {
        "needs": ROUND_NEEDS[Status(shown.status)],
        "policy": POLICIES[Policy(shown.policy)],
        "really": really(shown),
        "links": [(course, _code(course)) for course in reads.courses_of(shown)],
        "runs": reads.runs_of(shown),
        "appeals": [
            (one, bound.get(f"appeal-{one.pk}") or AnswerAppealForm(ident=f"appeal-{one.pk}"))
            for one in reads.appeals_of(shown)
        ],
        "in_vain": in_vain(shown),
        "obstacles": _obstacles(shown, bound),
        "left_out": shown.questions.with_words().in_order().filter(left_out_at__isnull=False),
        "step": DeskForm(ident="step"),
        "describe": bound.get("describe") or ArrangementsForm(round=shown, ident="describe"),
        "closes": bound.get("closes") or ClosesForm(ident="closes"),
        "choose": bound.get("policy") or PolicyForm(ident="policy", initial={"policy": shown.policy}),
        "cancel": bound.get("cancel") or CancelForm(ident="cancel"),
        "can": {str(status): shown.can_become(status) for status in Status},
    }
    return show(request, "workspace/round.html", context, wrong=wrong)


def _obstacles(shown: Round, bound: Bound) -> dict[str, Any]:
    """What keeps a published round from being settled, and the questions that can be left out."""
    if shown.status != Status.PUBLISHED:
        return {}
    stopped = obstacles(shown, placings(shown))
    parts = {part.pk: part for one in stopped for part in one.parts}
    forms = [(part, _one(bound, f"leave-out-{pk}", LeaveOutForm)) for pk, part in parts.items()]
    is_time = timezone.localdate() > shown.appeals_until
    return {"sentences": [one.sentence for one in stopped], "forms": forms, "is_time": is_time}


def parts_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show what takes part in a round, each with what can be changed about it."""
    shown, bound = seen(request, pk), _bound(wrong)
    supervisors = list(shown.supervisors.prefetch_related("priorities__team").order_by("name", "pk"))
    names, askers = [(one.pk, one.name) for one in supervisors], reads.askers_in(shown)
    context = around(request, shown, "round_parts") | {
        "courses": [
            (one, _one(bound, f"course-{one.pk}", CourseSeatsForm, initial={"seats": one.seats}))
            for one in reads.courses_of(shown)
        ],
        "questions": [
            (one, _one(bound, f"part-{one.pk}", SeatsForm, part=one, supervisors=names))
            for one in reads.parts_of(shown)
        ],
        "supervisors": [
            (one, _one(bound, f"rank-{one.pk}", RankTeamsForm, initial={"order": one.order}))
            for one in supervisors
        ],
        "limits": [
            (one, one.area.name if one.area else asker_in_words(dict(askers).get(one.asker, [])))
            for one in shown.limits.select_related("area").order_by("pk")
        ],
        "step": DeskForm(ident="step"),
        "in_vain": in_vain(shown),
        # Whoever added one often adds the next: its form stays open.
        "adding": request.GET.get("adding", ""),
    }
    if context["runs_it"]:
        context |= {
            "add_course": bound.get("add-course") or add_course_form(shown, request.user),
            "add_question": bound.get("add-question") or add_question_form(),
            "add_supervisor": bound.get("supervisor") or SupervisorForm(ident="supervisor"),
            "limit_form": bound.get("limit") or district_limit_form(),
            "asker_form": bound.get("limit-asker") or asker_form(askers),
        }
    return show(request, "workspace/round_parts.html", context, wrong=wrong)


def teams_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show the teams of a round, and what a coordinator decided about single ones."""
    shown, bound = seen(request, pk), _bound(wrong)
    page = Paginator(reads.teams_of(shown), TEAMS_A_PAGE).get_page(request.GET.get("page"))
    context = around(request, shown, "round_teams") | {
        "page": page,
        "step": DeskForm(ident="step"),
        "exclude": bound.get("exclude") or pair_form(shown, "exclude"),
        "fix": bound.get("fix") or pair_form(shown, "fix"),
        "take_out": bound.get("take-out") or TakeOutForm(ident="take-out"),
        "taken_out": shown.teams.exclude(taken_out_because="").in_order(),
        "put_in": bound.get("put-in") or put_in_form(shown),
        "teams_file": bound.get("teams-file") or TeamsFileForm(ident="teams-file"),
        "takes_wishes": shown.takes_wishes(timezone.now()),
    }
    return show(request, "workspace/round_teams.html", context, wrong=wrong)


def seen(request: DeskRequest, pk: int) -> Round:
    """Go on only with a round that this person may see."""
    shown = found(reads.whole_round(pk))
    allow(may_see_round(request.user, shown))
    return shown


def run_by(request: DeskRequest, pk: int) -> Round:
    """Go on only with a round that this person runs."""
    shown = found(reads.whole_round(pk))
    allow(may_run_round(request.user, shown))
    return shown


def press(
    request: DeskRequest,
    pk: int,
    form: DeskForm,
    do: Callable[[], object],
    sentence: str | Promise,
    *,
    page: Callable[[DeskRequest, int, DeskForm | None], HttpResponse] = round_page,
    back_to: str = "workspace:round",
    adding: str = "",
) -> HttpResponse:
    """Do what a form asks and lead back to its page, or show that page with what is wrong.

    Args:
        adding: what the form adds, so that it stays open for the next one.
    """
    if not form.done(do, at=timezone.now()):
        return page(request, pk, form)
    messages.success(request, str(sentence))
    return redirect(reverse(back_to, args=[pk]) + (f"?adding={adding}#add-{adding}" if adding else ""))


def _new_form(user: User, data: Any = None) -> NewRoundForm:
    own = user.partners_as(Role.COORDINATOR)
    organisers = choices.partners(among=None if user.is_a(Role.BROKER) else own)
    return NewRoundForm(data, organisers=organisers, ident="new")


def around(request: DeskRequest, shown: Round, here: str) -> dict[str, Any]:
    """What stands on every page of one round."""
    return {
        "round": shown,
        "here": here,
        "runs_it": may_run_round(request.user, shown),
        "being_computed": shown.runs.being_computed().real().first(),
    }


def _code(course: RoundCourse) -> str:
    try:
        return code_of(For.SIGN_UP, course.key, course.code_digest)
    except LookupError:
        # The secret of those days was thrown away: the course has to be taken out and put in again.
        return ""


def _bound(wrong: DeskForm | None) -> Bound:
    return {wrong.ident: wrong} if wrong else {}


def _one(bound: Bound, ident: str, form: type[DeskForm], **given: Any) -> DeskForm:
    return bound.get(ident) or form(ident=ident, **given)
