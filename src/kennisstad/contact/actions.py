# SPDX-License-Identifier: EUPL-1.2
"""What happens to messages: stored first, then told to the desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.contact import emails
from kennisstad.contact.following import new_code
from kennisstad.contact.models import Message, Status
from kennisstad.web.refusals import NotNow


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
) -> Message:
    """Take in a message; the same key twice is one message.

    Args:
        key: made with the form, so that a second press or a reload sends nothing twice.
    """
    given = {"kind": kind, "words": words, "language": language, "page": page, "name": name, "email": email}
    try:
        return Message.objects.filter(key=key).first() or _take_in(key, given, at)
    except IntegrityError:
        # Somebody pressed twice at once: the first press has it.
        return Message.objects.get(key=key)


@transaction.atomic
def _take_in(key: UUID, given: dict[str, Any], at: datetime) -> Message:
    _code, digest = new_code(key)
    message = Message.objects.create(key=key, code_digest=digest, sent_at=at, **given)
    record("message.sent", subject=message, by_id=None, at=at, about=message.kind)
    emails.to_desk("arrived", message, at=at)
    emails.to_sender("received", message, at=at)
    return message


@transaction.atomic
def take(message: Message, *, by: User | None, at: datetime) -> None:
    """Say that somebody is looking at a message.

    Raises:
        NotNow: somebody is already, or it was answered or closed.
    """
    _move(message, Status.TAKEN)
    message.save(update_fields=["status"])
    _note(message, by, at)


@transaction.atomic
def answer(message: Message, *, words: str, by: User | None, at: datetime) -> None:
    """Answer a message; whoever left an address gets a letter, others read it with their code.

    Raises:
        NotNow: it was answered or closed.
    """
    _move(message, Status.ANSWERED)
    message.answer, message.ended_at = words, at
    message.save(update_fields=["status", "answer", "ended_at"])
    _note(message, by, at)
    emails.to_sender("answered", message, at=at)


@transaction.atomic
def close(message: Message, *, by: User | None, at: datetime) -> None:
    """Close a message without an answer, because it needs none.

    Raises:
        NotNow: it was answered or closed.
    """
    _move(message, Status.CLOSED)
    message.ended_at = at
    message.save(update_fields=["status", "ended_at"])
    _note(message, by, at)


def _move(message: Message, status: Status) -> None:
    # Two may press at once: look again, and hold the row until we are done.
    message.refresh_from_db(from_queryset=Message.objects.select_for_update())
    if not message.can_become(status):
        raise NotNow(_("Somebody was here before you: look where this message stands now."))
    message.status = status


def _note(message: Message, by: User | None, at: datetime) -> None:
    record(f"message.{message.status}", subject=message, by_id=by.pk if by else None, at=at)
