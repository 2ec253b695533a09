# SPDX-License-Identifier: EUPL-1.2
"""Proposals that a person may see, as `citylab.rules.may_see_proposal` says."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kennisstad.accounts.models import Role, User
from kennisstad.citylab.models import Proposal
from kennisstad.citylab.models.proposal import ProposalQuerySet, ProposalStatus
from kennisstad.citylab.placing import hindrances_of
from kennisstad.fieldwork.queries import Paused, pauses_behind
from kennisstad.fieldwork.telling import hindrance_in_words
from kennisstad.neighbourhoods.models import Area


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


@dataclass(frozen=True)
class InTheWay:
    """Why a question cannot be taken up now, with the pause where that is the reason."""

    sentence: str
    paused: Paused | None


def in_the_way(proposal: Proposal, today: date) -> list[InTheWay]:
    """Say what would keep a course from accepting, before anybody presses the button."""
    found = hindrances_of(proposal, today)
    names, pauses = Area.objects.in_bulk([one.area_id for one in found]), pauses_behind(found)
    return [InTheWay(hindrance_in_words(one, names[one.area_id].name), pauses.get(one)) for one in found]


def _seen_by(user: User) -> ProposalQuerySet:
    if user.is_a(Role.BROKER):
        return _with_words()
    institutions = user.partners_as(Role.COORDINATOR)
    named = user.courses.through.objects.filter(user=user).values("course")
    return _with_words().filter(Q(course__in=named) | Q(course__partner__in=institutions))


def _with_words() -> ProposalQuerySet:
    return Proposal.objects.select_related("question", "course__partner").prefetch_related(
        "question__texts", "question__districts", "course__texts"
    )
