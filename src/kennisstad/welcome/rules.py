# SPDX-License-Identifier: EUPL-1.2
"""Who may look after the ambassadors' network."""

from kennisstad.accounts.models import Role, User


def may_keep_ambassadors(user: User) -> bool:
    """Let ambassadors in and out, and pass letters on to them."""
    return user.is_a(Role.BROKER)
