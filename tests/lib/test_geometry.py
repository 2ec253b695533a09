# SPDX-License-Identifier: EUPL-1.2
import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kennisstad.lib import geometry as g

CENTRE = (4.5, 52.16)
SQUARE = [[4.4, 52.1], [4.6, 52.1], [4.6, 52.2], [4.4, 52.2], [4.4, 52.1]]
HOLE = [[4.45, 52.14], [4.55, 52.14], [4.55, 52.16], [4.45, 52.16], [4.45, 52.14]]
ISLAND = [[4.7, 52.1], [4.8, 52.1], [4.8, 52.2], [4.7, 52.1]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [list(ring) for ring in rings]}


def multi(*parts):
    return {"type": "MultiPolygon", "coordinates": [list(part) for part in parts]}


def moved(ring, east, north=0.0):
    return [[x + east, y + north] for x, y in ring]


@st.composite
def stars(draw):
    """Areas around CENTRE whose every corner can be seen from there, starting at any corner, either way."""
    count = draw(st.integers(3, 24))
    reaches = draw(st.lists(st.floats(0.001, 0.1), min_size=count, max_size=count))
    corners = [
        [CENTRE[0] + r * math.cos(2 * math.pi * n / count), CENTRE[1] + r * math.sin(2 * math.pi * n / count)]
        for n, r in enumerate(reaches)
    ]
    start = draw(st.integers(0, count - 1))
    corners = corners[start:] + corners[:start]
    if draw(st.booleans()):
        corners.reverse()
    return polygon([*corners, corners[0]])


POSITIONS = st.tuples(st.floats(4.3, 4.7), st.floats(52.0, 52.3))


def test_checked_keeps_holes_and_parts_and_drops_heights_and_extra_members():
    with_height = [[x, y, 3.5] for x, y in SQUARE]
    raw = {"type": "Polygon", "coordinates": [with_height, HOLE], "bbox": [1, 2, 3, 4]}

    assert g.checked(raw) == polygon(SQUARE, HOLE)
    assert g.checked(multi([SQUARE, HOLE], [ISLAND])) == multi([SQUARE, HOLE], [ISLAND])


@pytest.mark.parametrize(
    ("raw", "error", "sentence"),
    [
        (None, g.NotAnArea, "It has no outline."),
        ("POLYGON((4 52))", g.NotAnArea, "It has no outline."),
        ({}, g.NotAnArea, "Its outline is not a Polygon or a MultiPolygon."),
        (
            {"type": "Point", "coordinates": [4.5, 52.1]},
            g.NotAnArea,
            "Its outline is not a Polygon or a MultiPolygon.",
        ),
        ({"type": "Polygon"}, g.NotAnArea, "Its outline has no coordinates."),
        (polygon(), g.NotAnArea, "Its outline has no coordinates."),
        (polygon([]), g.NotAnArea, "Its outline has no coordinates."),
        (multi([]), g.NotAnArea, "Its outline has no coordinates."),
        (
            polygon([[4.4], *SQUARE[1:]]),
            g.NotAnArea,
            "A position of its outline is not a longitude and a latitude.",
        ),
        (polygon([["4.4", 52.1], *SQUARE]), g.NotAnArea, "A coordinate of its outline is not a number."),
        (polygon([[True, 52.1], *SQUARE]), g.NotAnArea, "A coordinate of its outline is not a number."),
        (polygon([[math.nan, 52.1], *SQUARE]), g.NotAnArea, "A coordinate of its outline is not a number."),
        (polygon([[math.inf, 52.1], *SQUARE]), g.NotAnArea, "A coordinate of its outline is not a number."),
        (polygon([[10**400, 52], *SQUARE]), g.NotAnArea, "A coordinate of its outline is not a number."),
        (polygon(SQUARE[:-1]), g.BrokenRing, "A ring of its outline is not closed."),
        (
            polygon([SQUARE[0], SQUARE[1], SQUARE[0]]),
            g.BrokenRing,
            "A ring of its outline has too few points to enclose anything.",
        ),
        (
            polygon([[4.4, 52.1], [4.5, 52.1], [4.6, 52.1], [4.4, 52.1]]),
            g.BrokenRing,
            "A ring of its outline has too few points to enclose anything.",
        ),
        (polygon(SQUARE, HOLE[:-1]), g.BrokenRing, "A ring of its outline is not closed."),
        (
            polygon([[93000, 463000], [94000, 463000], [94000, 464000], [93000, 463000]]),
            g.RDCoordinates,
            "The coordinates are metres of the Dutch grid (RD New, EPSG:28992).",
        ),
        (
            polygon([[y, x] for x, y in SQUARE]),
            g.SwappedCoordinates,
            "Latitude and longitude have changed places.",
        ),
        (
            polygon(moved(SQUARE, 9)),
            g.OutsideTheNetherlands,
            "It has a point outside the Netherlands (13.4, 52.1).",
        ),
        (
            polygon(SQUARE, moved(HOLE, 0, -5)),
            g.OutsideTheNetherlands,
            "It has a point outside the Netherlands (4.45, 47.14).",
        ),
    ],
)
def test_checked_says_what_is_wrong(raw, error, sentence):
    with pytest.raises(g.BadGeometry) as refused:
        g.checked(raw)

    assert (type(refused.value), str(refused.value)) == (error, sentence)


@given(stars(), st.integers(3, 6))
def test_rounding_twice_is_rounding_once_and_moves_no_corner_further_than_half_a_step(area, places):
    once = g.rounded(area, places)

    assert g.rounded(once, places) == once
    assert g.checked(once) == once
    kept = {tuple(p) for p in once["coordinates"][0]}
    exact = area["coordinates"][0]
    assert kept == {(round(x, places), round(y, places)) for x, y in exact}
    assert all(a != b for a, b in zip(once["coordinates"][0], once["coordinates"][0][1:], strict=False))


def test_rounding_drops_specks_and_says_when_nothing_is_left():
    speck = [[4.50001, 52.10001], [4.50002, 52.10001], [4.50002, 52.10002], [4.50001, 52.10001]]

    assert g.rounded(polygon(SQUARE, speck)) == polygon(SQUARE)
    assert g.rounded(multi([speck], [ISLAND])) == multi([ISLAND])
    with pytest.raises(g.BrokenRing, match=r"It is too small to draw\."):
        g.rounded(polygon(speck))


@given(stars())
def test_an_area_contains_the_point_from_which_all_of_it_is_seen(area):
    assert g.contains(area, CENTRE)


@given(stars(), POSITIONS)
def test_nothing_outside_the_bounding_box_is_inside(area, position):
    assume(not g.bounding_box([area]).holds(position))

    assert not g.contains(area, position)


@given(stars(), POSITIONS)
def test_a_hole_takes_exactly_its_own_points_away(hole, position):
    ring = hole["coordinates"][0]
    around = [[4.3, 52.0], [4.7, 52.0], [4.7, 52.3], [4.3, 52.3], [4.3, 52.0]]

    inside = g.contains(polygon(around), position) and not g.contains(hole, position)
    assert g.contains(polygon(around, ring), position) == inside


@given(st.floats(4.3, 4.7), POSITIONS)
def test_two_areas_that_share_a_border_share_no_point_and_lose_none(border, position):
    assume(4.31 < border < 4.69)
    west = polygon([[4.3, 52.0], [border, 52.0], [border, 52.3], [4.3, 52.3], [4.3, 52.0]])
    east = polygon([[border, 52.0], [4.7, 52.0], [4.7, 52.3], [border, 52.3], [border, 52.0]])
    whole = polygon([[4.3, 52.0], [4.7, 52.0], [4.7, 52.3], [4.3, 52.3], [4.3, 52.0]])

    for point in [position, (border, position[1])]:
        assert [g.contains(west, point), g.contains(east, point)].count(True) == g.contains(whole, point)


def test_contains_looks_in_every_part():
    area = multi([SQUARE, HOLE], [ISLAND])

    assert [g.contains(area, p) for p in [(4.42, 52.15), (4.5, 52.15), (4.78, 52.15), (4.65, 52.15)]] == [
        True,
        False,
        True,
        False,
    ]


def test_bounding_box_holds_all_parts_of_all_areas():
    assert g.bounding_box([polygon(SQUARE), multi([ISLAND])]) == g.Box(4.4, 52.1, 4.8, 52.2)


@given(st.lists(stars(), min_size=1, max_size=3), st.sampled_from([100, 320, 1000]))
def test_a_frame_holds_every_corner_and_its_longest_side_is_as_asked(areas, size):
    frame = g.frame_of(areas, size=size, margin=8)

    assert max(frame.width, frame.height) == size
    for area in areas:
        for position in area["coordinates"][0]:
            x, y = frame.place((position[0], position[1]))
            assert 8 <= x <= frame.width - 8
            assert 8 <= y <= frame.height - 8


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    # 1 km is 1/111.32 degree of latitude, and that divided by cos(52.15°) of longitude.
    north, east = 1 / 111.32, 1 / 111.32 / math.cos(math.radians(52.15))
    frame = g.frame_of([polygon(SQUARE)], size=100_000)
    (x0, y0), (x1, _), (_, y1) = (
        frame.place(p) for p in [(4.5, 52.15), (4.5 + east, 52.15), (4.5, 52.15 + north)]
    )

    assert x1 - x0 == pytest.approx(y0 - y1, rel=0.001)
    assert y1 < y0, "north is up"


def test_svg_path_draws_every_ring_closed():
    frame = g.frame_of([polygon(SQUARE)], size=1000, margin=0)

    assert frame.view_box == "0 0 1000 815"
    assert g.svg_path(polygon(SQUARE, HOLE), frame) == (
        "M0 815 1000 815 1000 0 0 0ZM250 489 750 489 750 326 250 326Z"
    )


@given(stars())
def test_svg_path_names_the_corners_in_order_and_nothing_but_numbers(area):
    frame = g.frame_of([area])
    path = g.svg_path(area, frame)

    assert re.fullmatch(r"(M(\d+ \d+)( \d+ \d+)+Z)?", path)
    numbers = [int(n) for n in re.findall(r"\d+", path)]
    corners = [frame.place((x, y)) for x, y in area["coordinates"][0]]
    without_repeats = [b for a, b in zip([None, *corners], corners, strict=False) if a != b]
    assert list(zip(numbers[::2], numbers[1::2], strict=True)) == without_repeats[:-1]


@given(stars())
def test_a_label_stands_inside_its_area(area):
    frame = g.frame_of([area], size=1_000_000, margin=0)
    x, y = g.label_place(area, frame)
    position = (frame.west + x / frame.scale / frame.narrowing, frame.north - y / frame.scale)
    # The place is in whole units of the drawing, so it may be off by half a unit.
    slack = 1 / frame.scale

    assert any(
        g.contains(area, (position[0] + east * slack, position[1] + north * slack))
        for east in (-1, 0, 1)
        for north in (-1, 0, 1)
    )


def test_a_label_stands_in_the_widest_part_beside_the_hole():
    tall_hole = [[4.45, 52.101], [4.59, 52.101], [4.59, 52.199], [4.45, 52.199], [4.45, 52.101]]
    area = multi([SQUARE, tall_hole], [moved_square := moved(SQUARE, 0.3)])
    frame = g.frame_of([area], size=1000, margin=0)

    assert g.label_place(polygon(moved_square), frame) == (800, 163)
    assert g.label_place(area, frame) == (800, 163)
    assert g.label_place(polygon(SQUARE, tall_hole), frame) == (50, 163)


def test_a_word_goes_where_it_covers_no_mark_and_stays_inside():
    area = polygon(SQUARE)
    frame = g.frame_of([area], size=1000, margin=0)
    middle = g.label_place(area, frame)

    beside = g.label_place(area, frame, taken=[middle])

    assert beside[0] == middle[0]
    assert abs(beside[1] - middle[1]) >= g.WORD_REACH[1]
    assert 0 < beside[1] < frame.height


def test_where_marks_stand_everywhere_a_word_covers_as_few_as_can_be():
    area = polygon(SQUARE)
    frame = g.frame_of([area], size=1000, margin=0)
    x, _ = g.label_place(area, frame)
    everywhere = [(x, y) for y in range(0, frame.height, 20)]

    place = g.label_place(area, frame, taken=everywhere)

    assert g.label_place(area, frame, taken=[*everywhere, place]) != place
