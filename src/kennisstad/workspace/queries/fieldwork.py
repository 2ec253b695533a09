# SPDX-License-Identifier: EUPL-1.2
"""The ledger as the desks show it; each page a fixed number of queries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from kennisstad.accounts.models import Role, User
from kennisstad.citylab.models import Question
from kennisstad.fieldwork.load.terms import term_of
from kennisstad.fieldwork.models import Fieldwork, Limit, Pause, SharedVisit, norms
from kennisstad.fieldwork.models.fieldwork import FieldworkQuerySet
from kennisstad.fieldwork.overview import AreaLoad, load_of_terms
from kennisstad.fieldwork.queries import hindrances
from kennisstad.fieldwork.telling import hindrance_in_words
from kennisstad.neighbourhoods.models import Area
from kennisstad.projects.models import Project
from kennisstad.workspace.queries.choices import Choices


@dataclass(frozen=True)
class Together:
    """Another study in the same place and term, seen from one of the two."""

    shared: SharedVisit
    work: Fieldwork
    other: Fieldwork

    @property
    def said_yes(self) -> bool:
        return getattr(self.shared, f"{self.shared.side_of(self.work)}_agreed_at") is not None

    @property
    def is_open(self) -> bool:
        return not self.said_yes and self.work.is_to_come and self.other.is_to_come


def districts_loaded(today: date) -> list[tuple[Area, AreaLoad, AreaLoad, list[Pause]]]:
    """Give every district with what this term and the next ask of it, and the pauses in it, by day."""
    areas, term = list(Area.objects.districts().by_name()), term_of(today)
    now, then = load_of_terms([term, term.following], areas)
    pauses: dict[int, list[Pause]] = {area.pk: [] for area in areas}
    for pause in Pause.objects.reaching(today).select_related("area").by_day():
        if pause.days:
            pauses[pause.area.parent_id or pause.area.pk].append(pause)
    return list(zip(areas, now.areas, then.areas, pauses.values(), strict=True))


def area_with_parent(pk: int) -> Area | None:
    return Area.objects.select_related("parent", "load_limit").filter(pk=pk).first()


def neighbourhoods_in(area: Area) -> list[Area]:
    return list(Area.objects.neighbourhoods().filter(parent=area).by_name())


def works_in(area: Area, today: date) -> FieldworkQuerySet:
    """Give what is asked of an area from this term on, in order of days."""
    found = Fieldwork.objects.within([area.pk]).filter(ends_on__gte=term_of(today).first_day)
    return whole(found).by_day()


def pauses_of(area: Area, today: date) -> list[Pause]:
    found = Pause.objects.reaching(today).filter(area=area).prefetch_related("texts").by_day()
    return [pause for pause in found if pause.days]


def limit_of(area: Area) -> Limit | None:
    return getattr(area, "load_limit", None)


def works_of(user: User) -> FieldworkQuerySet:
    """Give what is to come of the studies outside the platform that this person may keep."""
    own = user.partners_as(Role.COORDINATOR, Role.PARTNER_EDITOR)
    mine = Q() if user.is_a(Role.BROKER) else Q(partner__in=own)
    return whole(Fieldwork.objects.to_come().filter(mine, project__isnull=True)).by_day()


def whole(works: FieldworkQuerySet) -> FieldworkQuerySet:
    return works.select_related("area", "partner", "project").prefetch_related("project__texts")


def one_work(pk: int) -> Fieldwork | None:
    return whole(Fieldwork.objects.filter(pk=pk)).first()


def works_of_project(project: Project) -> list[Fieldwork]:
    return list(Fieldwork.objects.filter(project=project).select_related("area").by_day())


def together(works: Collection[Fieldwork]) -> list[Together]:
    """Give the shared visits that were proposed to these, from their side; two or three queries."""
    mine = {work.pk: work for work in works}
    both = whole(Fieldwork.objects.all())
    rows = SharedVisit.objects.between(mine).order_by("pk")
    found = rows.prefetch_related(Prefetch("first", both), Prefetch("second", both))
    return [
        Together(shared, work, other)
        for shared in found
        for work, other in ((shared.first, shared.second), (shared.second, shared.first))
        if work.pk in mine
    ]


def areas_to_choose(within: Collection[int] = ()) -> Choices:
    """Give districts, each before its neighbourhoods, as choices; all of them or those of some districts."""
    found = Area.objects.select_related("parent")
    if within:
        found = found.filter(Q(pk__in=within) | Q(parent__in=within))
    named = [(area.pk, f"{area.parent}: {area}" if area.parent else str(area)) for area in found]
    return sorted(named, key=lambda choice: choice[1].casefold())


def neighbourhood_warnings(question: Question, today: date) -> list[str]:
    """Say in sentences which districts of a question have no room for a team, this term or the next."""
    districts = {area.pk: area.name for area in question.districts.all()}
    if not districts:
        return []
    until, contacts = term_of(today).following.last_day, norms().contacts_per_team
    found = hindrances(list(districts), today, until, contacts)
    return [hindrance_in_words(one, districts[one.area_id]) for one in found if one.area_id in districts]
