# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with a project."""

from kennisstad.accounts.models import Role, User
from kennisstad.projects.models import Project


def may_work_on(user: User, project: Project) -> bool:
    """Keep its milestones and log, hand over its result, give it back, close or stop it.

    The broker serves all partners; a partner's editor the projects that partner carries; a coordinator
    those of the own courses.
    """
    if user.is_a(Role.BROKER) or user.is_a(Role.PARTNER_EDITOR, partner_id=project.carrier_id):
        return True
    if not user.is_a(Role.COORDINATOR, partner_id=project.carrier_id):
        return False
    return project.course_id is not None and user.courses.filter(pk=project.course_id).exists()


def may_start(user: User, *, partner_id: int) -> bool:
    """Begin a project of the partnership that no resident asked for."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PARTNER_EDITOR, partner_id=partner_id)


def may_see_overview(user: User) -> bool:
    """See all projects with what is late."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PROGRAMME_MANAGER)
