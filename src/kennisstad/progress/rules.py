# SPDX-License-Identifier: EUPL-1.2
"""Who may account for what was promised."""

from kennisstad.accounts.models import Role, User


def may_account(user: User) -> bool:
    """Make, introduce and publish the account of a period, and read its draft."""
    return user.is_a(Role.PROGRAMME_MANAGER)
