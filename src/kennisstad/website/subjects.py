# SPDX-License-Identifier: EUPL-1.2
"""What a theme's page shows besides questions, projects and results: its own substance, from the records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone

from kennisstad.campus.queries import companies_of, housing, spin_offs, standing
from kennisstad.campus.telling import companies_in_words, standing_in_words
from kennisstad.schools.models import Moment
from kennisstad.website.models import Subject
from kennisstad.welcome.choices import Newcomer
from kennisstad.welcome.models import Venue
from kennisstad.years.queries import years


@dataclass(frozen=True)
class Part:
    template: str
    told: dict[str, Any]


def part_of(subject: str) -> Part | None:
    """Read the substance that belongs to a subject, in at most two queries; nothing for no subject."""
    read = READ.get(subject)
    return Part(f"website/parts/subjects/{subject}.html", read()) if read else None


def _campus() -> dict[str, Any]:
    homes = standing_in_words(standing(housing()))
    return {"homes": homes, "companies": companies_in_words(companies_of(spin_offs()))}


def _welcome() -> dict[str, Any]:
    return {"kinds": Newcomer, "venues": Venue.objects.count(), "years": years()}


def _schools() -> dict[str, Any]:
    counts = Count("pk"), Count("offer", distinct=True)
    return Moment.objects.open(timezone.now()).aggregate(moments=counts[0], offers=counts[1])


def _city_lab() -> dict[str, Any]:
    return {}


READ: dict[str, Callable[[], dict[str, Any]]] = {
    Subject.CAMPUS.value: _campus,
    Subject.WELCOME.value: _welcome,
    Subject.SCHOOLS.value: _schools,
    Subject.CITY_LAB.value: _city_lab,
}
