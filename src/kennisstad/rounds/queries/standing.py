# SPDX-License-Identifier: EUPL-1.2
"""Where a round stands: what keeps it from going on, what more can take part, and when it went on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from kennisstad.audit.models import Event, subject_of
from kennisstad.citylab.models.question import SEEKING
from kennisstad.education.models import Offering
from kennisstad.rounds.models import Round, RoundQuestion, Status
from kennisstad.rounds.models.round import TOLD

EVERY = Q()


def no_longer_seeking(round: Round) -> RoundQuestion | None:
    """Give the first question that was withdrawn, placed or answered since it was put in."""
    return round.questions.exclude(question__status__in=SEEKING).in_order().first()


def offerings_to_come(round: Round, among: Q = EVERY) -> list[Offering]:
    """Give editions of courses that take questions and that the round has time for, not in it yet.

    By institution, and then by their first day.

    Args:
        among: keeps some of the offerings, such as those that a person answers for.
    """
    found = Offering.objects.filter(
        among,
        withdrawn_at__isnull=True,
        starts_on__lte=round.ends_on,
        ends_on__gte=round.starts_on,
        course__takes_questions=True,
        course__withdrawn_at__isnull=True,
    ).exclude(pk__in=round.courses.values("offering"))
    words = found.select_related("course__partner").prefetch_related("course__texts")
    in_order = words.order_by("course__partner__name", "course__partner", "starts_on", "pk")
    return [one for one in in_order if round.has_time_for(one)]


@dataclass(frozen=True)
class Really:
    """When a round closed and was published, where that was not as planned; else nothing."""

    closed_at: datetime | None = None
    """Earlier than planned: a round that closes by itself does so a moment later."""
    published_on: date | None = None


def really(round: Round) -> Really:
    """Read in the journal what happened on another day than planned; one query."""
    if round.status in (Status.DRAFT, Status.OPEN):
        return Really()
    steps = Event.objects.filter(subject=subject_of(round), kind__in=["round.closed", "round.published"])
    at = dict(steps.order_by("pk").values_list("kind", "at"))
    closed_at, published_at = at.get("round.closed"), at.get("round.published")
    published_on = localdate(published_at) if published_at and round.status in TOLD else None
    return Really(
        closed_at if closed_at and closed_at < round.closes_at else None,
        published_on if published_on != round.publish_on else None,
    )
