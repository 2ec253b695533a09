# SPDX-License-Identifier: EUPL-1.2
"""Campuses, homes and spin-offs for tests."""

from datetime import date
from itertools import count
from typing import Any

from kennisstad.campus.models import (
    Campus,
    CampusText,
    HousingFigure,
    HousingProject,
    HousingProjectText,
    Site,
    SiteText,
    SpinOff,
    SpinOffText,
)
from kennisstad.partners.models import Partner
from tests.making import make_district, make_partner

_numbers = count(1)
PLACE = {"lon": 4.49, "lat": 52.16}
SOURCE = {"source": "Een krant", "source_on": date(2026, 9, 1)}


def make_campus(key: str = "", *institutions: Partner, **fields: Any) -> Campus:
    key = key or f"campus-{next(_numbers)}"
    values = {"key": key, "name": key.title(), "district": fields.pop("district", None) or make_district()}
    campus = Campus.objects.create(**values | PLACE | fields)
    campus.institutions.set(institutions)
    for language in ("nl", "en"):
        CampusText.objects.create(campus=campus, language=language, summary=f"{key} {language}")
    return campus


def make_site(campus: Campus, key: str = "") -> Site:
    key = key or f"site-{next(_numbers)}"
    site = Site.objects.create(key=key, name=key.title(), campus=campus, district=campus.district, **PLACE)
    SiteText.objects.create(site=site, language="nl", purpose="Colleges")
    return site


def make_homes(
    key: str = "", *, units: int | None = 100, ready_in: int | None = 2027, **fields: Any
) -> HousingProject:
    """Make a project for students that is being built, with one figure."""
    key = key or f"homes-{next(_numbers)}"
    values: dict[str, Any] = {"key": key, "name": key.title(), "whom": "students", "status": "building"}
    values["district"] = fields.pop("district", None) or make_district()
    project = HousingProject.objects.create(**values | SOURCE | fields)
    for language in ("nl", "en"):
        HousingProjectText.objects.create(project=project, language=language, summary=f"{key} {language}")
    if units:
        add_figure(project, units=units, ready_in=ready_in)
    return project


def add_figure(project: HousingProject, *, as_of: date = date(2026, 9, 1), **fields: Any) -> HousingFigure:
    return HousingFigure.objects.create(project=project, as_of=as_of, **{"source": "Een krant"} | fields)


def make_spin_off(key: str = "", *institutions: Partner, **fields: Any) -> SpinOff:
    key = key or f"spin-off-{next(_numbers)}"
    values = {"key": key, "name": key.title(), "founded_in": 1993, "field": "medicines"}
    made = SpinOff.objects.create(**values | SOURCE | fields)
    made.institutions.set(institutions or [make_partner()])
    for language in ("nl", "en"):
        SpinOffText.objects.create(spin_off=made, language=language, about=f"{key} {language}")
    return made
