# SPDX-License-Identifier: EUPL-1.2
"""Who may open which desk; what may be done to a record there is judged by that record's own package."""

from kennisstad.accounts.models import Role, User
from kennisstad.accounts.rules import may_edit_pages, may_read_letters_of_others
from kennisstad.mail.models import Kind, Letter
from kennisstad.newsletter.rules import may_edit_newsletter, may_see_readers
from kennisstad.projects.models import Project
from kennisstad.projects.rules import may_see_overview, may_work_on


def may_see_proposals(user: User) -> bool:
    """Open the list of proposals: the broker's all, a coordinator's own."""
    return user.is_a(Role.BROKER) or user.is_a(Role.COORDINATOR)


def may_see_projects(user: User) -> bool:
    """Open the list of projects, which holds those that `may_see_project` allows."""
    return may_see_overview(user) or user.is_a(Role.PARTNER_EDITOR) or user.is_a(Role.COORDINATOR)


def may_see_project(user: User, project: Project) -> bool:
    """Read a project's desk: who works on it, and who keeps the overview."""
    return may_see_overview(user) or may_work_on(user, project)


def may_begin_projects(user: User) -> bool:
    """Open the form for a new project; for which partner is judged by `projects.rules.may_start`."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PARTNER_EDITOR)


def may_see_courses(user: User) -> bool:
    """Open the list of courses, which holds those that `education.rules.may_edit_course` allows."""
    roles = (Role.BROKER, Role.ADMINISTRATOR, Role.COORDINATOR, Role.PARTNER_EDITOR)
    return any(user.is_a(role) for role in roles)


def may_see_calendars(user: User) -> bool:
    """Open the list of institutions whose calendars `education.rules.may_edit_calendar` allows to set."""
    return may_see_courses(user)


def may_read(user: User, letter: Letter) -> bool:
    """Read a letter: the broker, or the person it is for; of the newsletter, whoever looks after it instead.

    What readers get holds links that are theirs alone: who has them can read and end what we keep of them.
    """
    if letter.kind != Kind.LETTER and letter.private:
        return may_see_readers(user)
    is_own = not letter.private and bool(user.email) and letter.to.casefold() == user.email.casefold()
    makes_it = letter.kind == Kind.NEWSLETTER and may_edit_newsletter(user)
    return may_read_letters_of_others(user) or makes_it or (user.is_active and is_own)


def may_send_again(user: User) -> bool:
    """Put a letter that failed back in line."""
    return user.is_a(Role.BROKER) or user.is_a(Role.ADMINISTRATOR)


def may_see_standstill(user: User) -> bool:
    """Read on every desk that mail does not leave: who can do something about it, or waits for it."""
    return may_send_again(user) or may_edit_pages(user)


def may_see_owed(user: User) -> bool:
    """Open the list of what the own organisation owes."""
    return user.is_a(Role.PARTNER_EDITOR)
