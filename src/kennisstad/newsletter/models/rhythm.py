# SPDX-License-Identifier: EUPL-1.2
"""When the next issue is due."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class Rhythm(models.Model):
    """How the newsletter goes: there is one. Without a first day no draft writes itself."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    first_on = models.DateField(null=True, blank=True)
    """The day of an issue; the others are counted from it."""
    weeks = models.PositiveSmallIntegerField(default=2)
    hour = models.PositiveSmallIntegerField(default=10)
    """When it leaves, in the city's time."""
    days_ahead = models.PositiveSmallIntegerField(default=3)
    """How many days before it is due the draft is there."""
    two_persons = models.BooleanField(default=False)
    """Somebody else than who planned an issue must approve it."""

    class Meta:
        constraints = [
            models.CheckConstraint(name="rhythm_is_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="rhythm_is_possible",
                condition=Q(weeks__gte=1, weeks__lte=26, hour__lte=23, days_ahead__gte=0)
                & Q(days_ahead__lt=F("weeks") * 7),
            ),
        ]

    def __str__(self) -> str:
        return f"Every {self.weeks} weeks"


class BreakQuerySet(models.QuerySet["Break"]):
    def to_come(self, today: date) -> Self:
        """Keep those that are not over, soonest first."""
        return self.filter(ends_on__gte=today).order_by("begins_on", "pk")


class Break(models.Model):
    """Days on which no issue leaves, such as a summer holiday; public holidays need no row."""

    begins_on = models.DateField()
    ends_on = models.DateField()

    objects = BreakQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="break_ends_after_it_begins", condition=Q(ends_on__gte=F("begins_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.begins_on} to {self.ends_on}"
