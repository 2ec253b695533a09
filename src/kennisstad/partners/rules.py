# SPDX-License-Identifier: EUPL-1.2
"""Who may see, confirm, correct and hide researchers."""

from kennisstad.accounts.models import Role, User
from kennisstad.partners.models import Researcher


def may_see_researchers(user: User) -> bool:
    """Open the list: the broker's and administrator's of all, an editor's of the own organisation."""
    return any(user.is_a(role) for role in (Role.BROKER, Role.ADMINISTRATOR, Role.PARTNER_EDITOR))


def may_see_researcher(user: User, researcher: Researcher) -> bool:
    return may_hide(user, researcher)


def may_answer_claim(user: User, researcher: Researcher) -> bool:
    """Say whether somebody is whom they claim to be."""
    return user.is_a(Role.PARTNER_EDITOR, partner_id=researcher.partner_id) or user.is_a(Role.ADMINISTRATOR)


def may_correct(user: User, researcher: Researcher) -> bool:
    """Correct what is shown: the person alone."""
    return user.is_active and is_own(user, researcher)


def may_hide(user: User, researcher: Researcher) -> bool:
    """Take somebody off for good, when that person asks for it or presses it."""
    return may_correct(user, researcher) or may_answer_claim(user, researcher) or user.is_a(Role.BROKER)


def is_own(user: User, researcher: Researcher) -> bool:
    """Say whether this person's claim on the profile was confirmed."""
    claim = getattr(researcher, "claim", None)
    if claim is None or claim.confirmed_at is None:
        return False
    # Whoever left holds nothing any more, also until the claim itself is deleted.
    return user.is_active and claim.user_id == user.pk
