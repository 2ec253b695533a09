# SPDX-License-Identifier: EUPL-1.2
"""A message comes to the desk that answers it, and both sides hear so."""

from datetime import datetime

from kennisstad.contact import emails, queries
from kennisstad.contact.models import Message


def pass_on(message: Message, at: datetime) -> None:
    """Give a message to its desk, and write to that desk and to its sender."""
    to_its_desk(message)
    emails.to_desk("arrived", message, at=at)
    emails.to_sender("received", message, at=at)


def to_its_desk(message: Message) -> bool:
    """Give a message to the organisation that answers it, and say whether there is one."""
    message.desk_id = queries.desk_for(message)
    message.save(update_fields=["desk"])
    return message.desk_id is not None
