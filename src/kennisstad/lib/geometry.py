# SPDX-License-Identifier: EUPL-1.2
"""Outlines on a map: GeoJSON areas are checked, rounded, searched and drawn.

Words: a position is longitude and latitude in degrees; a ring is a closed row of positions; a polygon is
an outer ring and its holes; a frame is the drawing that positions are put on, in its own units.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

Position = tuple[float, float]
Ring = list[Position]
Polygon = list[Ring]
Geometry = dict[str, Any]
"""A GeoJSON Polygon or MultiPolygon that `checked` gave back."""

PLACES = 4
"""Decimals that are enough to draw a city: steps of about 10 metres."""

LEAST_AREA = 1e-12
"""Square degrees; what encloses less, about a hand's breadth squared, is a line."""


class BadGeometry(ValueError):
    """This is not the outline of an area in the Netherlands."""


class NotAnArea(BadGeometry):
    """It is a point, a line, nothing at all, or not GeoJSON."""


class BrokenRing(BadGeometry):
    """A ring is not closed, has too few points, or encloses nothing."""


class RDCoordinates(BadGeometry):
    """The coordinates are metres of the Dutch grid."""


class SwappedCoordinates(BadGeometry):
    """Latitude comes before longitude."""


class OutsideTheNetherlands(BadGeometry):
    """A position lies elsewhere on Earth, or on none."""


class Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float

    def holds(self, position: Position) -> bool:
        x, y = position
        return self.west <= x <= self.east and self.south <= y <= self.north


NETHERLANDS = Box(3.2, 50.7, 7.3, 53.7)
RD_GRID = Box(0, 300_000, 300_000, 630_000)


def checked(raw: object) -> Geometry:
    """Give back a GeoJSON area without heights or extra members, holes kept.

    Raises:
        NotAnArea, BrokenRing, RDCoordinates, SwappedCoordinates, OutsideTheNetherlands: see each.
    """
    if not isinstance(raw, dict):
        raise NotAnArea("It has no outline.")
    kind, coordinates = raw.get("type"), raw.get("coordinates")
    if kind == "Polygon":
        return _area([_polygon(coordinates)], kind)
    if kind == "MultiPolygon":
        return _area([_polygon(part) for part in _filled(coordinates)], kind)
    raise NotAnArea("Its outline is not a Polygon or a MultiPolygon.")


WORD_REACH = 130, 36
"""How far a word and a mark must be apart so that neither covers the other: units beside it, and above it."""


def polygons(geometry: Geometry) -> list[Polygon]:
    """Give the polygons of a checked geometry, each its outer ring first."""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [[[(x, y) for x, y in ring] for ring in part] for part in parts]


def rounded(geometry: Geometry, places: int = PLACES) -> Geometry:
    """Round every position and leave out what thereby coincides; neighbours keep their shared border.

    Raises:
        BrokenRing: nothing is left, because the area is smaller than one step.
    """
    kept: list[Polygon] = []
    for polygon in polygons(geometry):
        outer, *holes = [_without_repeats([_rounded(p, places) for p in ring]) for ring in polygon]
        if _encloses(outer):
            kept.append([outer, *filter(_encloses, holes)])
    if not kept:
        raise BrokenRing("It is too small to draw.")
    return _area(kept, geometry["type"])


def contains(geometry: Geometry, position: Position) -> bool:
    """Say whether a position lies in the area and in none of its holes.

    A position on the border that two areas share belongs to one of them, never to both.
    Cost: one step per corner. Source: the even-odd rule, one horizontal ray.
    """
    return any(_crossings(polygon, position) % 2 == 1 for polygon in polygons(geometry))


def bounding_box(geometries: Iterable[Geometry]) -> Box:
    """Give the smallest box around one or more areas.

    Raises:
        ValueError: there is no geometry.
    """
    found = [p for geometry in geometries for polygon in polygons(geometry) for p in polygon[0]]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True)
class Frame:
    """A drawing with north up; a degree of longitude is as much narrower as it is on the ground."""

    west: float
    north: float
    scale: float
    """Units per degree of latitude."""
    narrowing: float
    """Length of a degree of longitude, a degree of latitude being 1."""
    width: int
    height: int
    margin: int

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    def place(self, position: Position) -> tuple[int, int]:
        """Put a position on the drawing: units from the left, units from the top."""
        x = (position[0] - self.west) * self.narrowing * self.scale
        y = (self.north - position[1]) * self.scale
        return self.margin + round(x), self.margin + round(y)


def frame_of(geometries: Iterable[Geometry], *, size: int = 1000, margin: int = 10) -> Frame:
    """Make the frame around these areas whose longest side is `size` units, margins included.

    Source: equirectangular projection, true along the middle latitude.
    """
    box = bounding_box(geometries)
    narrowing = math.cos(math.radians((box.south + box.north) / 2))
    wide, high = (box.east - box.west) * narrowing, box.north - box.south
    scale = (size - 2 * margin) / max(wide, high)
    return Frame(
        west=box.west,
        north=box.north,
        scale=scale,
        narrowing=narrowing,
        width=round(wide * scale) + 2 * margin,
        height=round(high * scale) + 2 * margin,
        margin=margin,
    )


def svg_path(geometry: Geometry, frame: Frame) -> str:
    """Write the `d` of an SVG path in whole units; fill it by the even-odd rule, so that holes stay open."""
    rings = (ring for polygon in polygons(geometry) for ring in polygon)
    drawn = (_without_repeats([frame.place(p) for p in ring]) for ring in rings)
    return "".join(f"M{' '.join(f'{x} {y}' for x, y in ring[:-1])}Z" for ring in drawn if len(ring) > 3)


def label_place(
    geometry: Geometry, frame: Frame, lines: int = 9, *, taken: Sequence[tuple[int, int]] = ()
) -> tuple[int, int]:
    """Find where a word fits best: inside the area, on a wide level stretch, well away from top and bottom.

    Args:
        taken: places on the drawing where something stands; a word goes where it covers none, if it can.

    Cost: one step per corner and line, and one per line and place taken.
    """
    stretches = (found for polygon in polygons(geometry) for found in _level_stretches(polygon, lines))
    places = [(room, frame.place(middle)) for room, middle in stretches]
    return max(places, key=lambda one: (-sum(_covers(one[1], spot) for spot in taken), *one))[1]


def _covers(word: tuple[int, int], spot: tuple[int, int]) -> bool:
    return abs(word[0] - spot[0]) < WORD_REACH[0] and abs(word[1] - spot[1]) < WORD_REACH[1]


def _area(parts: Sequence[Polygon], kind: str) -> Geometry:
    coordinates = [[[list(position) for position in ring] for ring in part] for part in parts]
    return {"type": kind, "coordinates": coordinates[0] if kind == "Polygon" else coordinates}


def _filled(raw: object) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise NotAnArea("Its outline has no coordinates.")
    return raw


def _polygon(raw: object) -> Polygon:
    return [_ring(ring) for ring in _filled(raw)]


def _ring(raw: object) -> Ring:
    ring = [_position(item) for item in _filled(raw)]
    for position in ring:
        _refuse_elsewhere(position)
    if ring[0] != ring[-1]:
        raise BrokenRing("A ring of its outline is not closed.")
    if not _encloses(ring):
        raise BrokenRing("A ring of its outline has too few points to enclose anything.")
    return ring


def _position(raw: object) -> Position:
    if not isinstance(raw, list) or len(raw) < 2:
        raise NotAnArea("A position of its outline is not a longitude and a latitude.")
    return _number(raw[0]), _number(raw[1])


def _number(raw: object) -> float:
    # A boolean is an int to Python, and a whole number may be too long for a float.
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) < 1e300:
        raise NotAnArea("A coordinate of its outline is not a number.")
    return float(raw)


def _refuse_elsewhere(position: Position) -> None:
    x, y = position
    if NETHERLANDS.holds(position):
        return
    if RD_GRID.holds(position):
        raise RDCoordinates("The coordinates are metres of the Dutch grid (RD New, EPSG:28992).")
    if NETHERLANDS.holds((y, x)):
        raise SwappedCoordinates("Latitude and longitude have changed places.")
    raise OutsideTheNetherlands(f"It has a point outside the Netherlands ({x:g}, {y:g}).")


def _encloses(ring: Ring) -> bool:
    # Measured from its first point, because differences of near numbers are exact and products are not.
    x0, y0 = ring[0]
    doubled = sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(doubled) > LEAST_AREA


def _rounded(position: Position, places: int) -> Position:
    return round(position[0], places), round(position[1], places)


def _without_repeats(ring: Sequence[tuple[float, float]]) -> list[Any]:
    return [ring[0], *(b for a, b in pairwise(ring) if a != b)]


def _crossings(polygon: Polygon, position: Position) -> int:
    x, y = position
    return sum(crossed > x for ring in polygon for crossed in _crossed_at(ring, y))


def _crossed_at(ring: Ring, y: float) -> Iterator[float]:
    # The lower end counts and the upper does not, so a ray through a corner crosses once.
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 <= y) != (y2 <= y):
            yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)


def _level_stretches(polygon: Polygon, lines: int) -> Iterator[tuple[float, Position]]:
    """Give the middle of each stretch, and how well it suits: its length, less towards top and bottom."""
    ys = [y for _, y in polygon[0]]
    middle, reach = (max(ys) + min(ys)) / 2, (max(ys) - min(ys)) / 2
    for off in (2 * n / (lines + 1) - 1 for n in range(1, lines + 1)):
        y = middle + off * reach
        crossed = sorted(x for ring in polygon for x in _crossed_at(ring, y))
        for west, east in zip(crossed[::2], crossed[1::2], strict=True):
            yield (east - west) * (1 - off * off), ((west + east) / 2, y)
