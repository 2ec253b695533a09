# SPDX-License-Identifier: EUPL-1.2
"""Who may see and run a round."""

from kennisstad.accounts.models import Role, User
from kennisstad.education.models import Course
from kennisstad.education.rules import may_answer_for
from kennisstad.rounds.models import Round


def may_see_rounds(user: User) -> bool:
    """Open the list of rounds, which holds those that `may_see_round` allows."""
    return sees_all_rounds(user) or user.is_a(Role.COORDINATOR)


def may_see_round(user: User, round: Round) -> bool:
    """Read what waits, what takes part, and every computed plan."""
    return sees_all_rounds(user) or may_run_round(user, round)


def may_run_round(user: User, round: Round) -> bool:
    """Prepare, open, close, compute, publish and settle it."""
    return may_make_round(user, partner_id=round.organiser_id)


def may_make_round(user: User, *, partner_id: int | None = None) -> bool:
    """Begin a round for this institution, or for any at all when none is given."""
    return user.is_a(Role.BROKER) or user.is_a(Role.COORDINATOR, partner_id=partner_id)


def may_put_in(user: User, course: Course) -> bool:
    """Let the students of this course take part in a round: who answers for it, and the broker."""
    return user.is_a(Role.BROKER) or may_answer_for(user, course)


def sees_all_rounds(user: User) -> bool:
    """Who serves the whole partnership; the manager and the administrator read, and change nothing."""
    return any(user.is_a(role) for role in (Role.BROKER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR))
