# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with the days of a themed year."""

from kennisstad.accounts.models import Role, User


def may_answer_days(user: User) -> bool:
    """See who asks for a day, agree or say no."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PROGRAMME_MANAGER)
