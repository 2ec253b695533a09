# SPDX-License-Identifier: EUPL-1.2
"""Who may plan fieldwork, set limits and pause a neighbourhood."""

from kennisstad.accounts.models import Role, User
from kennisstad.fieldwork.models import Fieldwork
from kennisstad.projects.rules import may_work_on


def may_see_ledger(user: User) -> bool:
    """Open the ledger's desk: who plans fieldwork, and who looks after the neighbourhoods."""
    plans = (Role.BROKER, Role.COORDINATOR, Role.PARTNER_EDITOR)
    return may_set_limits(user) or any(user.is_a(role) for role in plans)


def may_pause(user: User) -> bool:
    """Pause a neighbourhood for a while, or lift a pause.

    The neighbourhood director's, and that of residents on a panel, who hold the same role. Not of whoever
    profits from the fieldwork.
    """
    return user.is_a(Role.NEIGHBOURHOOD_DIRECTOR)


def may_set_limits(user: User) -> bool:
    """Set how much one area bears in a term, and how long it rests."""
    return user.is_a(Role.NEIGHBOURHOOD_DIRECTOR) or user.is_a(Role.PROGRAMME_MANAGER)


def may_set_norms(user: User) -> bool:
    """Set the city's own rules: the threshold that holds without one, and what each kind weighs."""
    return user.is_a(Role.PROGRAMME_MANAGER)


def may_tell_of_studies(user: User, *, partner_id: int) -> bool:
    """Enter a study of this institution that is no project of the platform."""
    own = (Role.COORDINATOR, Role.PARTNER_EDITOR)
    return user.is_a(Role.BROKER) or any(user.is_a(role, partner_id=partner_id) for role in own)


def may_keep(user: User, fieldwork: Fieldwork) -> bool:
    """Say that fieldwork began, was done or is called off, and agree to do it with another study."""
    if fieldwork.project is not None:
        return may_work_on(user, fieldwork.project)
    return may_tell_of_studies(user, partner_id=fieldwork.partner_id)
