# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with questions and proposals."""

from kennisstad.accounts.models import Role, User
from kennisstad.citylab.models import Proposal
from kennisstad.education.models import Course
from kennisstad.education.rules import may_answer_for


def may_see_desk(user: User) -> bool:
    """Read every question, its own words and its steps; not how to reach the asker."""
    return user.is_a(Role.BROKER) or user.is_a(Role.PROGRAMME_MANAGER)


def may_serve_askers(user: User) -> bool:
    """Sharpen, give an outcome, match and propose."""
    return user.is_a(Role.BROKER)


def may_see_contact(user: User) -> bool:
    """See how to reach an asker."""
    return user.is_a(Role.BROKER)


def may_see_proposal(user: User, proposal: Proposal) -> bool:
    return user.is_a(Role.BROKER) or may_answer_for(user, proposal.course)


def may_ask_for(user: User, course: Course) -> bool:
    """Tell the broker that this course would like to work on a question, or no longer."""
    return may_answer_for(user, course)


def may_answer_proposal(user: User, proposal: Proposal) -> bool:
    """Accept or decline for the course."""
    return may_answer_for(user, proposal.course)


def may_set_terms(user: User) -> bool:
    """Set within how many days a course answers, and how many teams one asker has at a time."""
    return user.is_a(Role.BROKER) or user.is_a(Role.ADMINISTRATOR)


def may_strike_pairs(user: User) -> bool:
    """See which words the search takes for each other's translation, and say which are not."""
    return user.is_a(Role.BROKER) or user.is_a(Role.ADMINISTRATOR)


def may_see_model(user: User) -> bool:
    """See how matching learns: its weights, and how well it foretold."""
    return may_see_desk(user) or may_change_model(user)


def may_change_model(user: User) -> bool:
    """Put a learned model in use, or go back to the one before."""
    return user.is_a(Role.BROKER) or user.is_a(Role.ADMINISTRATOR)
