# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with messages."""

from kennisstad.accounts.models import Role, User


def may_read_messages(user: User) -> bool:
    """Read messages and how to reach who sent them; answer and close them."""
    return user.is_a(Role.BROKER)
