# SPDX-License-Identifier: EUPL-1.2
"""Which organisation answers messages of one kind; the city says so."""

from django.db import models
from django.db.models import Q

from kennisstad.contact.models.message import Kind


class Route(models.Model):
    """Messages of this kind go to this organisation; of a kind without a route to the desk of the city."""

    kind = models.CharField(max_length=13, choices=Kind.choices, unique=True)
    partner = models.ForeignKey("partners.Partner", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="route_kind_is_known", condition=Q(kind__in=Kind.values)),
        ]

    def __str__(self) -> str:
        return f"Route of {self.kind}"
