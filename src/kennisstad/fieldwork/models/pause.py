# SPDX-License-Identifier: EUPL-1.2
"""A neighbourhood says: not now."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from kennisstad.fieldwork.load.ledger import Stretch
from kennisstad.languages.models import HasTexts, Text, one_text_per_language


class PauseQuerySet(models.QuerySet["Pause"]):
    def reaching(self, day: date) -> Self:
        """Keep those that hold on this day or later."""
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=day), ends_on__gte=day)

    def by_day(self) -> Self:
        return self.order_by("starts_on", "pk")


class Pause(HasTexts["PauseText"]):
    """No new fieldwork in an area for a while, said in public with the reason."""

    area = models.ForeignKey("neighbourhoods.Area", on_delete=models.CASCADE, related_name="pauses")
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The last day of the pause."""
    lifted_on = models.DateField(null=True, blank=True)
    """Fieldwork is welcome again from this day on, earlier than was said."""

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pause_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="pause_lifted_before_its_end",
                condition=Q(lifted_on__isnull=True)
                | Q(lifted_on__gte=F("starts_on"), lifted_on__lte=F("ends_on")),
            ),
        ]
        indexes = [models.Index(fields=["area", "ends_on"], name="pause_by_area")]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.starts_on} – {self.ends_on}"

    @property
    def days(self) -> Stretch | None:
        """The days on which it holds; none when it was lifted on its first day."""
        last = self.lifted_on - timedelta(days=1) if self.lifted_on else self.ends_on
        return Stretch(self.starts_on, last) if last >= self.starts_on else None


class PauseText(Text):
    pause = models.ForeignKey(Pause, on_delete=models.CASCADE, related_name="texts")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            *one_text_per_language("pause"),
            models.CheckConstraint(name="pausetext_says_why", condition=~Q(reason="")),
        ]
