# SPDX-License-Identifier: EUPL-1.2
"""Reads: what stands on the map, homes and spin-offs that visitors look for, and what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, Sum

from kennisstad.campus.models import (
    Campus,
    HousingProject,
    HousingStatus,
    Site,
    SpinOff,
    SpinOffStatus,
    Whom,
)
from kennisstad.campus.models.housing import HousingProjectQuerySet
from kennisstad.campus.models.spinoff import A_DECADE, Field, SpinOffQuerySet
from kennisstad.languages.reading import with_texts
from kennisstad.partners.models import Partner

YEAR_DIGITS = 4
PLANNED = (HousingStatus.IDEA, HousingStatus.PLAN, HousingStatus.PERMIT)


def campuses() -> list[Campus]:
    """Give every campus with its district, institutions and words; two queries."""
    found = Campus.objects.by_name().select_related("district").prefetch_related(_institutions())
    return with_texts(found)


def sites(campus: Campus | None = None) -> list[Site]:
    """Give the sites of one campus, or all of them, with their words; one query."""
    found = Site.objects.by_name().select_related("district", "campus")
    return with_texts(found.filter(campus=campus) if campus else found)


def housing() -> HousingProjectQuerySet:
    """Give housing projects with their newest figures and their districts."""
    return HousingProject.objects.with_newest_figure().select_related("district").by_name()


def housing_like(chosen: Mapping[str, str]) -> HousingProjectQuerySet:
    """Give the projects that a visitor chose: whom, status, district (its address word), year; what is no
    choice of ours is left aside."""
    found = housing()
    if (whom := chosen.get("whom")) in Whom.values:
        found = found.filter(whom=whom)
    if (status := chosen.get("status")) in HousingStatus.values:
        found = found.filter(status=status)
    if district := chosen.get("district"):
        found = found.filter(district__slug=district)
    if (year := year_of(chosen.get("year", ""))) is not None:
        found = found.filter(Q(("newest_ready_in", year)))
    return found


def year_of(said: str) -> int | None:
    """Read a year of four digits."""
    fits = len(said) == YEAR_DIGITS and said.isascii() and said.isdecimal()
    return int(said) if fits else None


@dataclass(frozen=True)
class Homes:
    """What some housing projects add up to."""

    projects: int
    units: int
    first_year: int | None
    """The first year in which some of these homes are to be ready."""


def homes_of(found: HousingProjectQuerySet) -> Homes:
    """Add up projects by their newest figures; one query."""
    summed = found.order_by().aggregate(
        number=Count("pk"), units=Sum("newest_units"), first=Min("newest_ready_in")
    )
    return Homes(summed["number"], summed["units"] or 0, summed["first"])


@dataclass(frozen=True)
class Standing:
    """How housing stands, for a few sentences."""

    being_built: Homes
    planned: Homes
    ready: Homes


def standing(projects: Iterable[HousingProject]) -> Standing:
    """Add up homes being built, planned, and ready, of projects that were read with their newest figures."""
    read = list(projects)
    return Standing(
        being_built=_summed(one for one in read if one.status == HousingStatus.BUILDING),
        planned=_summed(one for one in read if one.status in PLANNED),
        ready=_summed(one for one in read if one.status == HousingStatus.READY),
    )


def _summed(projects: Iterable[HousingProject]) -> Homes:
    read = list(projects)
    years = [one.newest_ready_in for one in read if one.newest_ready_in is not None]
    return Homes(len(read), sum(one.newest_units or 0 for one in read), min(years, default=None))


def years_of_homes() -> list[int]:
    """Give the years in which homes are to be ready, by the newest figures; one query."""
    found: Any = housing().order_by()
    years = found.values_list("newest_ready_in", flat=True).distinct()
    return sorted({year for year in years if year is not None})


def spin_offs() -> SpinOffQuerySet:
    """Give spin-offs with district, campus and founding institutions, the newest first."""
    return SpinOff.objects.newest().select_related("district", "campus").prefetch_related(_institutions())


def spin_offs_like(chosen: Mapping[str, str]) -> SpinOffQuerySet:
    """Give the spin-offs that a visitor chose: institution (its key), decade (its first year), field."""
    found = spin_offs()
    if institution := chosen.get("institution"):
        # Not by a join: that would leave the other founders out of what is read along.
        found = found.filter(pk__in=SpinOff.objects.filter(institutions__key=institution).values("pk"))
    if (field := chosen.get("field")) in Field.values:
        found = found.filter(field=field)
    if (decade := year_of(chosen.get("decade", ""))) is not None:
        found = found.of_decade(decade)
    return found


@dataclass(frozen=True)
class Companies:
    number: int
    active: int
    first_year: int | None


def companies_of(found: SpinOffQuerySet) -> Companies:
    """Count spin-offs; one query."""
    active = Count("pk", filter=Q(status=SpinOffStatus.ACTIVE))
    summed = found.order_by().aggregate(number=Count("pk"), active=active, first=Min("founded_in"))
    return Companies(summed["number"], summed["active"], summed["first"])


def decades() -> list[int]:
    """Give the first year of each decade in which a spin-off was founded, the newest first; one query."""
    years = SpinOff.objects.order_by().values_list("founded_in", flat=True).distinct()
    return sorted({year - year % A_DECADE for year in years}, reverse=True)


def founders() -> list[Partner]:
    """Give the institutions that spin-offs came from; one query."""
    return list(Partner.objects.filter(spin_offs__isnull=False).distinct().by_name())


def _institutions() -> Prefetch[str]:
    return Prefetch("institutions", queryset=Partner.objects.by_name())
