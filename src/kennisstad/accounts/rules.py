# SPDX-License-Identifier: EUPL-1.2
"""Who may look after people, the journal and the outbox."""

from kennisstad.accounts.models import Role, User


def may_manage_people(user: User) -> bool:
    """Give and take roles."""
    return user.is_a(Role.ADMINISTRATOR)


def may_read_journal(user: User) -> bool:
    return user.is_a(Role.ADMINISTRATOR) or user.is_a(Role.PROGRAMME_MANAGER)


def may_see_outbox(user: User) -> bool:
    """See that letters wait, went or failed; `may_read_private_letters` says whose words one may read."""
    return user.is_active and user.held_roles != frozenset()


def may_read_private_letters(user: User) -> bool:
    """Read letters to askers: they hold contact data and follow codes."""
    return user.is_a(Role.BROKER)
