# SPDX-License-Identifier: EUPL-1.2
"""What makes a question a leg: a course-sized part of a whole question."""

from django.db import models
from django.db.models import F, Q

from kennisstad.citylab.leg_plans import MOST
from kennisstad.education.models import Level
from kennisstad.education.models.offering import FORMS

PART_OF = ("leg_of__texts", "leg_of__legs")
"""What to fetch along with questions of which a page says “part 2 of 3 of …”."""


def leg_is_fit() -> list[models.BaseConstraint]:
    """Say that form and level are known, and that a leg has a whole, a form and a small order."""
    return [
        models.CheckConstraint(
            name="question_form_is_known",
            condition=Q(form__in=["", *map(str, FORMS)]),
        ),
        models.CheckConstraint(
            name="question_leg_level_is_known", condition=Q(leg_level__in=["", *Level.values])
        ),
        models.CheckConstraint(
            name="question_leg_has_a_whole_and_a_form",
            condition=Q(leg_of__isnull=True, leg_order__isnull=True)
            | Q(~Q(form=""), ~Q(leg_of=F("pk")), leg_of__isnull=False),
        ),
        models.CheckConstraint(
            name="question_leg_order_is_small",
            condition=Q(leg_order__isnull=True) | Q(leg_order__gte=1, leg_order__lte=MOST),
        ),
    ]
