# SPDX-License-Identifier: EUPL-1.2
"""Whose a message is: one person's, and which organisation's."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.contact import emails, queries
from kennisstad.contact.actions.stepping import still_waits
from kennisstad.contact.models import Message
from kennisstad.contact.rules import may_read_message
from kennisstad.partners.models import Partner
from kennisstad.web.refusals import NotNow


@transaction.atomic
def assign(message: Message, *, to: User, by: User | None, at: datetime) -> None:
    """Give a message to one person of its desk, who gets a letter unless it was their own doing.

    Raises:
        NotNow: it has ended, or this person may not read it.
    """
    still_waits(message, by)
    if not may_read_message(to, message):
        raise NotNow(_("This person does not answer messages at the desk where this one is."))
    message.assigned_to = to
    message.save(update_fields=["assigned_to"])
    record("message.assigned", subject=message, by_id=by.pk if by else None, at=at, to=to.pk)
    if to != by:
        emails.to_person("assigned", to, message, at=at)


@transaction.atomic
def hand_over(message: Message, *, to: Partner | None, by: User | None, at: datetime) -> None:
    """Give a message to another organisation, or back to the desk of the city; its people get a letter.

    From then on the people of that organisation read and answer it, and those of the one before no longer.

    Raises:
        NotNow: it has ended, is there already, nobody has looked at it, or nobody there can answer it.
    """
    still_waits(message, by)
    _refuse(message, to)
    message.desk, message.assigned_to = to, None
    message.save(update_fields=["desk", "assigned_to"])
    record(
        "message.handed-over",
        subject=message,
        by_id=by.pk if by else None,
        at=at,
        to=to.key if to else None,
    )
    emails.to_desk("handed_over", message, at=at)


def _refuse(message: Message, to: Partner | None) -> None:
    if message.look_first:
        raise NotNow(_("This message came without a proof. Say first that it is a real one."))
    if message.desk_id == (to.pk if to else None):
        raise NotNow(_("This message is at that desk already."))
    if to is not None and not queries.answers_itself(to.pk):
        raise NotNow(_("Nobody of this organisation can sign in here to answer it."))
