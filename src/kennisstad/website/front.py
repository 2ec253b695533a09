# SPDX-License-Identifier: EUPL-1.2
"""What the home page shows of the records, in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from kennisstad.agreement.models import Agreement, Theme
from kennisstad.agreement.queries import standing_among
from kennisstad.audit.standstill import until_something_happens
from kennisstad.citylab.models import Question, Status
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area
from kennisstad.neighbourhoods.queries import Map, map_of
from kennisstad.projects.models import GivingBack, Result
from kennisstad.projects.models.project import RETURNED
from kennisstad.web.road import Station
from kennisstad.website import queries
from kennisstad.website.layers import Layer
from kennisstad.website.reading import roads_of
from kennisstad.website.wording import standing

FEW = 3


@dataclass(frozen=True)
class Returned:
    """A result that came back, with the road it went and where it came to."""

    result: Result
    road: list[Station]
    place: str


@dataclass(frozen=True)
class Front:
    map: Map
    busiest: Area | None
    """The district where most is under way; nothing when nothing is."""
    best_answered: Area | None
    """The district to which most came back."""
    most_used: Area | None
    """The district where most answers were used."""
    white_spot: Area | None
    """A district where nobody has asked anything yet."""
    all_asked: bool
    """Whether there are districts, and each of them asked something."""
    returned: list[Returned]
    asked: list[Question]
    themes: list[Theme]


@until_something_happens
def front(today: date) -> Front:
    """Read all that the home page shows; at most nine queries, however many records."""
    districts = queries.districts()
    return Front(
        # Without sentences: three of them stand beside it.
        map=map_of(districts, {}, links_of(districts)),
        busiest=_most(districts, "running"),
        best_answered=_most(districts, "given_back"),
        most_used=_most(districts, "used"),
        white_spot=_without(districts, "asked"),
        all_asked=bool(districts) and _without(districts, "asked") is None,
        returned=lately_returned(),
        asked=asked_now(),
        themes=themes_of_today(today),
    )


def districts_map(districts: Iterable[Area], *, layer: Layer | None, today: date) -> Map:
    """Draw counted districts, each with its sentence and link; a layer says one thing of them all."""
    districts = list(districts)
    links = links_of(districts)
    if layer:
        sentences = layer.sentences(districts, today)
        return map_of(districts, sentences, links, layer=layer.shown(districts, today))
    return map_of(districts, {district.pk: standing(district) for district in districts}, links)


def links_of(districts: Iterable[Area]) -> dict[int, str]:
    return {district.pk: reverse("website:neighbourhood", args=[district.slug]) for district in districts}


def lately_returned() -> list[Returned]:
    """Give the three results that were given back last."""
    given = GivingBack.objects.filter(project=OuterRef("project")).order_by("-on").values("on")[:1]
    place = Area.objects.filter(projects=OuterRef("project")).by_name().values("name")[:1]
    results = Result.objects.filter(project__status__in=RETURNED).select_related("project__carrier")
    newest = results.annotate(given_on=Subquery(given), place=Subquery(place)).order_by("-given_on", "-pk")
    found = with_texts(newest, first=FEW)
    roads = roads_of(result.project for result in found)
    return [Returned(result, roads[result.project_id], result.place or "") for result in found]  # type: ignore[attr-defined]


def asked_now() -> list[Question]:
    """Give the three newest questions that still look for somebody and whose own words may be read."""
    looking = [Status.OPEN, Status.WAITING, Status.PROPOSED]
    place = Area.objects.filter(questions=OuterRef("pk")).by_name().values("name")[:1]
    shown = Question.objects.filter(status__in=looking, show_words=True)
    return with_texts(shown.annotate(place=Subquery(place)).newest(), first=FEW)


def themes_of_today(today: date) -> list[Theme]:
    """Give the themes of the signed version that stands, among those that have any."""
    signed = Theme.objects.filter(agreement__in=Agreement.objects.public())
    themes = with_texts(signed.in_order().select_related("agreement"))
    standing = standing_among(themes, today)
    return [theme for theme in themes if theme.agreement_id == standing]


def _most(districts: Iterable[Area], count: str) -> Area | None:
    """Give the district where most was counted, the first by name; nothing where all is zero."""
    counted = [district for district in districts if getattr(district, count)]
    return max(counted, key=lambda district: getattr(district, count), default=None)


def _without(districts: Iterable[Area], count: str) -> Area | None:
    """Give the first district by name of which nothing was counted."""
    return next((district for district in districts if not getattr(district, count)), None)
