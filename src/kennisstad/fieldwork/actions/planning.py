# SPDX-License-Identifier: EUPL-1.2
"""A team's own fieldwork: plan it, begin, finish, call it off."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.fieldwork.actions.refusing import refuse_if_hindered
from kennisstad.fieldwork.actions.sharing import propose_sharing
from kennisstad.fieldwork.models import Fieldwork, Kind, Status, norms
from kennisstad.projects.models import Project
from kennisstad.web.refusals import NotNow

LONGEST_DAYS = 366
"""One plan covers a year at most: a longer study plans its next year when it comes."""

_NO = {
    Status.PLANNED: _("This fieldwork has not begun yet."),
    Status.UNDER_WAY: _("This fieldwork is under way. Say how many contacts there were when it is done."),
    Status.DONE: _("This fieldwork is done already."),
    Status.CALLED_OFF: _("This fieldwork was called off."),
}
"""Why a step is refused, by where the fieldwork stands."""


@dataclass(frozen=True)
class Plan:
    """What somebody wants to ask of residents."""

    kind: Kind
    area_id: int
    number: int
    starts_on: date
    ends_on: date
    street: str = ""


@transaction.atomic
def plan(project: Project, *, asks: Plan, by: User | None, at: datetime) -> Fieldwork:
    """A team plans what it asks of residents; from then on this counts instead of what was expected.

    Raises:
        NotNow: the project has ended, the days cannot be, or it does not fit in the area.
    """
    project.refresh_from_db(fields=["status"], from_queryset=Project.objects.select_for_update(no_key=True))
    if project.is_ended:
        raise NotNow(_("This project has ended. Its neighbourhoods are not visited any more."))
    _check_days(asks, today=localdate(at))
    refuse_if_hindered(
        [asks.area_id],
        from_day=asks.starts_on,
        until_day=asks.ends_on,
        contacts=norms().weighed(asks.kind, asks.number),
        but_of=project.pk,
    )
    made: Fieldwork = Fieldwork.objects.create(project=project, partner_id=project.carrier_id, **vars(asks))
    _note("fieldwork.planned", made, by, at)
    propose_sharing(made, at=at)
    return made


@transaction.atomic
def change_number(work: Fieldwork, *, number: int, by: User | None, at: datetime) -> None:
    """Ask fewer contacts than was planned, or more where those fit.

    Raises:
        NotNow: it is over or called off, or the added contacts do not fit.
    """
    _look_again(work)
    if not work.is_to_come:
        raise NotNow(_NO[Status(work.status)])
    refuse_if_hindered(
        [work.area_id],
        from_day=work.starts_on,
        until_day=work.ends_on,
        contacts=norms().weighed(work.kind, number - work.number),
    )
    work.number = number
    work.save(update_fields=["number"])
    _note("fieldwork.number-changed", work, by, at)


@transaction.atomic
def begin(work: Fieldwork, *, by: User | None, at: datetime) -> None:
    """The first residents are asked.

    Raises:
        NotNow: it is under way, done or called off already.
    """
    _move(work, Status.UNDER_WAY)
    _note("fieldwork.begun", work, by, at)


@transaction.atomic
def finish(work: Fieldwork, *, number_done: int, by: User | None, at: datetime) -> None:
    """It is over; from now on the contacts that were made count instead of those that were planned.

    Raises:
        NotNow: it is done or called off already.
    """
    _move(work, Status.DONE, number_done=number_done)
    _note("fieldwork.done", work, by, at)


@transaction.atomic
def call_off(work: Fieldwork, *, by: User | None, at: datetime) -> None:
    """It does not happen, and gives back its room.

    Raises:
        NotNow: it has begun already, or was called off.
    """
    _move(work, Status.CALLED_OFF)
    _note("fieldwork.called-off", work, by, at)


@transaction.atomic
def call_off_all(project: Project, *, by: User | None, at: datetime) -> None:
    """A project stops: what it only planned does not happen."""
    for work in project.fieldwork.filter(status=Status.PLANNED).order_by("pk"):
        call_off(work, by=by, at=at)


def _check_days(asks: Plan, *, today: date) -> None:
    if asks.ends_on < asks.starts_on:
        raise NotNow(_("The last day is before the first."))
    if asks.ends_on < today:
        raise NotNow(_("These days are over. Plan days that are still to come."))
    if (asks.ends_on - asks.starts_on).days >= LONGEST_DAYS:
        raise NotNow(_("Plan at most one year at a time."))


def _move(work: Fieldwork, status: Status, *, number_done: int | None = None) -> None:
    _look_again(work)
    if not work.can_become(status):
        raise NotNow(_NO[Status(work.status)])
    work.status, work.number_done = status, number_done
    work.save(update_fields=["status", "number_done"])


def _look_again(work: Fieldwork) -> None:
    # Two people may press at once: look again, and hold the row until we are done.
    fields = ["status", "number", "number_done"]
    work.refresh_from_db(fields=fields, from_queryset=Fieldwork.objects.select_for_update())


def _note(kind: str, work: Fieldwork, by: User | None, at: datetime) -> None:
    facts = {"area": work.area_id, "project": work.project_id, "number": work.counted_number}
    record(kind, subject=work, by_id=by.pk if by else None, at=at, **facts)
