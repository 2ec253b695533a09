# SPDX-License-Identifier: EUPL-1.2
"""What happens to projects: begin, note, hand over, give back, close, stop."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.projects.models import (
    GivingBack,
    LogEntry,
    Milestone,
    Project,
    Result,
    ResultLink,
    Status,
)
from kennisstad.web.refusals import NotNow

Words = Mapping[str, Mapping[str, str]]
"""Per language (`nl`, `en`) the fields of that record's text."""

_NO = {
    Status.PLANNED: _("This project has not begun yet."),
    Status.RUNNING: _("This project has no result yet. Hand over the result first."),
    Status.HANDED_OVER: _("The result has not been given back yet. Say first where and how."),
    Status.GIVEN_BACK: _("The result of this project has been given back already."),
    Status.CLOSED: _("This project is closed already."),
    Status.STOPPED: _("This project was stopped."),
}
"""Why a step is refused, by where the project stands."""


def write(record_with_texts: Any, words: Words) -> None:
    """Write a record's words, one row per language; a language that is left out stays as it was."""
    for language, fields in words.items():
        record_with_texts.texts.update_or_create(language=language, defaults=dict(fields))


@transaction.atomic
def begin(
    *,
    words: Words,
    carrier_id: int,
    starts_on: date,
    by: User | None,
    at: datetime,
    ends_on: date | None = None,
    course_id: int | None = None,
    partners: Iterable[int] = (),
    districts: Iterable[int] = (),
    themes: Iterable[int] = (),
) -> Project:
    """Put a new project on the books, planned."""
    project = Project.objects.create(
        carrier_id=carrier_id, course_id=course_id, starts_on=starts_on, ends_on=ends_on
    )
    _link(project, partners, districts, themes)
    write(project, words)
    _note("project.begun", project, by, at)
    return project


@transaction.atomic
def describe(
    project: Project,
    *,
    words: Words,
    partners: Iterable[int],
    districts: Iterable[int],
    themes: Iterable[int],
    ends_on: date | None,
    by: User,
    at: datetime,
) -> None:
    """Change what the project says of itself and who takes part."""
    _hold(project)
    project.ends_on = ends_on
    project.save(update_fields=["ends_on"])
    _link(project, partners, districts, themes)
    write(project, words)
    _note("project.described", project, by, at)


@transaction.atomic
def start(project: Project, *, by: User | None, at: datetime) -> None:
    """The team is at work, from this day on, whatever was planned.

    Raises:
        NotNow: it runs already, or has ended.
    """
    _move(project, Status.RUNNING, starts_on=min(localdate(at), project.ends_on or date.max))
    _note("project.started", project, by, at)


@transaction.atomic
def add_milestone(
    project: Project, *, words: Words, due_on: date, by: User | None, at: datetime
) -> Milestone:
    """Plan a moment by which something is done.

    Raises:
        NotNow: the project has ended.
    """
    _hold(project)
    if project.is_ended:
        raise NotNow(_NO[Status(project.status)])
    milestone = Milestone.objects.create(project=project, due_on=due_on)
    write(milestone, words)
    _note("project.milestone-added", project, by, at, milestone=milestone.pk)
    return milestone


@transaction.atomic
def reach(milestone: Milestone, *, on: date, by: User | None, at: datetime) -> None:
    """Tick off a milestone.

    Raises:
        NotNow: somebody did already.
    """
    milestone.refresh_from_db(from_queryset=Milestone.objects.select_for_update())
    if milestone.done_on is not None:
        raise NotNow(_("Somebody has ticked off this milestone already."))
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])
    _note("project.milestone-reached", milestone.project, by, at, milestone=milestone.pk)


@transaction.atomic
def log(project: Project, *, words: Words, on: date, by: User | None, at: datetime) -> LogEntry:
    """Write a dated, public line about what happened."""
    _hold(project)
    entry = LogEntry.objects.create(project=project, on=on)
    write(entry, words)
    _note("project.logged", project, by, at)
    return entry


@transaction.atomic
def hand_over(
    project: Project,
    *,
    words: Words,
    on: date,
    by: User | None,
    at: datetime,
    links: Iterable[tuple[str, str]] = (),
    data_deleted_on: date | None = None,
) -> Result:
    """Hand over the result: what was found, what failed, the next best question.

    Args:
        links: pairs of address and label.
    Raises:
        NotNow: the project does not run, or has a result.
    """
    _move(project, Status.HANDED_OVER)
    result = Result.objects.create(project=project, handed_over_on=on, data_deleted_on=data_deleted_on)
    write(result, words)
    ResultLink.objects.bulk_create(
        ResultLink(result=result, address=address, label=label) for address, label in links
    )
    _note("project.handed-over", project, by, at, result=result.pk)
    return result


@transaction.atomic
def give_back(
    project: Project, *, words: Words, on: date, form: str, by: User | None, at: datetime
) -> GivingBack:
    """The result was brought back to where the question came from; this may happen more than once.

    Raises:
        NotNow: there is no result yet, or the project has ended.
    """
    _hold(project)
    if project.status != Status.GIVEN_BACK:
        _move(project, Status.GIVEN_BACK)
    giving = GivingBack.objects.create(project=project, on=on, form=form)
    write(giving, words)
    _note("project.given-back", project, by, at)
    return giving


@transaction.atomic
def close(project: Project, *, by: User | None, at: datetime) -> None:
    """Close a project for good.

    Raises:
        NotNow: no result was handed over, or it was not given back.
    """
    _move(project, Status.CLOSED, ended_on=localdate(at))
    _note("project.closed", project, by, at)


@transaction.atomic
def stop(project: Project, *, because: str, language: str, by: User | None, at: datetime) -> None:
    """Stop a project that will not bring a result, and say why.

    Raises:
        NotNow: there is a result, or it has ended.
    """
    _move(
        project,
        Status.STOPPED,
        ended_on=localdate(at),
        stopped_because=because,
        stopped_language=language,
    )
    _note("project.stopped", project, by, at)


def _link(project: Project, partners: Iterable[int], districts: Iterable[int], themes: Iterable[int]) -> None:
    project.partners.set({project.carrier_id, *partners})
    project.districts.set(districts)
    project.themes.set(themes)


def _hold(project: Project) -> None:
    # Two people may press at once: look again, and hold the row until we are done.
    project.refresh_from_db(from_queryset=Project.objects.select_for_update())


def _move(project: Project, status: Status, **fields: Any) -> None:
    _hold(project)
    if not project.can_become(status):
        raise NotNow(_NO[Status(project.status)])
    project.status = status
    for name, value in fields.items():
        setattr(project, name, value)
    project.save(update_fields=["status", *fields])


def _note(kind: str, project: Project, by: User | None, at: datetime, **facts: int) -> None:
    record(kind, subject=project, by_id=by.pk if by else None, at=at, **facts)
