# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with messages."""

from kennisstad.accounts.models import Role, User
from kennisstad.contact.models import Message


def may_read_messages(user: User) -> bool:
    """Open the inbox, which holds the messages that `may_read_message` allows."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PARTNER_EDITOR)


def may_read_message(user: User, message: Message) -> bool:
    """Read a message and how to reach who sent it, answer, close, assign and hand it over.

    The broker all; people of an organisation those that are at their desk.
    """
    if user.is_a(Role.BROKER):
        return True
    return message.desk_id is not None and user.is_a(Role.PARTNER_EDITOR, partner_id=message.desk_id)


def may_sort_messages(user: User) -> bool:
    """Look at what came without a proof, keep the ready answers, and say which desk answers what."""
    return user.is_a(Role.BROKER)
