# SPDX-License-Identifier: EUPL-1.2
"""A message comes in: kept first, then told to the desk that answers it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.contact import emails
from kennisstad.contact.actions.passing_on import pass_on
from kennisstad.contact.actions.stepping import still_waits
from kennisstad.contact.following import new_code
from kennisstad.contact.models import Kind, Message
from kennisstad.contact.models.message import ABOUT
from kennisstad.education.calendar.days import working_day_after
from kennisstad.neighbourhoods.city_file import DAYS
from kennisstad.neighbourhoods.models import City
from kennisstad.web.limits import is_spent, spend
from kennisstad.web.refusals import NotNow, TooOften

HOUR = timedelta(hours=1)
LOOKS_AN_HOUR = 4
"""Letters to the desk about what came without a proof; a flood of those must not fill its mailbox."""


def receive(
    *,
    key: UUID,
    kind: str,
    words: str,
    language: str,
    at: datetime,
    page: str = "",
    name: str = "",
    email: str = "",
    about: models.Model | None = None,
    look_first: bool = False,
) -> Message:
    """Take in a message; the same key twice is one message.

    Args:
        key: made with the form, so that a second press or a reload sends nothing twice.
        about: the organisation, theme, project or district that the kind says.
        look_first: it came without a proof, so that until somebody looked only our own desk hears of it.
    """
    given: dict[str, Any] = {
        "kind": kind,
        "words": words,
        "language": language,
        "page": page,
        "name": name,
        "email": email,
    }
    if about is not None:
        given |= {ABOUT[Kind(kind)]: about}
    try:
        known = Message.objects.filter(key=key).first()
        return known or _take_in(key, given | {"look_first": look_first}, at)
    except IntegrityError:
        # Somebody pressed twice at once: the first press has it.
        return Message.objects.get(key=key)


@transaction.atomic
def let_through(message: Message, *, by: User | None, at: datetime) -> None:
    """Say that a message which came without a proof is one: now its desk and its sender hear of it.

    Raises:
        NotNow: somebody looked already, or it has ended.
    """
    still_waits(message, by)
    if not message.look_first:
        told = _("This message is with its desk already, and %(state)s. It can be answered or closed.")
        raise NotNow(told % {"state": message.get_status_display()})
    message.look_first = False
    message.save(update_fields=["look_first"])
    record("message.looked-at", subject=message, by_id=by.pk if by else None, at=at)
    pass_on(message, at)


@transaction.atomic
def _take_in(key: UUID, given: dict[str, Any], at: datetime) -> Message:
    _code, digest = new_code(key)
    message = Message.objects.create(key=key, code_digest=digest, sent_at=at, due_on=_due_on(at), **given)
    record(
        "message.sent", subject=message, by_id=None, at=at, about=message.kind, look_first=message.look_first
    )
    if message.look_first:
        _ask_to_look(message, at)
    else:
        pass_on(message, at)
    return message


def _ask_to_look(message: Message, at: datetime) -> None:
    """Write to the desk about what came without a proof, a few times an hour: the tray holds them all."""
    try:
        spend("contact.look-first", "desk", limit=LOOKS_AN_HOUR, per=HOUR, at=at)
    except TooOften:
        return
    is_last = is_spent("contact.look-first", "desk", limit=LOOKS_AN_HOUR, at=at)
    emails.to_desk("to_look_at", message, at=at, is_last=is_last)


def _due_on(at: datetime) -> date:
    city = City.objects.first()
    return working_day_after(timezone.localdate(at), city.answer_days if city else DAYS["answer_days"])
