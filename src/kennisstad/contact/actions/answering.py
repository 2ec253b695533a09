# SPDX-License-Identifier: EUPL-1.2
"""A message is looked at, answered, closed, or thrown away."""

from datetime import datetime

from django.db import transaction

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.contact import emails
from kennisstad.contact.actions.passing_on import pass_on, to_its_desk
from kennisstad.contact.actions.stepping import move
from kennisstad.contact.models import Message, Status


@transaction.atomic
def take(message: Message, *, by: User | None, at: datetime) -> None:
    """Say that somebody is looking at a message: it is theirs when it was nobody's.

    What came without a proof is let through by it: its desk and its sender hear of it now.

    Raises:
        NotNow: somebody is already, it was answered or closed, or went to another desk.
    """
    is_first_look = move(message, Status.TAKEN, by)
    if message.assigned_to_id is None:
        message.assigned_to = by
    message.save(update_fields=["status", "look_first", "assigned_to"])
    _note(message, by, at)
    if is_first_look:
        pass_on(message, at)


@transaction.atomic
def answer(message: Message, *, words: str, by: User | None, at: datetime) -> None:
    """Answer a message; whoever left an address gets a letter, others read it with their code.

    Whoever answers what came without a proof lets it through: an organisation that it is about hears of it.

    Raises:
        NotNow: it was answered or closed, or went to another desk.
    """
    is_first_look = move(message, Status.ANSWERED, by)
    message.answer, message.ended_at = words, at
    message.save(update_fields=["status", "look_first", "answer", "ended_at"])
    _note(message, by, at)
    if is_first_look and to_its_desk(message):
        emails.to_desk("arrived", message, at=at)
    emails.to_sender("answered", message, at=at)


@transaction.atomic
def close(message: Message, *, by: User | None, at: datetime) -> None:
    """Close a message without an answer, because it needs none.

    Raises:
        NotNow: it was answered or closed, or went to another desk.
    """
    _end(message, Status.CLOSED, by, at)


@transaction.atomic
def throw_away(message: Message, *, by: User | None, at: datetime) -> None:
    """Say that nobody wrote this to us: it goes within weeks, and nobody hears of it.

    Raises:
        NotNow: it was answered or closed, or went to another desk.
    """
    _end(message, Status.SPAM, by, at)


def _end(message: Message, status: Status, by: User | None, at: datetime) -> None:
    move(message, status, by)
    message.ended_at = at
    message.save(update_fields=["status", "ended_at"])
    _note(message, by, at)


def _note(message: Message, by: User | None, at: datetime) -> None:
    record(f"message.{message.status}", subject=message, by_id=by.pk if by else None, at=at)
