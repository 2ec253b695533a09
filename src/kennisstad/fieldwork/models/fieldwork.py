# SPDX-License-Identifier: EUPL-1.2
"""What one study asks of the residents of one area."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.fieldwork.load.ledger import Stretch


class Kind(models.TextChoices):
    VISIT = "visit", _("visits")
    INTERVIEW = "interview", _("interviews")
    SURVEY = "survey", _("questionnaires")
    DOORS = "doors", _("doors")


class Status(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under-way", _("under way")
    DONE = "done", _("done")
    CALLED_OFF = "called-off", _("called off")


NEXT = {
    Status.PLANNED: {Status.UNDER_WAY, Status.DONE, Status.CALLED_OFF},
    Status.UNDER_WAY: {Status.DONE},
    Status.DONE: set[Status](),
    Status.CALLED_OFF: set[Status](),
}
"""The only steps fieldwork can take; docs/reference/flows.md is drawn from this."""

COUNTED = (Status.PLANNED, Status.UNDER_WAY, Status.DONE)
"""What weighs on a neighbourhood."""
TO_COME = (Status.PLANNED, Status.UNDER_WAY)
MOST = 100_000


class FieldworkQuerySet(models.QuerySet["Fieldwork"]):
    def counted(self) -> Self:
        """Leave out what was called off."""
        return self.filter(status__in=COUNTED)

    def to_come(self) -> Self:
        """Keep what is not over yet."""
        return self.filter(status__in=TO_COME)

    def within(self, area_ids: Collection[int]) -> Self:
        """Keep what happens in these areas; of a district, in its neighbourhoods too."""
        return self.filter(Q(area__in=area_ids) | Q(area__parent__in=area_ids))

    def overlapping(self, first: date, last: date) -> Self:
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def by_day(self) -> Self:
        return self.order_by("starts_on", "pk")


class Fieldwork(models.Model):
    """Of a project of the platform, or of a study elsewhere that an institution told us of.

    It holds a number of contacts and at most the name of a street, never a house or a person.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    area = models.ForeignKey("neighbourhoods.Area", on_delete=models.PROTECT, related_name="fieldwork")
    street = models.CharField(max_length=80, blank=True)
    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, null=True, blank=True, related_name="fieldwork"
    )
    study = models.CharField(max_length=140, blank=True)
    """The name of a study that is no project of the platform."""
    partner = models.ForeignKey("partners.Partner", on_delete=models.PROTECT, related_name="fieldwork")
    """The institution that answers for it."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    number = models.PositiveIntegerField()
    """How many are planned; 0 says that a project asks nobody anything here."""
    number_done = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)

    objects = FieldworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="fieldwork_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="fieldwork_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="fieldwork_is_of_a_project_or_a_study",
                condition=Q(project__isnull=False, study="") | (Q(project__isnull=True) & ~Q(study="")),
            ),
            models.CheckConstraint(
                name="fieldwork_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="fieldwork_done_means_counted",
                condition=Q(status=Status.DONE, number_done__isnull=False)
                | Q(~Q(status=Status.DONE), number_done__isnull=True),
            ),
            models.CheckConstraint(
                name="fieldwork_numbers_are_likely",
                condition=Q(number__lte=MOST) & (Q(number_done__isnull=True) | Q(number_done__lte=MOST)),
            ),
            models.UniqueConstraint(
                fields=["partner", "study", "area", "kind", "street", "starts_on"],
                condition=Q(project__isnull=True),
                name="fieldwork_of_a_study_once",
            ),
        ]
        indexes = [models.Index(fields=["area", "ends_on"], name="fieldwork_by_area")]

    def __str__(self) -> str:
        return str(self.project) if self.project else self.study

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def is_to_come(self) -> bool:
        return self.status in TO_COME

    @property
    def days(self) -> Stretch:
        return Stretch(self.starts_on, self.ends_on)

    @property
    def counted_number(self) -> int:
        """How many were made where that is known, else how many are planned."""
        return self.number if self.number_done is None else self.number_done
