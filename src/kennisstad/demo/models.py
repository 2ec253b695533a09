# SPDX-License-Identifier: EUPL-1.2
"""On record: which rows the example made."""

from collections.abc import Iterable
from typing import Self

from django.db import models


class ExampleRecordQuerySet(models.QuerySet["ExampleRecord"]):
    def of(self, model: type[models.Model]) -> Self:
        """Keep the rows of one model."""
        return self.filter(label=model._meta.label_lower)

    def keys(self, model: type[models.Model]) -> models.QuerySet["ExampleRecord", int]:
        """Give the primary keys of one model's rows, to be used in another query."""
        return self.of(model).values_list("number", flat=True)

    def note(self, rows: Iterable[models.Model]) -> None:
        """Write down that the example made these rows; what hangs on them goes with them."""
        self.bulk_create([self.model(label=row._meta.label_lower, number=row.pk) for row in rows])


class ExampleRecord(models.Model):
    """One row that the example made, by its model and primary key."""

    label = models.CharField(max_length=80)
    number = models.BigIntegerField()

    objects = ExampleRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["label", "number"], name="example_record_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.number}"
