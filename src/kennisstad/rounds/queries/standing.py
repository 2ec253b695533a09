# SPDX-License-Identifier: EUPL-1.2
"""Where a round stands: what keeps it from going on, and what more can take part."""

from kennisstad.citylab.models.question import SEEKING
from kennisstad.education.models import Offering
from kennisstad.rounds.models import Round, RoundQuestion


def no_longer_seeking(round: Round) -> RoundQuestion | None:
    """Give the first question that was withdrawn, placed or answered since it was put in."""
    return round.questions.exclude(question__status__in=SEEKING).in_order().first()


def offerings_to_come(round: Round) -> list[Offering]:
    """Give editions of courses that take questions and have not ended by the time the teams work."""
    found = Offering.objects.filter(
        withdrawn_at__isnull=True,
        ends_on__gte=round.starts_on,
        course__takes_questions=True,
        course__withdrawn_at__isnull=True,
    ).exclude(pk__in=list(round.courses.values_list("offering", flat=True)))
    return list(
        found.select_related("course__partner").prefetch_related("course__texts").order_by("starts_on", "pk")
    )
