# SPDX-License-Identifier: EUPL-1.2
"""Fieldwork, limits and pauses for tests, each with one plain call."""

from datetime import date
from itertools import count
from typing import Any

from kennisstad.fieldwork.models import Fieldwork, Kind, Limit, Norms, Pause
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.models import Kind as AreaKind
from tests.making import make_district, make_partner

SPRING = (date(2027, 2, 1), date(2027, 6, 30))
_numbers = count(1)


def make_fieldwork(area: Area, number: int = 10, **fields: Any) -> Fieldwork:
    """Make a study elsewhere that knocks on so many doors in spring, each weighing 1."""
    values = {"kind": Kind.DOORS, "starts_on": SPRING[0], "ends_on": SPRING[1], "number": number}
    if not fields.get("project"):
        values["study"] = f"Studie {next(_numbers)}"
    values["partner"] = fields["project"].carrier if fields.get("project") else make_partner()
    return Fieldwork.objects.create(area=area, **values | fields)


def make_limit(area: Area, threshold: int = 100, rest_days: int = 0) -> Limit:
    return Limit.objects.create(area=area, threshold=threshold, rest_days=rest_days)


def make_norms(**fields: Any) -> Norms:
    return Norms.objects.create(**fields)


def make_pause(area: Area, starts_on: date = date(2027, 1, 1), **fields: Any) -> Pause:
    pause = Pause.objects.create(area=area, **{"starts_on": starts_on, "ends_on": date(2027, 3, 31)} | fields)
    for language, reason in {"nl": "Er is te veel gevraagd.", "en": "Too much was asked."}.items():
        pause.texts.create(language=language, reason=reason)
    return pause


def make_neighbourhood(district: Area | None = None, name: str = "Slaaghwijk") -> Area:
    number = next(_numbers)
    return Area.objects.create(
        kind=AreaKind.NEIGHBOURHOOD,
        name=name,
        code=f"BU{number:08}",
        slug=f"{name.lower()}-{number}",
        parent=district or make_district(),
    )
