# SPDX-License-Identifier: EUPL-1.2
"""Pause an area for a while, and lift a pause."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.fieldwork import emails
from kennisstad.fieldwork.actions.refusing import hold
from kennisstad.fieldwork.load.ledger import Stretch
from kennisstad.fieldwork.models import Fieldwork, Pause, Status
from kennisstad.neighbourhoods.models import Area
from kennisstad.web.refusals import NotNow
from kennisstad.web.templatetags.web import in_words

LONGEST = timedelta(days=366)


@transaction.atomic
def pause(
    area: Area, *, starts_on: date, ends_on: date, reasons: Mapping[str, str], by: User | None, at: datetime
) -> Pause:
    """Let nobody plan new fieldwork in an area for a while; who planned some already hears of it.

    Args:
        reasons: by language, at least one; everybody can read them.
    Raises:
        NotNow: no reason is given, the days cannot be, or the area is paused on some of them already.
    """
    if not any(reasons.values()):
        raise NotNow(_("Say why: everybody can read the reason."))
    _check_days(starts_on, ends_on, today=localdate(at))
    hold([area.pk])
    _refuse_twice(area, Stretch(starts_on, ends_on))
    made: Pause = Pause.objects.create(area=area, starts_on=starts_on, ends_on=ends_on)
    for language, reason in reasons.items():
        if reason:
            made.texts.create(language=language, reason=reason)
    who = by.pk if by else None
    record("pause.begun", subject=made, by_id=who, at=at, area=area.pk, until=str(ends_on))
    _tell_who_planned(made, at)
    return made


@transaction.atomic
def lift(pause: Pause, *, by: User | None, at: datetime) -> None:
    """End a pause earlier than was said: from today on fieldwork is welcome again.

    Raises:
        NotNow: it is over, or was lifted already.
    """
    pause.refresh_from_db(fields=["lifted_on"], from_queryset=Pause.objects.select_for_update())
    today = localdate(at)
    if pause.lifted_on is not None or pause.ends_on < today:
        raise NotNow(_("This pause is over already."))
    pause.lifted_on = max(today, pause.starts_on)
    pause.save(update_fields=["lifted_on"])
    record("pause.lifted", subject=pause, by_id=by.pk if by else None, at=at, area=pause.area_id)


def _check_days(starts_on: date, ends_on: date, *, today: date) -> None:
    if ends_on < starts_on:
        raise NotNow(_("The last day is before the first."))
    if starts_on < today:
        raise NotNow(_("A pause begins today or later."))
    if ends_on - starts_on >= LONGEST:
        raise NotNow(_("A pause lasts at most a year. You can pause again when it is over."))


def _refuse_twice(area: Area, days: Stretch) -> None:
    for other in Pause.objects.reaching(days.first).filter(area=area).by_day():
        if other.days and other.days.overlaps(days):
            raise NotNow(
                _("%(area)s is paused until %(day)s already. Lift that pause first.")
                % {"area": area.name, "day": in_words(other.days.last)}
            )


def _tell_who_planned(made: Pause, at: datetime) -> None:
    planned = Fieldwork.objects.within([made.area_id]).filter(status=Status.PLANNED)
    for work in planned.overlapping(made.starts_on, made.ends_on).select_related("area", "project").by_day():
        emails.to_supervisors("paused", work, at=at, pause=made)
