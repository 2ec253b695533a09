# SPDX-License-Identifier: EUPL-1.2
"""Who may link to commitments and who may say how far they are."""

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.models import Commitment
from kennisstad.agreement.rules import is_owed_by, may_keep_agreement


def may_link(user: User, commitment: Commitment) -> bool:
    """Say which projects serve a commitment and which results show what came of it."""
    return may_assess(user) or user.is_a(Role.BROKER) or is_owed_by(user, commitment)


def may_assess(user: User) -> bool:
    """Say in public how far a commitment is, beside what is derived, and set the day of a report."""
    return may_keep_agreement(user)
