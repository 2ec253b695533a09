# SPDX-License-Identifier: EUPL-1.2
"""Who may answer for a course, say when it takes questions, and set a calendar."""

from kennisstad.accounts.models import Role, User
from kennisstad.education.models import Course


def may_answer_for(user: User, course: Course) -> bool:
    """A coordinator named on the course, or anyone who coordinates courses for its institution."""
    if user.is_a(Role.COORDINATOR, partner_id=course.partner_id):
        return True
    return user.is_active and any(user.pk == coordinator.pk for coordinator in course.coordinators.all())


def may_edit_course(user: User, course: Course) -> bool:
    """Who answers for it, its institution's editors, and the broker and administrator who serve them all."""
    return (
        may_answer_for(user, course)
        or user.is_a(Role.PARTNER_EDITOR, partner_id=course.partner_id)
        or user.is_a(Role.BROKER)
        or user.is_a(Role.ADMINISTRATOR)
    )


def may_edit_calendar(user: User, *, partner_id: int) -> bool:
    """An institution's coordinators and editors, and the broker and administrator who serve them all."""
    return (
        user.is_a(Role.COORDINATOR, partner_id=partner_id)
        or user.is_a(Role.PARTNER_EDITOR, partner_id=partner_id)
        or user.is_a(Role.BROKER)
        or user.is_a(Role.ADMINISTRATOR)
    )
