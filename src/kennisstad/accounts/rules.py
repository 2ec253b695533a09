# SPDX-License-Identifier: EUPL-1.2
"""Who may look after people, the journal and the outbox."""

from kennisstad.accounts.models import Role, User


def may_manage_people(user: User) -> bool:
    """Give and take roles."""
    return user.is_a(Role.ADMINISTRATOR)


PAGE_EDITORS = (Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER)


def may_edit_pages(user: User) -> bool:
    """Be led to the editors' pages, which Wagtail opens by a right that goes with these roles.

    Asking for that right itself would cost every desk two queries.
    """
    return any(user.is_a(role) for role in PAGE_EDITORS)


def may_read_journal(user: User) -> bool:
    return user.is_a(Role.ADMINISTRATOR) or user.is_a(Role.PROGRAMME_MANAGER)


def may_see_outbox(user: User) -> bool:
    """See that letters wait, went or failed; whose words one may read is another question."""
    return user.is_active and user.held_roles != frozenset()


def may_read_letters_of_others(user: User) -> bool:
    """Read what goes to askers and to coordinators: it holds contact data, follow codes and notes.

    Whoever a letter is for reads it in any case.
    """
    return user.is_a(Role.BROKER)
