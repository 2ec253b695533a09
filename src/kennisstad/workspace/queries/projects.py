# SPDX-License-Identifier: EUPL-1.2
"""Projects that a person may see: all for who keeps the overview, else those the person works on."""

from datetime import date

from django.db.models import Prefetch, Q

from kennisstad.accounts.models import Role, User
from kennisstad.projects.models import LogEntry, Milestone, Project, Status
from kennisstad.projects.models.project import ENDED, RETURNED, UNDER_WAY, ProjectQuerySet
from kennisstad.projects.rules import may_see_overview

VIEWS = ("running", "late", "result", "ended")
"""What the list can be narrowed to; the first is shown when nothing is chosen."""


def projects_of(user: User) -> ProjectQuerySet:
    """Those that `workspace.rules.may_see_project` allows."""
    if may_see_overview(user):
        return Project.objects.all()
    carried = user.partners_as(Role.PARTNER_EDITOR)
    institutions = user.partners_as(Role.COORDINATOR)
    named = user.courses.through.objects.filter(user=user).values("course")
    return Project.objects.filter(Q(carrier__in=carried) | Q(carrier__in=institutions, course__in=named))


def narrowed(projects: ProjectQuerySet, view: str, today: date) -> ProjectQuerySet:
    """Narrow to one of `VIEWS`, in the order in which people look for them."""
    ways = {
        "running": is_under_way(),
        "late": is_late(today),
        "result": Q(status__in=[Status.HANDED_OVER, Status.GIVEN_BACK]),
        "ended": Q(status__in=ENDED),
    }
    return projects.filter(ways[view]).with_words().newest()


def is_under_way() -> Q:
    """It was put on the books, and there is no result yet."""
    return Q(status__in=UNDER_WAY)


def is_late(today: date) -> Q:
    """As `Project.is_late` says of one."""
    return is_under_way() & Q(ends_on__lt=today)


def not_returned() -> Q:
    """There is a result, and nobody brought it back yet."""
    return Q(status=Status.HANDED_OVER)


def whole_project(pk: int) -> Project | None:
    """One project with all that its desk shows; a fixed number of queries."""
    found = Project.objects.select_related("carrier", "course", "result").prefetch_related(
        "texts",
        "partners",
        "districts",
        "themes__texts",
        "givings_back__texts",
        "result__texts",
        "result__links",
        "result__files",
        "questions__texts",
        "questions__steps",
        "questions__uses",
    )
    found = found.prefetch_related(
        Prefetch("milestones", queryset=Milestone.objects.in_order()), "milestones__texts"
    )
    found = found.prefetch_related(Prefetch("log", queryset=LogEntry.objects.newest()), "log__texts")
    return found.filter(pk=pk).first()


def next_milestones(user: User, *, most: int) -> list[Milestone]:
    """What has to be done next in the projects this person works on, soonest first; one per project."""
    open_ones = Milestone.objects.filter(
        project__in=projects_of(user).exclude(status__in=[*RETURNED, *ENDED]), done_on__isnull=True
    )
    found = open_ones.in_order().prefetch_related("texts", "project__texts")
    soonest: dict[int, Milestone] = {}
    for milestone in found[: 10 * most]:
        soonest.setdefault(milestone.project_id, milestone)
    return list(soonest.values())[:most]
