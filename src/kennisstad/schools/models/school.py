# SPDX-License-Identifier: EUPL-1.2
"""The schools of the city, as its list has them."""

from typing import Self

from django.db import models
from django.db.models import Q

from kennisstad.schools.classes import SECTORS


class SchoolQuerySet(models.QuerySet["School"]):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class School(models.Model):
    """One place of a school, of one sector."""

    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=10, choices=list(SECTORS.items()))
    brin = models.CharField(max_length=8, blank=True)
    """As the ministry (DUO) numbers schools and their places, such as 12AB00."""
    postcode = models.CharField(max_length=7, blank=True)
    district = models.ForeignKey(
        "neighbourhoods.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="schools"
    )
    pupils = models.PositiveIntegerField(null=True, blank=True)
    """How many go there, where that is known."""

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="school_sector_is_known", condition=Q(sector__in=list(SECTORS))),
            models.CheckConstraint(name="school_is_named", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["brin", "sector"], condition=~Q(brin=""), name="school_once_per_number"
            ),
            models.UniqueConstraint(fields=["name", "sector", "postcode"], name="school_once"),
        ]

    def __str__(self) -> str:
        return self.name
