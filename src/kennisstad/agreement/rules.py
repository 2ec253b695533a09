# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with agreements and commitments."""

from kennisstad.accounts.models import Role, User
from kennisstad.agreement.models import Agreement, Commitment

_READERS = (Role.PROGRAMME_MANAGER, Role.BROKER, Role.PARTNER_EDITOR, Role.ADMINISTRATOR)


def may_keep_agreement(user: User) -> bool:
    """Enter an agreement, amend it, and keep its parties, facts, themes and commitments."""
    return user.is_a(Role.PROGRAMME_MANAGER)


def may_see_commitments(user: User) -> bool:
    """Read at the desk how far every commitment is; the public pages show the same of what was signed."""
    return any(user.is_a(role) for role in _READERS)


def may_see_version(user: User, agreement: Agreement) -> bool:
    """Read a version at the desk: what was signed with the commitments, what was not as who keeps it."""
    return may_see_commitments(user) if agreement.is_signed else may_keep_agreement(user)


def may_tell_figures(user: User, commitment: Commitment) -> bool:
    """Add a figure to a commitment, or withdraw one: who keeps the agreement, and who owes it."""
    return may_keep_agreement(user) or is_owed_by(user, commitment)


def may_see_hidden_budget(user: User, commitment: Commitment) -> bool:
    """Read a budget that is not public: who keeps the agreement, and who owes the commitment."""
    return may_keep_agreement(user) or is_owed_by(user, commitment)


def is_owed_by(user: User, commitment: Commitment) -> bool:
    """Say whether this person speaks for a partner that owes it; its owners may be prefetched."""
    return any(
        user.is_a(Role.PARTNER_EDITOR, partner_id=owner.partner_id) for owner in commitment.owners.all()
    )
