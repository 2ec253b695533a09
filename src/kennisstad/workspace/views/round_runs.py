# SPDX-License-Identifier: EUPL-1.2
"""The computed plans of a round: what each policy does, what a change would do, and one plan whole."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kennisstad.neighbourhoods.models import Area
from kennisstad.rounds import computing, told
from kennisstad.rounds.allocation.compare import compare
from kennisstad.rounds.allocation.figures import Figures, Group, teams_by
from kennisstad.rounds.allocation.instance import Instance, Policy, Team
from kennisstad.rounds.allocation.reading import read
from kennisstad.rounds.ballot import level_in_words
from kennisstad.rounds.models import Round, Run
from kennisstad.rounds.outcome import SEATS_LOOKED_AT, SLOW_S, read_clash, read_effects, read_figures
from kennisstad.rounds.queries.review import names_of, weighed, with_exclusions_told
from kennisstad.rounds.unproven import Weight
from kennisstad.rounds.wording import (
    FIRST_COME,
    POLICIES,
    UNDECIDED,
    Names,
    change_in_words,
    changed_in_words,
    clash_in_words,
    effect_in_words,
    explanation_in_words,
    fault_in_words,
    proof_in_words,
    weight_in_words,
)
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.round_parts import WhatIfForm
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries import rounds as reads
from kennisstad.workspace.views.page import DeskRequest, desk_action, desk_page, found, show
from kennisstad.workspace.views.rounds import around, press, run_by, seen

PLANS = "workspace:round_plans"
TEAMS_A_PAGE, MOST_FAULTS, MOST_CHANGES = 50, 50, 50


@dataclass(frozen=True)
class Line:
    """One team of a plan: its question, what rank that is, and what it reads itself."""

    number: str
    question: str
    rank: int | None
    by_hand: bool
    sentences: list[str]


@desk_page
def round_plans(request: DeskRequest, pk: int) -> HttpResponse:
    return plans_page(request, pk)


@desk_page
def round_plan(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    shown = seen(request, pk)
    run = found(reads.whole_run(shown, number))
    instance, names = with_exclusions_told(_instance_of(run), shown), names_of(shown)
    context = around(request, shown, "round_plans") | {
        "run": run,
        "policy": POLICIES[Policy(run.policy)],
        "figures": (figures := read_figures(run.figures)),
        "spread": spread(figures, names, _institutions(shown, run, instance)) if figures else [],
        "faults": [
            (fault_in_words(one, instance, names), weight_in_words(weight), weight is Weight.FORBIDDEN)
            for one, weight in weighed(run, instance, most=MOST_FAULTS)
        ],
        "fault_count": len(run.faults),
        "undecided": UNDECIDED,
        "proof": _proof(run),
        "clash": clash_in_words(read_clash(run.answer), instance, names),
        "effects": [effect_in_words(one, names) for one in read_effects(run.figures)],
        "not_looked_at": _seats_not_looked_at(run),
        "changed": changed_in_words(run.what_if, names),
        "page": _lines(request, run, instance, names),
        **_beside_present(shown, run, instance, names),
    }
    return show(request, "workspace/round_plan.html", context)


Rows = list[tuple[str, Group]]


def spread(figures: Figures, names: Names, institutions: Rows) -> list[tuple[str | Promise, Rows]]:
    """Lay out how places fall over levels, institutions, courses, districts; but what there is none of."""
    groups = [
        (_("Level"), [(level_in_words(one.id), one) for one in figures.levels if one.id]),
        (_("Institution"), institutions),
        (_("Course"), [(names.course(one.id), one) for one in figures.courses if one.id]),
        (_("District"), [(names.district(one.id), one) for one in figures.districts]),
    ]
    return [(heading, rows) for heading, rows in groups if rows]


def _institutions(shown: Round, run: Run, instance: Instance) -> Rows:
    """How places fall over the institutions whose courses take part, by name."""
    found = shown.courses.select_related("offering__course__partner")
    partners = {str(one.pk): one.offering.course.partner for one in found}
    names = {str(partner.pk): partner.name for partner in partners.values()}
    groups = teams_by(run.plan, instance, {course: str(partner.pk) for course, partner in partners.items()})
    return sorted(((names[one.id], one) for one in groups), key=lambda row: (row[0], row[1].id))


def _seats_not_looked_at(run: Run) -> str:
    """Say what one more seat would change at which questions was not worked out; empty where all was."""
    if run.figures.get("slow"):
        return gettext(
            "This plan took more than %(number)d seconds. So it was not worked out what one more seat would"
            " change, and what first come, first served would give."
        ) % {"number": SLOW_S}
    if others := run.figures.get("seats_left_aside", 0):
        said = ngettext(
            "Only the %(most)d questions that most teams would rather have were looked at. %(number)d other"
            " full question was not.",
            "Only the %(most)d questions that most teams would rather have were looked at. %(number)d other"
            " full questions were not.",
            others,
        )
        return said % {"most": SEATS_LOOKED_AT, "number": others}
    return ""


@desk_action(PLANS)
def round_what_if(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()
    form = what_if_form(round, request.POST)

    def do() -> None:
        given = form.cleaned_data
        part = round.questions.get(pk=given["question"]) if given["question"] else None
        area = Area.objects.get(pk=given["district"]) if given["district"] else None
        change = form.change(place=str(part.place) if part else "", district=area.code if area else "")
        computing.ask_what_if(round, change=change, by=request.user, at=at)

    return _plans(request, pk, form, do, _("It is being computed. Look again in a moment."))


@desk_action(PLANS)
def round_policies(request: DeskRequest, pk: int) -> HttpResponse:
    round, at = run_by(request, pk), timezone.now()

    def do() -> None:
        computing.ask_every_policy(round, by=request.user, at=at)

    said = _("All policies are being computed. Look again in a moment.")
    return _plans(request, pk, DeskForm(request.POST, ident="step"), do, said)


def plans_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show what each policy does for this round, and every computation so far."""
    shown = seen(request, pk)
    names = names_of(shown)
    rows = [
        (FIRST_COME if row.policy is None else POLICIES[row.policy], row) for row in reads.policy_rows(shown)
    ]
    context = around(request, shown, "round_plans") | {
        "rows": rows,
        "runs": [
            (run, POLICIES[Policy(run.policy)], changed_in_words(run.what_if, names))
            for run in reads.runs_of(shown)
        ],
        "can_look": shown.status in computing.LOOKED_AT,
        "step": DeskForm(ident="step"),
        "what_if": wrong if isinstance(wrong, WhatIfForm) else what_if_form(shown),
    }
    return show(request, "workspace/round_plans.html", context, wrong=wrong)


_plans = partial(press, page=plans_page, back_to=PLANS)


def what_if_form(shown: Round, data: Any = None) -> WhatIfForm:
    questions = reads.numbered_questions(shown)
    return WhatIfForm(data, questions=questions, districts=choices.districts(), ident="what-if")


def _proof(run: Run) -> str:
    unproven = run.answer.get("unproven")
    return proof_in_words(unproven, run.answer["gap"]) if unproven else ""


def _instance_of(run: Run) -> Instance:
    return told.ready(run).instance if run.is_done else read(run.instance)[0]


def _lines(request: DeskRequest, run: Run, instance: Instance, names: Names) -> Any:
    """Lay out one page of teams, with the reasons that each reads itself."""
    teams = sorted(instance.teams, key=lambda team: int(team.id))
    page: Any = Paginator(teams, TEAMS_A_PAGE).get_page(request.GET.get("page"))
    if not run.is_done:
        page.object_list = []
        return page
    explainer, plan = told.ready(run).explainer, run.plan

    def line(team: Team) -> Line:
        question = plan.get(team.id, "")
        reasons = [(one.question, one.reason) for one in instance.exclusions if one.team == team.id]
        explanation = told.with_reasons(explainer.explanation(team.id), reasons)
        return Line(
            team.id,
            names.question(question) if question else "",
            next((rank for rank, tier in enumerate(team.wishes, start=1) if question in tier), None),
            team.fixed is not None,
            explanation_in_words(explanation, names),
        )

    page.object_list = [line(team) for team in page]
    return page


def _beside_present(shown: Round, run: Run, instance: Instance, names: Names) -> dict[str, Any]:
    """Set a plan beside the one under review, or published; nothing when it is that one."""
    present = shown.run
    if present is None or present == run or not run.is_done:
        return {}
    found = compare(present.plan, run.plan, instance)
    changes = [*found.gain, *found.lose, *found.move]
    return {
        "comparison": found,
        "changes": [change_in_words(one, names) for one in changes[:MOST_CHANGES]],
    }
