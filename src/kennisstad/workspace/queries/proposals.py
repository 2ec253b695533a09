# SPDX-License-Identifier: EUPL-1.2
"""Proposals that a person may see, as `citylab.rules.may_see_proposal` says."""

from django.db.models import Q

from kennisstad.accounts.models import Role, User
from kennisstad.citylab.models import Proposal
from kennisstad.citylab.models.proposal import ProposalQuerySet, ProposalStatus


def proposals_for(user: User, *, waiting: bool) -> ProposalQuerySet:
    """Those that wait for an answer, longest first; or those that were answered, newest first."""
    found = _seen_by(user)
    if waiting:
        return found.made().waiting_longest()
    return found.exclude(status=ProposalStatus.MADE).newest()


def waiting_for_course(course_id: int) -> ProposalQuerySet:
    found = _with_words().made().filter(course_id=course_id)
    return found.prefetch_related("course__coordinators").waiting_longest()


def whole_proposal(pk: int) -> Proposal | None:
    """One proposal with all that its page shows; a fixed number of queries."""
    found = (
        _with_words()
        .select_related("question__project", "question__leg_of")
        .prefetch_related(
            "question__leg_of__texts",
            "question__leg_of__legs",
            "question__themes__texts",
            "course__coordinators",
            "course__offerings__session__texts",
        )
    )
    return found.filter(pk=pk).first()


def _seen_by(user: User) -> ProposalQuerySet:
    if user.is_a(Role.BROKER):
        return _with_words()
    institutions = [partner for role, partner in user.held_roles if role == Role.COORDINATOR]
    named = user.courses.through.objects.filter(user=user).values("course")
    return _with_words().filter(Q(course__in=named) | Q(course__partner__in=institutions))


def _with_words() -> ProposalQuerySet:
    return Proposal.objects.select_related("question", "course__partner").prefetch_related(
        "question__texts", "question__districts", "course__texts"
    )
