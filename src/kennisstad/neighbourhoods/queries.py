# SPDX-License-Identifier: EUPL-1.2
"""Where is this, and who is at its desk? The city, districts by postcode, and districts drawn on a map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from kennisstad.accounts.models import Role, User
from kennisstad.audit.standstill import until_something_happens
from kennisstad.lib.geometry import (
    Box,
    Frame,
    Geometry,
    bounding_box,
    frame_of,
    label_place,
    rounded,
    svg_path,
)
from kennisstad.neighbourhoods.models import Area, AreaQuerySet, City, CityText, Outline
from kennisstad.neighbourhoods.outline_file import CBS


def brokers_or_desk() -> list[tuple[str, str]]:
    """Give address and language of every broker, or else of the desk of the city; two queries at most."""
    brokers = User.objects.filter(roles__role=Role.BROKER, is_active=True).exclude(email="")
    to = list(brokers.order_by("pk").distinct().values_list("email", "language"))
    if not to and (city := City.objects.exclude(email="").first()):
        return [(city.email, settings.LANGUAGE_CODE)]
    return to


@dataclass(frozen=True)
class Shown:
    """What a layer of the map says of one district, in figures and by pattern; never by colour alone."""

    mark: str
    """A number or a year, as it stands on the map."""
    shade: int
    """From 0, nothing, to 3, the densest pattern."""


@dataclass(frozen=True)
class Point:
    """Something that stands on one spot: a campus, a partner, a house."""

    lon: float | None
    lat: float | None
    """Nothing where it is not known: then it stands in the list alone."""
    label: str
    href: str
    mark: str = "canal"
    """Its shape and colour, as a theme has one: canal, moss, heather or ochre."""
    kind: str = ""
    """In words, such as "campus"; readers of the large map choose among kinds."""


@dataclass(frozen=True)
class Spot:
    """A point, put on a drawing."""

    point: Point
    x: int
    y: int
    is_drawn: bool


@dataclass(frozen=True)
class Place:
    """One district on a map and in the list beneath it."""

    number: int
    """As it stands on a small map and in the list, from 1."""
    code: str
    name: str
    lines: tuple[str, ...]
    """The name, broken where it may be."""
    sentence: str
    href: str
    path: str
    """The `d` of its SVG path; empty when nothing is known of its borders."""
    x: int
    y: int
    shown: Shown | None = None


@dataclass(frozen=True)
class Map:
    """Districts to draw; the view box is empty when none can be drawn."""

    view_box: str
    places: tuple[Place, ...]
    attribution: str
    years: str
    spots: tuple[Spot, ...] = ()
    has_layer: bool = False


@dataclass(frozen=True)
class Drawing:
    """One district's own outline."""

    view_box: str
    path: str
    attribution: str
    year: int


def the_city() -> City | None:
    """Read the city and its words in one query."""
    texts = CityText.objects.select_related("city").order_by("language")
    for text in texts:
        # What `prefetch_related` keeps, without its second query: this runs for every page.
        text.city._prefetched_objects_cache = {"texts": texts}  # type: ignore[attr-defined]
        return text.city
    return City.objects.first()


@until_something_happens
def districts_by_name() -> list[Area]:
    """List the districts, to choose from; one query."""
    return list(Area.objects.districts().by_name())


def districts_with_outline() -> AreaQuerySet:
    """List the districts that can be drawn, by name, each with its newest outline; two queries."""
    return Area.objects.districts().outlined().by_name()


def one_with_outline(areas: AreaQuerySet, **which: Any) -> Area:
    """Read one area and its newest outline in one query.

    Raises:
        Area.DoesNotExist: there is none.
    """
    newest = Outline.objects.filter(area=OuterRef("pk")).order_by("-year")
    names = ("year", "geometry", "attribution")
    columns = {f"outline_{name}": Subquery(newest.values(name)[:1]) for name in names}
    area: Any = areas.annotate(**columns).get(**which)
    values = {name: getattr(area, f"outline_{name}") for name in names}
    area.newest_outlines = [Outline(area=area, name=area.name, **values)] if values["year"] else []
    found: Area = area
    return found


NO_LAYER: Mapping[int, Shown] = MappingProxyType({})
AROUND = 0.25
"""How far beyond the districts a point may lie and still be drawn, as a part of their width and height."""


def map_of(
    districts: Iterable[Area],
    sentences: Mapping[int, str],
    links: Mapping[int, str],
    *,
    layer: Mapping[int, Shown] = NO_LAYER,
    points: Iterable[Point] = (),
) -> Map:
    """Draw districts as one map.

    Args:
        districts: in the order of the list, best read by `districts_with_outline`.
        sentences: what there is to say of each, by its id; those left out have nothing to say.
        links: the address of each, by its id.
        layer: what stands on each, by its id; nothing for a map of names alone.
        points: what stands on a spot; they come in a second list, in this order.
    """
    areas, points = list(districts), list(points)
    drawn = [outline for area in areas if (outline := area.outline)]
    near = _near([outline.geometry for outline in drawn], points)
    frame = _frame_around([outline.geometry for outline in drawn], near)
    spots = tuple(_spot(point, frame if point in near else None) for point in points)
    taken = [(spot.x, spot.y) for spot in spots if spot.is_drawn]
    places = []
    for number, area in enumerate(areas, start=1):
        said = sentences.get(area.pk, "")
        places.append(_place(number, area, frame, sentence=said, href=links[area.pk], taken=taken))
        # Names that made room for marks must not meet each other.
        taken += [(places[-1].x, places[-1].y)] if taken else []
    return Map(
        view_box=frame.view_box if frame else "",
        places=tuple(
            replace(place, shown=layer.get(area.pk)) for place, area in zip(places, areas, strict=True)
        ),
        attribution=" · ".join(sorted({_makers(outline) for outline in drawn})),
        years=", ".join(str(year) for year in sorted({outline.year for outline in drawn})),
        spots=spots,
        has_layer=bool(layer),
    )


def _near(geometries: list[Geometry], points: Iterable[Point]) -> list[Point]:
    """Keep the points that lie among these areas or close by."""
    if not geometries:
        return []
    box = bounding_box(geometries)
    wide, high = (box.east - box.west) * AROUND, (box.north - box.south) * AROUND
    around = Box(box.west - wide, box.south - high, box.east + wide, box.north + high)
    return [
        one
        for one in points
        if one.lon is not None and one.lat is not None and around.holds((one.lon, one.lat))
    ]


def _frame_around(geometries: list[Geometry], points: Iterable[Point]) -> Frame | None:
    spots: list[Geometry] = [{"type": "Polygon", "coordinates": [[[one.lon, one.lat]]]} for one in points]
    return frame_of([*geometries, *spots]) if geometries else None


def _spot(point: Point, frame: Frame | None) -> Spot:
    if frame is None or point.lon is None or point.lat is None:
        return Spot(point, 0, 0, is_drawn=False)
    return Spot(point, *frame.place((point.lon, point.lat)), is_drawn=True)


def outlines_of(districts: Iterable[Area]) -> dict[str, Any]:
    """Give districts as GeoJSON, for whoever draws them in a browser; names and codes alone go along."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": area.code, "name": area.name, "year": outline.year},
            "geometry": rounded(outline.geometry),
        }
        for area in districts
        if (outline := area.outline)
    ]
    return {"type": "FeatureCollection", "features": features}


def drawing_of(area: Area, *, size: int = 320) -> Drawing | None:
    """Draw one area's newest outline, its longest side so many units; nothing when it has none."""
    if (outline := area.outline) is None:
        return None
    frame = frame_of([outline.geometry], size=size, margin=4)
    return Drawing(frame.view_box, svg_path(outline.geometry, frame), _makers(outline), outline.year)


def _makers(outline: Outline) -> str:
    """Name who made an outline; the makers that most have, in the reader's language."""
    if outline.attribution != CBS:
        return outline.attribution
    return _("Boundaries of districts and neighbourhoods: CBS and Kadaster (PDOK), CC BY 4.0")


def _place(
    number: int,
    area: Area,
    frame: Frame | None,
    *,
    sentence: str,
    href: str,
    taken: Sequence[tuple[int, int]],
) -> Place:
    path, (x, y) = "", (0, 0)
    if frame and (outline := area.outline):
        path = svg_path(outline.geometry, frame)
        x, y = label_place(outline.geometry, frame, taken=taken)
    return Place(number, area.code, area.name, _in_lines(area.name), sentence, href, path, x, y)


def _in_lines(name: str) -> tuple[str, ...]:
    """Break a name once, after the space or hyphen nearest its middle."""
    breaks = [n for n, character in enumerate(name, start=1) if character in " -" and 1 < n < len(name)]
    if not breaks:
        return (name,)
    middle = min(breaks, key=lambda n: (abs(2 * n - len(name)), n))
    return name[:middle].strip(), name[middle:].strip()
