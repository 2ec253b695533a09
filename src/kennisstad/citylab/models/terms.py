# SPDX-License-Identifier: EUPL-1.2
"""What this city has agreed with courses and askers: one row, kept at the desk."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

LONGEST_DAYS = 120
MOST_TEAMS = 50


class TermsQuerySet(models.QuerySet["Terms"]):
    def current(self) -> "Terms":
        """Give the terms of this city, or those that hold until somebody sets others."""
        return self.first() or Terms(pk=1)


class Terms(models.Model):
    answer_days = models.PositiveSmallIntegerField(default=14)
    """Within how many days a course answers a proposal."""
    remind_days = models.PositiveSmallIntegerField(default=4)
    """How many days before the last one the course is reminded."""
    teams_per_asker = models.PositiveSmallIntegerField(default=3)
    """How many teams may be at work for one asker at the same time."""

    objects = TermsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="terms_are_one_row", condition=Q(pk=1)),
            models.CheckConstraint(
                name="terms_remind_before_the_last_day",
                condition=Q(
                    answer_days__lte=LONGEST_DAYS, remind_days__gte=1, remind_days__lt=F("answer_days")
                ),
            ),
            models.CheckConstraint(
                name="terms_allow_a_team",
                condition=Q(teams_per_asker__gte=1, teams_per_asker__lte=MOST_TEAMS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_days} days, {self.teams_per_asker} teams"

    def answer_by(self, made_on: date) -> date:
        """Give the last day on which a proposal of this day can be answered."""
        return made_on + timedelta(days=self.answer_days)
