# SPDX-License-Identifier: EUPL-1.2
"""Who may make the newsletter."""

from kennisstad.accounts.models import Role, User
from kennisstad.accounts.rules import may_edit_pages


def may_edit_newsletter(user: User) -> bool:
    """Write, plan, approve and drop issues, and set their rhythm."""
    return may_edit_pages(user)


def may_let_one_person_send(user: User) -> bool:
    """Take away that a second person approves each issue.

    Whoever gives people their accounts could be that second person anyhow.
    """
    return user.is_a(Role.ADMINISTRATOR)


def may_see_readers(user: User) -> bool:
    """See who reads along, take a list in or out, and erase somebody who asks for it."""
    return may_edit_newsletter(user)
