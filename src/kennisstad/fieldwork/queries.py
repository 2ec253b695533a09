# SPDX-License-Identifier: EUPL-1.2
"""How much is asked of areas, how much room is left, what stands in the way and where else there is room."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot

from django.db.models import Exists, OuterRef

from kennisstad.accounts.models import User
from kennisstad.audit.models import Event, subject_of
from kennisstad.fieldwork.load import ledger as load
from kennisstad.fieldwork.load.ledger import (
    Hindrance,
    HindranceKind,
    Ledger,
    Stretch,
    Work,
    first_fitting_day,
)
from kennisstad.fieldwork.load.terms import term_of, terms_between
from kennisstad.fieldwork.models import Fieldwork, Limit, Norms, Pause, norms
from kennisstad.lib.geometry import bounding_box
from kennisstad.neighbourhoods.models import Area, Kind
from kennisstad.projects.models import Project, Status

LOOK_BACK = timedelta(days=2 * 366)
"""A rest period is at most a year, and the term that it follows began at most a year before it."""
BEFORE_RESULT = (Status.PLANNED, Status.RUNNING)


@dataclass(frozen=True)
class Alternative:
    """Where and when the same fieldwork would fit; nothing where that is unknown."""

    district: Area | None
    first_day: date | None


@dataclass(frozen=True)
class Expected:
    """What a student team is expected to ask of a district until it planned its fieldwork."""

    project_id: int
    area_id: int
    days: Stretch
    contacts: int


@dataclass(frozen=True)
class Paused:
    """A pause, and who began it; empty where that person is not known, or left since."""

    pause: Pause
    who: str


def room(area_ids: Collection[int], from_day: date, until_day: date) -> dict[int, int | None]:
    """Give how many weighed contacts still fit in each area on these days; seven queries.

    Nothing where no limit is set; 0 while an area is paused or rests. What is asked of a neighbourhood is
    asked of its district too, so the smaller of the two counts.
    """
    days, parents = Stretch(from_day, until_day), parents_of(area_ids)
    found = ledgers({*area_ids, *parents.values()}, from_day)
    rooms = {pk: load.room(one, days) for pk, one in found.items()}
    return {pk: _smallest(rooms[pk], rooms.get(parents.get(pk, pk))) for pk in area_ids}


def hindrances(
    area_ids: Collection[int], from_day: date, until_day: date, contacts: int, *, but_of: int | None = None
) -> list[Hindrance]:
    """List what stands in the way of so many weighed contacts in each of these areas; seven queries.

    Args:
        but_of: a project whose expected contacts are not counted, because it is about to plan them.
    """
    days, around = Stretch(from_day, until_day), {*area_ids, *parents_of(area_ids).values()}
    found = ledgers(around, from_day, but_of=but_of)
    return [one for pk in sorted(around) for one in load.hindrances(found[pk], days, contacts)]


def hindered(contacts: Mapping[int, int], from_day: date, until_day: date) -> list[int]:
    """List areas, by id, in which so many weighed contacts each do not fit; seven queries, however many."""
    days, parents = Stretch(from_day, until_day), parents_of(contacts)
    found = ledgers({*contacts, *parents.values()}, from_day)
    return [
        pk
        for pk, number in sorted(contacts.items())
        if any(load.hindrances(found[one], days, number) for one in {pk, parents.get(pk, pk)})
    ]


def ledgers(area_ids: Collection[int], from_day: date, *, but_of: int | None = None) -> dict[int, Ledger]:
    """Read what is known of areas from shortly before a day on; six queries, however many areas."""
    return ledgers_of(Area.objects.filter(pk__in=area_ids), from_day, but_of=but_of)


def ledgers_of(some: Iterable[Area], from_day: date, *, but_of: int | None = None) -> dict[int, Ledger]:
    """Read what is known of these areas, by id; five queries more."""
    rules, areas = norms(), {area.pk: area for area in some}
    works, pauses = _works(areas, from_day, rules, but_of), _pauses(areas, from_day)
    limits = {limit.area_id: limit for limit in Limit.objects.filter(area__in=areas)}
    return {
        pk: Ledger(pk, tuple(works[pk]), *_bears(area, limits.get(pk), rules), tuple(pauses[pk]))
        for pk, area in areas.items()
    }


def pauses_of(area_ids: Collection[int], from_day: date) -> dict[int, list[Pause]]:
    """Give the pauses of areas that hold on a day or later, each with its reason; two queries."""
    found: dict[int, list[Pause]] = defaultdict(list)
    reaching = Pause.objects.reaching(from_day).filter(area__in=area_ids)
    for pause in reaching.by_day().prefetch_related("texts"):
        if pause.days:
            found[pause.area_id].append(pause)
    return found


def parents_of(area_ids: Iterable[int]) -> dict[int, int]:
    """Give the district around each of these areas that is a neighbourhood."""
    found = Area.objects.filter(pk__in=area_ids, parent__isnull=False).values_list("pk", "parent")
    return {pk: parent for pk, parent in found if parent is not None}


def pauses_behind(found: Iterable[Hindrance]) -> dict[Hindrance, Paused]:
    """Give the pause behind each of these hindrances that is one, and who began it; four queries."""
    paused = {(one.area_id, one.until): one for one in found if one.kind == HindranceKind.PAUSED}
    held = Pause.objects.filter(area__in={area_id for area_id, _until in paused}).prefetch_related("texts")
    pauses = {
        paused[key]: pause
        for pause in held.by_day()
        if pause.days and (key := (pause.area_id, pause.days.last)) in paused
    }
    begun = Event.objects.filter(kind="pause.begun", subject__in=[subject_of(one) for one in pauses.values()])
    actors = {event.subject: event.actor for event in begun if event.actor is not None}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=actors.values(), is_active=True)}
    return {
        one: Paused(pause, names.get(actors.get(subject_of(pause), 0), "")) for one, pause in pauses.items()
    }


def expected_contacts(
    area_ids: Collection[int], from_day: date, rules: Norms, *, but_of: int | None = None
) -> list[Expected]:
    """List what student teams that planned no fieldwork yet are expected to ask of districts; one query."""
    planned = Fieldwork.objects.counted().filter(project=OuterRef("pk"))
    teams = Project.objects.filter(status__in=BEFORE_RESULT, course__isnull=False)
    rows = teams.filter(~Exists(planned), districts__in=area_ids).values_list(
        "pk", "districts", "starts_on", "ends_on"
    )
    found = [
        Expected(pk, area, Stretch(first, last or term_of(first).last_day), rules.contacts_per_team)
        for pk, area, first, last in rows.order_by("pk", "districts")
    ]
    since = from_day - LOOK_BACK
    return [one for one in found if one.days.last >= since and one.project_id != but_of]


def alternative(
    hindered: Collection[int], days: Stretch, contacts: int, *, but_of: int | None = None
) -> Alternative:
    """Find the nearest other district with room, and the first day on which all of these areas have it.

    Districts without an outline come last, those of which the least is asked first.
    """
    districts = list(Area.objects.districts().with_outline().by_name())
    around = {*hindered, *parents_of(hindered).values()}
    found = ledgers({*around, *(area.pk for area in districts)}, days.first, but_of=but_of)
    free = [
        area
        for area in districts
        if area.pk not in around and not load.hindrances(found[area.pk], days, contacts)
    ]
    here = [_centre(area) for area in districts if area.pk in around]
    term = term_of(days.first)
    nearest = min(
        free, key=lambda area: (_distance(here, _centre(area)), found[area.pk].load(term)), default=None
    )
    return Alternative(nearest, _first_day([found[pk] for pk in around], days, contacts))


def in_the_same_place(work: Fieldwork) -> list[Fieldwork]:
    """List other studies that will ask the same street in the same term, the nearest in time first.

    Where one of the two names no street, the same neighbourhood is the same place; a district is too large.
    """
    terms = list(terms_between(work.starts_on, work.ends_on))
    others = Fieldwork.objects.to_come().overlapping(terms[0].first_day, terms[-1].last_day)
    others = others.within([work.area.parent_id or work.area_id]).exclude(pk=work.pk)
    found = [
        other
        for other in others.select_related("area", "project", "partner").by_day()
        if not _is_same_study(work, other) and _is_same_place(work, other)
    ]
    return sorted(found, key=lambda other: abs((other.starts_on - work.starts_on).days))


def _is_same_study(one: Fieldwork, other: Fieldwork) -> bool:
    mine, its = (one.project_id, one.study, one.partner_id), (other.project_id, other.study, other.partner_id)
    return mine == its


def _is_same_place(one: Fieldwork, other: Fieldwork) -> bool:
    if one.street and other.street:
        return one.street.casefold() == other.street.casefold()
    return one.area_id == other.area_id and one.area.kind == Kind.NEIGHBOURHOOD


def _first_day(found: Sequence[Ledger], days: Stretch, contacts: int) -> date | None:
    """Give the first day that suits all of these areas."""
    length, first = days.last - days.first, days.first
    while True:
        tries = [first_fitting_day(one, Stretch(first, first + length), contacts) for one in found]
        if None in tries:
            return None
        latest = max(day for day in tries if day)
        if latest == first:
            return first
        first = latest


def _works(
    areas: Mapping[int, Area], from_day: date, rules: Norms, but_of: int | None
) -> dict[int, list[Work]]:
    """Give what counts in each area: of a district, also what happens in its neighbourhoods."""
    works: dict[int, list[Work]] = defaultdict(list)
    rows = Fieldwork.objects.counted().within(areas).filter(ends_on__gte=from_day - LOOK_BACK)
    for row in rows.select_related("area").by_day():
        work = Work(Stretch(row.starts_on, row.ends_on), rules.weighed(row.kind, row.counted_number))
        for pk in areas.keys() & {row.area_id, row.area.parent_id}:
            works[pk].append(work)
    for team in expected_contacts(areas, from_day, rules, but_of=but_of):
        works[team.area_id].append(Work(team.days, team.contacts, is_expected=True))
    return works


def _pauses(areas: Mapping[int, Area], from_day: date) -> dict[int, list[Stretch]]:
    pauses: dict[int, list[Stretch]] = defaultdict(list)
    for pause in Pause.objects.reaching(from_day).filter(area__in=areas).by_day():
        if pause.days:
            pauses[pause.area_id].append(pause.days)
    return pauses


def _bears(area: Area, limit: Limit | None, rules: Norms) -> tuple[int | None, int]:
    """Give the threshold and the days of rest; the city's own rules are about districts."""
    if limit:
        return limit.threshold, limit.rest_days
    return (rules.threshold, rules.rest_days) if area.kind == Kind.DISTRICT else (None, 0)


def _smallest(one: int | None, other: int | None) -> int | None:
    return min((left for left in (one, other) if left is not None), default=None)


def _centre(area: Area) -> tuple[float, float] | None:
    if (outline := area.outline) is None:
        return None
    box = bounding_box([outline.geometry])
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _distance(here: Iterable[tuple[float, float] | None], there: tuple[float, float] | None) -> float:
    """Give how far a centre is from the nearest of others, in degrees: fit to compare within a city."""
    if there is None:
        return float("inf")
    far = [hypot(there[0] - one[0], there[1] - one[1]) for one in here if one]
    return min(far, default=float("inf"))
