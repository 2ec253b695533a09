# SPDX-License-Identifier: EUPL-1.2
"""Which schools and districts took part in a school year: never a class, a teacher or a small number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum

from kennisstad.neighbourhoods.models import Area
from kennisstad.schools.classes import SECTORS
from kennisstad.schools.models import Booking, Moment, School
from kennisstad.schools.queries import beginning_of
from kennisstad.schools.rounding import rounded
from kennisstad.schools.school_years import SchoolYear, year_of


@dataclass(frozen=True)
class Part:
    """Schools of one sector in one district, or all those of a district or sector."""

    schools: int = 0
    """On the list of the city."""
    reached: int = 0
    """Of those, how many took part at least once."""
    pupils: int = 0
    """Who took part; whoever came twice counts twice."""
    enrolled: int | None = None
    """Who go to these schools; nothing when it is known of none."""

    @property
    def about(self) -> int | None:
        return rounded(self.pupils)

    @property
    def is_white(self) -> bool:
        return self.schools > 0 and self.reached == 0


@dataclass(frozen=True)
class District:
    area: Area | None
    """Nothing stands for schools of which we do not know where they are."""
    whole: Part
    sectors: Sequence[tuple[str, Part]]
    """Those that have schools here, the youngest first."""


@dataclass(frozen=True)
class Reach:
    year: SchoolYear
    districts: Sequence[District]
    sectors: Sequence[tuple[str, Part]]
    elsewhere: Part
    """Classes of schools that are not on the list; its `reached` counts classes."""

    @property
    def white_spots(self) -> list[Area]:
        return [one.area for one in self.districts if one.area and one.whole.is_white]

    @property
    def without_schools(self) -> list[Area]:
        return [one.area for one in self.districts if one.area and not one.whole.schools]


Key = tuple[int | None, str]


def reach(year: SchoolYear, at: datetime) -> Reach:
    """Count what took place in a school year until now; four queries, however many schools."""
    came = _came(year, at)
    parts = _parts(came)
    areas: list[Area | None] = [*Area.objects.districts().by_name()]
    if any(area is None for area, _sector in parts):
        areas.append(None)
    found = came.filter(school__isnull=True).aggregate(number=Count("pk"), pupils=Sum("pupils", default=0))
    return Reach(
        year,
        [_district(area, parts) for area in areas],
        [(sector, _sum(part for key, part in parts.items() if key[1] == sector)) for sector in SECTORS],
        Part(reached=found["number"], pupils=found["pupils"]),
    )


def first_year(at: datetime) -> SchoolYear:
    """Give the school year of the first moment that we know."""
    first = Moment.objects.aggregate(first=Min("begins_at"))["first"]
    return year_of((first or at).date())


def _came(year: SchoolYear, at: datetime) -> QuerySet[Booking]:
    until = min(at, beginning_of(year.last_day + timedelta(days=1)))
    begun = Booking.objects.booked().filter(moment__called_off_at__isnull=True)
    return begun.filter(moment__ends_at__gte=beginning_of(year.first_day), moment__ends_at__lt=until)


def _parts(came: QuerySet[Booking]) -> Mapping[Key, Part]:
    by_place = School.objects.order_by().values_list("district", "sector")
    listed = by_place.annotate(number=Count("pk"), enrolled=Sum("pupils"))
    taking_part = (
        came.filter(school__isnull=False).order_by().values_list("school__district", "school__sector")
    )
    counted = taking_part.annotate(number=Count("school", distinct=True), total=Sum("pupils"))
    reached: dict[Any, tuple[int, int]] = {(area, sector): (n, all_) for area, sector, n, all_ in counted}
    return {
        (area, sector): Part(number, *reached.get((area, sector), (0, 0)), enrolled)
        for area, sector, number, enrolled in listed
    }


def _district(area: Area | None, parts: Mapping[Key, Part]) -> District:
    here = area.pk if area else None
    found = [(sector, parts[here, sector]) for sector in SECTORS if (here, sector) in parts]
    return District(area, _sum(part for _sector, part in found), found)


def _sum(parts: Iterable[Part]) -> Part:
    found = list(parts)
    known = [part.enrolled for part in found if part.enrolled is not None]
    return Part(
        sum(part.schools for part in found),
        sum(part.reached for part in found),
        sum(part.pupils for part in found),
        sum(known) if known else None,
    )
