# SPDX-License-Identifier: EUPL-1.2
"""Reads: a year's days by month, week and district, what is still free, and what waits for the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, Q

from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.years.models import Adoption, Day, DayStatus, Year
from kennisstad.years.models.adoption import AdoptionQuerySet, Answer
from kennisstad.years.models.year import FIRST_DAY, LAST_DAY, DayQuerySet

NEAREST = 3
STATES = ("free", "adopted")
A_WEEK = 7


def years() -> list[Year]:
    """Give every themed year with its words, the newest first; one query."""
    return with_texts(Year.objects.newest())


def year_with(slug: str) -> Year | None:
    return next(iter(with_texts(Year.objects.filter(slug=slug))), None)


def days_of(year: Year) -> DayQuerySet:
    return Day.objects.filter(year=year).select_related("area").by_day()


def days_like(year: Year, chosen: Mapping[str, str], today: date) -> list[Day]:
    """Give the days that a visitor chose: by district (its address word), week (its Monday) and state; what
    is no choice of ours is left aside."""
    found = days_of(year)
    if district := chosen.get("district"):
        found = found.filter(Q(area__slug=district) | Q(area__parent__slug=district))
    if (monday := day_named(chosen.get("week", ""))) is not None:
        found = found.filter(on__gte=monday, on__lt=monday + timedelta(days=A_WEEK))
    match chosen.get("state"):
        case "free":
            found = found.free_after(today)
        case "adopted":
            found = found.adopted()
    return with_texts(found)


def day_named(said: str) -> date | None:
    """Read a day as 2027-04-15; nothing when it is none, or one that no themed year can have."""
    try:
        day = date.fromisoformat(said) if len(said) == len("2027-04-15") else None
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def day_on(year: Year, on: date) -> Day | None:
    return next(iter(with_texts(days_of(year).filter(on=on))), None)


def agreed_adoption(day: Day) -> Adoption | None:
    """Give what was agreed for a day, when it was asked for here."""
    return day.adoptions.filter(status=Answer.AGREED).first()


@dataclass(frozen=True)
class Month:
    first: date
    days: list[Day]


def by_month(days: Iterable[Day]) -> list[Month]:
    """Put days, in order, under the months they are in."""
    months = groupby(days, key=lambda day: day.on.replace(day=1))
    return [Month(first, list(some)) for first, some in months]


@dataclass(frozen=True)
class Counted:
    """How far a year, or a part of it, is."""

    days: int
    adopted: int
    free: int
    areas: int = 0


def counted(days: DayQuerySet, today: date) -> Counted:
    """Count days; one query."""
    free = Q(status=DayStatus.FREE, on__gt=today)
    found = days.order_by().aggregate(
        days=Count("pk"),
        adopted=Count("pk", filter=Q(status=DayStatus.ADOPTED)),
        free=Count("pk", filter=free),
        areas=Count("area", distinct=True),
    )
    return Counted(**found)


def by_district(year: Year, today: date) -> list[tuple[Area, Counted]]:
    """Count the days of each district, those of its neighbourhoods too; two queries."""
    districts = {area.pk: area for area in Area.objects.districts().by_name()}
    totals = {key: [0, 0, 0] for key in districts}
    rows = days_of(year).exclude(area=None).order_by().values_list("area", "area__parent", "status", "on")
    for area, parent, status, on in rows:
        total = totals.get(parent or area)
        if total is not None:
            total[0] += 1
            total[1] += status == DayStatus.ADOPTED
            total[2] += status == DayStatus.FREE and on > today
    return [(districts[key], Counted(*total)) for key, total in totals.items() if total[0]]


def mondays(days: Iterable[date]) -> list[date]:
    """Give the Monday of every week in which a day lies, in order."""
    return sorted({day - timedelta(days=day.weekday()) for day in days})


def nearest_free(day: Day, today: date) -> list[Day]:
    """Give the free days of the same year that lie nearest to this one, in order of days; one query."""
    free = Day.objects.filter(year=day.year_id).free_after(today)
    before = free.filter(on__lt=day.on).order_by("-on")[:NEAREST]
    after = free.filter(on__gt=day.on).order_by("on")[:NEAREST]
    found = sorted([*before, *after], key=lambda one: (abs((one.on - day.on).days), one.on))
    keys = [one.pk for one in found[:NEAREST]]
    return with_texts(Day.objects.filter(pk__in=keys).select_related("area").by_day())


def waiting() -> list[Adoption]:
    """Give what waits for the desk, the soonest day first; two queries."""
    return _with_days(Adoption.objects.waiting().soonest())


def unseen() -> list[Adoption]:
    """Give what came without a proof and nobody has looked at, the soonest day first; two queries."""
    return _with_days(Adoption.objects.unseen().soonest())


def agreed_from(today: date) -> list[Adoption]:
    """Give adopted days that are still to come, the soonest first; two queries."""
    return _with_days(Adoption.objects.filter(status=Answer.AGREED, day__on__gte=today).soonest())


def _with_days(found: AdoptionQuerySet) -> list[Adoption]:
    read = found.select_related("day__year", "day__area")
    return list(read.prefetch_related("day__texts", "day__year__texts"))
