# SPDX-License-Identifier: EUPL-1.2
"""How urgent a question is, as one whole number that everybody can work out again by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from kennisstad.citylab.models import Question
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import Project

MONTH_DAYS = 30
MOST_MONTHS = 24
"""Waiting counts for at most two years: older questions do not crowd out all others."""
WHITE_SPOT = 12
"""What a district that students forgot weighs: as much as a year of waiting."""
FORGOTTEN = timedelta(days=365)


def urgency(questions: Sequence[Question], *, at: datetime) -> dict[int, int]:
    """Give the weight of each question by key: two queries, however many.

    One for every 30 full days since it was sent in, at most 24; and 12 more where one of its districts is a
    white spot: no project runs there, and none ended there in the 365 days before.
    """
    white = white_spots(at)
    districts = Question.districts.through.objects.filter(question__in=questions)
    in_white = {one.question_id for one in districts if one.area_id in white}
    return {
        one.pk: min((at - one.sent_at).days // MONTH_DAYS, MOST_MONTHS) + WHITE_SPOT * (one.pk in in_white)
        for one in questions
    }


def white_spots(at: datetime) -> set[int]:
    """Give the districts in which no project runs, and none ended lately."""
    ended_lately = Q(ended_on__gt=(at - FORGOTTEN).date())
    lively = Project.objects.filter(Q(ended_on__isnull=True) | ended_lately).values("districts")
    return set(
        Area.objects.districts()
        .exclude(pk__in=lively.filter(districts__isnull=False))
        .values_list("pk", flat=True)
    )
