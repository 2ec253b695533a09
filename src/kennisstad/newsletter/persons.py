# SPDX-License-Identifier: EUPL-1.2
"""All that is kept of one person."""

from typing import Any

from django.db.models import Model

from kennisstad.mail.models import Letter
from kennisstad.newsletter.models import Reader


def all_of(reader: Reader) -> dict[str, Any]:
    """Give every field of a reader, of what was sent to them and what came back, by name; 3 queries."""
    deliveries = reader.deliveries.select_related("issue").prefetch_related("bounces").order_by("pk")
    return _fields(reader) | {
        "deliveries": [
            _fields(delivery)
            | {
                "issue": delivery.issue.number,
                "bounces": [_fields(bounce) for bounce in delivery.bounces.all()],
            }
            for delivery in deliveries
        ],
        "letters": [_fields(one) for one in Letter.objects.to_reader(reader.email).order_by("pk")],
    }


def _fields(row: Model) -> dict[str, Any]:
    return {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
