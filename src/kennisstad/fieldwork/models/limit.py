# SPDX-License-Identifier: EUPL-1.2
"""What areas bear in a term: the city's own rules, and those of one area."""

from django.db import models
from django.db.models import Q

from kennisstad.fieldwork.models.fieldwork import Kind

MOST_CONTACTS, MOST_DAYS = 100_000, 366
HEAVIEST = 20
KIND_WEIGHTS = {
    Kind.VISIT: "visit_weight",
    Kind.INTERVIEW: "interview_weight",
    Kind.SURVEY: "survey_weight",
    Kind.DOORS: "door_weight",
}
"""The field of `Norms` that says how much one of each kind weighs."""


class Norms(models.Model):
    """The city's own rules, in one row; until somebody sets them these first ones hold."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    """The most weighed contacts in a district and term; empty: no limit where a district has none."""
    rest_days = models.PositiveSmallIntegerField(default=30)
    contacts_per_team = models.PositiveSmallIntegerField(default=20)
    """Weighed contacts that a student team is expected to make until it planned its fieldwork."""
    visit_weight = models.PositiveSmallIntegerField(default=2)
    interview_weight = models.PositiveSmallIntegerField(default=3)
    survey_weight = models.PositiveSmallIntegerField(default=1)
    door_weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="norms_are_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="norms_are_likely",
                condition=(Q(threshold__isnull=True) | Q(threshold__lte=MOST_CONTACTS))
                & Q(rest_days__lte=MOST_DAYS)
                & Q(
                    **{f"{name}__gte": 1 for name in KIND_WEIGHTS.values()},
                    **{f"{name}__lte": HEAVIEST for name in KIND_WEIGHTS.values()},
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"at most {self.threshold} contacts a term, {self.rest_days} days of rest"

    def weighed(self, kind: str, number: int) -> int:
        """Give how many contacts so many visits, interviews, questionnaires or doors weigh."""
        weight: int = getattr(self, KIND_WEIGHTS[Kind(kind)])
        return weight * number


class Limit(models.Model):
    """What one area bears, where that differs from the city's own rules."""

    area = models.OneToOneField("neighbourhoods.Area", on_delete=models.CASCADE, related_name="load_limit")
    threshold = models.PositiveIntegerField()
    rest_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="limit_is_likely",
                condition=Q(threshold__lte=MOST_CONTACTS, rest_days__lte=MOST_DAYS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.threshold} contacts a term, {self.rest_days} days of rest"


def norms() -> Norms:
    """Give the city's own rules; the first ones until somebody sets them."""
    return Norms.objects.first() or Norms()
