# SPDX-License-Identifier: EUPL-1.2
"""Who may keep offers to schools and read who booked."""

from kennisstad.accounts.models import Role, User
from kennisstad.schools.models import Offer


def may_see_offers(user: User) -> bool:
    """Open the list, which holds the offers that `may_keep_offer` allows."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PARTNER_EDITOR)


def may_make_offer(user: User, *, partner_id: int) -> bool:
    """Begin an offer in the name of this organisation."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PARTNER_EDITOR, partner_id=partner_id)


def may_keep_offer(user: User, offer: Offer) -> bool:
    """Change, publish and withdraw an offer, keep its moments, read who booked and cancel for them."""
    return may_make_offer(user, partner_id=offer.partner_id)
