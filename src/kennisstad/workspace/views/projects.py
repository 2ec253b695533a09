# SPDX-License-Identifier: EUPL-1.2
"""Projects: the list, one project with all that can be done for it, and a new one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import Role, User
from kennisstad.accounts.rules import may_read_journal
from kennisstad.citylab.road import road_of_project
from kennisstad.projects import actions
from kennisstad.projects.models import Project, Status
from kennisstad.projects.rules import may_start, may_work_on
from kennisstad.workspace import rules
from kennisstad.workspace.forms.base import DeskForm
from kennisstad.workspace.forms.fieldwork import PlanForm
from kennisstad.workspace.forms.projects import (
    FileForm,
    GiveBackForm,
    HandOverForm,
    LogForm,
    MilestoneForm,
    NewProjectForm,
    ProjectForm,
    ReachForm,
    StopForm,
)
from kennisstad.workspace.queries import choices
from kennisstad.workspace.queries.fieldwork import areas_to_choose, together, works_of_project
from kennisstad.workspace.queries.projects import VIEWS, narrowed, projects_of, whole_project
from kennisstad.workspace.views.page import DeskRequest, allow, desk_form, desk_page, found, show
from kennisstad.workspace.wording import PROJECT_VIEWS

PROJECTS_A_PAGE = 25


@desk_page
def projects(request: DeskRequest) -> HttpResponse:
    allow(rules.may_see_projects(request.user))
    today, view = timezone.localdate(), request.GET.get("show", "")
    view = view if view in VIEWS else VIEWS[0]
    listed = narrowed(projects_of(request.user), view, today)
    page = Paginator(listed, PROJECTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(project, project.is_late(today)) for project in page],
        "views": [(name, PROJECT_VIEWS[name], name == view) for name in VIEWS],
        "may_begin": rules.may_begin_projects(request.user),
    }
    return show(request, "workspace/projects.html", context)


@desk_page
def project(request: DeskRequest, pk: int) -> HttpResponse:
    return project_page(request, pk)


@desk_form
def project_new(request: DeskRequest) -> HttpResponse:
    allow(rules.may_begin_projects(request.user))
    form = _new_form(request.user, request.POST if request.method == "POST" else None)
    at = timezone.now()

    def do() -> None:
        carrier_id, starts_on = form.cleaned_data["carrier"], form.cleaned_data["starts_on"]
        allow(may_start(request.user, partner_id=carrier_id))
        actions.begin(**form.change(), carrier_id=carrier_id, starts_on=starts_on, by=request.user, at=at)

    if form.is_bound and form.done(do, at=at):
        messages.success(request, _("The project stands on the books."))
        return redirect("workspace:projects")
    return show(request, "workspace/project_new.html", {"form": form}, wrong=form if form.is_bound else None)


def project_page(request: DeskRequest, pk: int, wrong: DeskForm | None = None) -> HttpResponse:
    """Show the project as it is by now; with `wrong`, the form that was not taken, as it was filled in."""
    shown = found(whole_project(pk))
    allow(rules.may_see_project(request.user, shown))
    context = {
        "project": shown,
        "result": getattr(shown, "result", None),
        "road": road_of_project(shown, next(iter(shown.questions.all()), None)),
        "is_late": shown.is_late(timezone.localdate()),
        "reads_journal": may_read_journal(request.user),
        "works_here": (works_here := works_of_project(shown)),
        "shared_visits": together(works_here),
    }
    if may_work_on(request.user, shown):
        context |= _forms(shown, {wrong.ident: wrong} if wrong else {})
    return show(request, "workspace/project.html", context, wrong=wrong)


def describe_form(shown: Project, data: Any = None) -> ProjectForm:
    return ProjectForm(data, project=shown, ident="describe", **_offered(shown))


def plan_form(shown: Project, data: Any = None) -> PlanForm:
    return PlanForm(data, areas=areas_to_choose([area.pk for area in shown.districts.all()]), ident="plan")


def _new_form(user: User, data: Any = None) -> NewProjectForm:
    own = None if user.is_a(Role.BROKER) else _edits_for(user)
    return NewProjectForm(data, carriers=choices.partners(among=own), ident="new", **_offered())


def _edits_for(user: User) -> list[int]:
    return user.partners_as(Role.PARTNER_EDITOR)


def _offered(shown: Project | None = None) -> dict[str, choices.Choices]:
    return {
        "partners": choices.partners(),
        "districts": choices.districts(),
        "themes": choices.themes(chosen=shown.themes.all() if shown else ()),
    }


def _forms(shown: Project, bound: Mapping[str, DeskForm]) -> dict[str, Any]:
    """Each form of the page by its name; which of them it offers follows from where the project stands."""
    free = {
        "start": DeskForm(ident="start"),
        "milestone": MilestoneForm(ident="milestone"),
        "log": LogForm(ident="log"),
        "hand_over": HandOverForm(ident="hand_over"),
        "file": FileForm(ident="file"),
        "give_back": GiveBackForm(ident="give_back"),
        "close": DeskForm(ident="close"),
        "stop": StopForm(ident="stop"),
    }
    milestones = [
        (one, bound.get(f"reach-{one.pk}") or ReachForm(ident=f"reach-{one.pk}"))
        for one in shown.milestones.all()
    ]
    return {
        "works": True,
        "describe": bound.get("describe") or describe_form(shown),
        "plan": bound.get("plan") or plan_form(shown),
        "milestones": milestones,
        "can": {str(status).replace("-", "_"): shown.can_become(status) for status in Status},
        **free,
        **bound,
    }
