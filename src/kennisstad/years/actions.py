# SPDX-License-Identifier: EUPL-1.2
"""What happens to a day: somebody asks for it, the desk agrees or says no, the owner withdraws."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.web.refusals import NotNow, Sentence
from kennisstad.years import codes, emails
from kennisstad.years.models import Adoption, Answer, Day, DayStatus


class DayTaken(NotNow):
    """Somebody else asked for this day first, or it has passed."""


@transaction.atomic
def ask_for(
    day: Day,
    *,
    key: UUID,
    owner: str,
    plan: str,
    email: str,
    language: str,
    at: datetime,
    look_first: bool = False,
) -> Adoption:
    """Ask for a free day that is still to come; the desk answers.

    Args:
        key: made with the form; the same twice asks once.
        owner: an organisation, or what a resident wants to be called; it is public once the desk agreed.
        email: where to write to; possibly empty, never public.
        look_first: it came without a proof. Then the day stays free, and our own desk alone hears of it.
    Raises:
        DayTaken: the day is not free: of two who ask at once one gets it.
    """
    _hold(day)
    if known := Adoption.objects.filter(key=key).select_related("day").first():
        return known
    if not day.is_free(timezone.localdate(at)):
        raise DayTaken(_not_free(day, timezone.localdate(at)))
    said = {"owner": owner, "plan": plan, "email": email, "language": language}
    adoption = Adoption.objects.create(
        day=day,
        key=key,
        code_digest=codes.digest(codes.derive(settings.SECRET_KEY, key)),
        status=Answer.UNSEEN if look_first else Answer.WAITING,
        asked_at=at,
        **said,
    )
    record("day.asked", subject=day, by_id=None, at=at, look_first=look_first)
    if not look_first:
        _wait(adoption, at)
    emails.to_desk(adoption, at=at)
    return adoption


@transaction.atomic
def let_through(adoption: Adoption, *, by: User | None, at: datetime) -> None:
    """Say that somebody asked for this day: it is theirs to wait for, if it is still free.

    Raises:
        NotNow: somebody looked already, or the day is not free any more.
    """
    _look_again(adoption, Answer.WAITING)
    if not adoption.day.is_free(timezone.localdate(at)):
        raise NotNow(_not_free(adoption.day, timezone.localdate(at)))
    adoption.status = Answer.WAITING
    adoption.save(update_fields=["status"])
    record("day.looked-at", subject=adoption.day, by_id=by.pk if by else None, at=at)
    _wait(adoption, at)


@transaction.atomic
def throw_away(adoption: Adoption, *, by: User | None, at: datetime) -> None:
    """Say that nobody asked for this day: the wish is gone, and nobody hears of it.

    Raises:
        NotNow: somebody looked already.
    """
    _look_again(adoption, Answer.WAITING)
    record("day.thrown-away", subject=adoption.day, by_id=by.pk if by else None, at=at)
    adoption.delete()


def _wait(adoption: Adoption, at: datetime) -> None:
    _become(adoption.day, DayStatus.ASKED)
    emails.to_asker("asked", adoption, at=at)


@transaction.atomic
def agree(adoption: Adoption, *, by: User | None, at: datetime) -> None:
    """Give the day to who asked for it; from now on everybody sees whose day it is.

    Raises:
        NotNow: it was answered or withdrawn already, or the day has passed.
    """
    _look_again(adoption, Answer.AGREED)
    if adoption.day.on < timezone.localdate(at):
        raise NotNow(_("This day has passed, so nobody can adopt it any more."))
    _answer(adoption, Answer.AGREED, at)
    _become(adoption.day, DayStatus.ADOPTED, owner=adoption.owner)
    record("day.adopted", subject=adoption.day, by_id=by.pk if by else None, at=at)
    emails.to_asker("agreed", adoption, at=at)


@transaction.atomic
def decline(adoption: Adoption, *, reason: str, by: User | None, at: datetime) -> None:
    """Say no with a reason; the day is free again.

    Raises:
        NotNow: it was answered or withdrawn already.
    """
    _look_again(adoption, Answer.DECLINED)
    adoption.reason = reason
    _free(adoption)
    _answer(adoption, Answer.DECLINED, at)
    record("day.declined", subject=adoption.day, by_id=by.pk if by else None, at=at)
    emails.to_asker("declined", adoption, at=at)


@transaction.atomic
def withdraw(adoption: Adoption, *, at: datetime) -> None:
    """Let go of a day, asked for or adopted: it is free again, and the address to write to goes at once.

    Raises:
        NotNow: the desk said no, or it was withdrawn already.
    """
    _look_again(adoption, Answer.WITHDRAWN)
    adoption.email = ""
    _free(adoption)
    _answer(adoption, Answer.WITHDRAWN, at)
    record("day.released", subject=adoption.day, by_id=None, at=at)


def _free(adoption: Adoption) -> None:
    """Give the day back, if it was kept for this wish."""
    if adoption.status != Answer.UNSEEN:
        _become(adoption.day, DayStatus.FREE)


def _hold(day: Day) -> None:
    # Two may press at once: look again, and hold the row until we are done.
    day.refresh_from_db(from_queryset=Day.objects.select_for_update())


def _look_again(adoption: Adoption, answer: Answer) -> None:
    # Always the day first: two who wait for each other would wait for ever.
    _hold(adoption.day)
    day = adoption.day
    adoption.refresh_from_db(from_queryset=Adoption.objects.select_for_update())
    adoption.day = day
    if not adoption.can_become(answer):
        raise NotNow(_("This was answered or withdrawn already."))


def _answer(adoption: Adoption, answer: Answer, at: datetime) -> None:
    adoption.status, adoption.answered_at = answer, at
    adoption.save(update_fields=["status", "answered_at", "reason", "email"])


def _become(day: Day, status: DayStatus, *, owner: str = "") -> None:
    if not day.can_become(status):
        raise NotNow(_("This day is in another state by now."))
    day.status, day.owner = status, owner
    day.save(update_fields=["status", "owner"])


def _not_free(day: Day, today: date) -> Sentence:
    if day.on <= today:
        return _("This day has passed or is today. Only a day that is still to come can be adopted.")
    return _("Somebody else asked for this day just before you.")
