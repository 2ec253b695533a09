# SPDX-License-Identifier: EUPL-1.2
"""A message comes to the desk that answers it, and both sides hear so."""

from datetime import datetime, timedelta

from kennisstad.contact import emails, queries
from kennisstad.contact.models import Message
from kennisstad.lib.mail_address import NotAnAddress, without_tag
from kennisstad.web.limits import spend
from kennisstad.web.refusals import TooOften

DAY = timedelta(days=1)
LETTERS_A_DAY = 3
"""To one address, that its message has arrived: anybody can fill in anybody's."""


def pass_on(message: Message, at: datetime) -> None:
    """Give a message to its desk, and write to that desk and to its sender."""
    to_its_desk(message)
    emails.to_desk("arrived", message, at=at)
    if message.email and _may_write_to(message.email, at):
        emails.to_sender("received", message, at=at)


def to_its_desk(message: Message) -> bool:
    """Give a message to the organisation that answers it, and say whether there is one."""
    message.desk_id = queries.desk_for(message)
    message.save(update_fields=["desk"])
    return message.desk_id is not None


def _may_write_to(email: str, at: datetime) -> bool:
    """Count a letter; above the limit the message is kept all the same, and its page says that it is here."""
    try:
        spend("contact.write-to", without_tag(email), limit=LETTERS_A_DAY, per=DAY, at=at)
    except (TooOften, NotAnAddress):
        return False
    return True
