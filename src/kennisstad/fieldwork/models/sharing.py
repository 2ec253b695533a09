# SPDX-License-Identifier: EUPL-1.2
"""Two studies ask the same street in one term: they could do it together."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q

from kennisstad.fieldwork.models.fieldwork import Fieldwork


class SharedVisitQuerySet(models.QuerySet["SharedVisit"]):
    def between(self, works: Iterable[int]) -> Self:
        """Keep those in which one of these fieldworks takes part."""
        works = list(works)
        return self.filter(Q(first__in=works) | Q(second__in=works))


class SharedVisit(models.Model):
    """Proposed to both; it is agreed once both said yes. The fieldwork that was planned first comes first."""

    first = models.ForeignKey(Fieldwork, on_delete=models.CASCADE, related_name="shared_as_first")
    second = models.ForeignKey(Fieldwork, on_delete=models.CASCADE, related_name="shared_as_second")
    proposed_at = models.DateTimeField()
    first_agreed_at = models.DateTimeField(null=True, blank=True)
    second_agreed_at = models.DateTimeField(null=True, blank=True)

    objects = SharedVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="shared_visit_once"),
            models.CheckConstraint(name="shared_visit_is_of_two", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"

    @property
    def is_agreed(self) -> bool:
        return self.first_agreed_at is not None and self.second_agreed_at is not None

    def side_of(self, work: Fieldwork) -> str:
        return "first" if work.pk == self.first_id else "second"
