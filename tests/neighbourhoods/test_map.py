# SPDX-License-Identifier: EUPL-1.2
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils.translation import override

from kennisstad.neighbourhoods import queries
from kennisstad.neighbourhoods.models import Outline
from kennisstad.neighbourhoods.queries import Drawing, Map, Place, Point, Shown
from tests.neighbourhoods.making import DATA, MAKERS, make_district, make_neighbourhood, square

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """Every element of a page with its attributes, and the words within titles and list items."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.words, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.words.append((self.open[-1], " ".join(data.split())))

    def all(self, tag, attribute):
        return [attributes.get(attribute) for name, attributes in self.elements if name == tag]

    def within(self, tag):
        return [words for name, words in self.words if name == tag]


def drawn(*districts, sentences=None):
    return queries.map_of(districts, sentences or {}, {d.pk: f"/wijken/{d.slug}/" for d in districts})


def test_a_map_places_each_district_with_its_words_and_address():
    west, east = make_district(0, "Bos- en Gasthuisdistrict"), make_district(1, "Oost", east=0.1)

    found = queries.map_of([west, east], {west.pk: "Four questions."}, {west.pk: "/w/", east.pk: "/e/"})

    assert found == Map(
        view_box="0 0 1000 819",
        places=(
            Place(
                number=1,
                code="WK054600",
                name="Bos- en Gasthuisdistrict",
                lines=("Bos- en", "Gasthuisdistrict"),
                sentence="Four questions.",
                href="/w/",
                path="M10 809 500 809 500 10 10 10Z",
                x=255,
                y=409,
            ),
            Place(2, "WK054601", "Oost", ("Oost",), "", "/e/", "M500 809 990 809 990 10 500 10Z", 745, 409),
        ),
        attribution=MAKERS,
        years="2025",
    )


def test_a_district_without_an_outline_stands_in_the_list_alone():
    known, unknown = make_district(0), make_district(1, "Nieuw", year=None)

    found = drawn(known, unknown)
    page = Page(render_to_string("neighbourhoods/parts/map.html", {"map": found}))

    assert found.places[1] == Place(2, "WK054601", "Nieuw", ("Nieuw",), "", "/wijken/wk054601/", "", 0, 0)
    assert page.all("a", "href") == ["/wijken/wk054600/", "/wijken/wk054600/", "/wijken/wk054601/"]


def test_without_any_outline_there_is_a_list_and_no_drawing():
    found = drawn(make_district(0, year=None))
    page = Page(render_to_string("neighbourhoods/parts/map.html", {"map": found}))

    assert (found.view_box, found.attribution, found.years) == ("", "", "")
    assert [name for name, _ in page.elements] == ["div", "ol", "li", "a"]


def test_makers_and_years_are_all_named():
    first, second = make_district(0), make_district(1, year=None)
    Outline.objects.create(area=second, year=2022, name="x", geometry=square(0.1), attribution="Gemeente")

    found = drawn(first, second)

    assert (found.attribution, found.years) == (f"Gemeente · {MAKERS}", "2022, 2025")


def test_the_example_map_holds_ten_links_twice_and_nothing_inline():
    for kind, file in [("city", "city.toml"), ("districts", "districts/leiden-wijken-2022.geojson")]:
        call_command(f"import_{kind}", str(DATA / file), stdout=StringIO())
    districts = list(queries.districts_with_outline())
    sentences = {district.pk: f"{district.name} vraagt iets." for district in districts}

    with override("en"):
        html = render_to_string(
            "neighbourhoods/parts/map.html", {"map": drawn(*districts, sentences=sentences)}
        )

    page = Page(html)
    addresses = [f"/wijken/{district.slug}/" for district in districts]
    assert len(addresses) == 10
    assert page.all("a", "href") == addresses * 2
    assert page.within("title") == [f"{d.name}: {d.name} vraagt iets." for d in districts]
    assert page.within("span") == [f"{d.name} vraagt iets." for d in districts]
    makers = "Boundaries of districts and neighbourhoods: CBS and Kadaster (PDOK), CC BY 4.0"
    assert page.within("p") == [f"{makers} (2022)"]
    assert page.all("svg", "aria-label") == ["Map of the districts"]
    assert len(page.all("path", "d")) == 10
    assert not re.search(r"\sstyle=|<style|<script(?! type=.module. src=)|\son[a-z]+=", html)
    assert len(html) < 10_000


def test_words_from_a_file_never_become_markup():
    district = make_district(0, "<script>alert(1)</script> & zo")

    html = render_to_string(
        "neighbourhoods/parts/map.html",
        {"map": queries.map_of([district], {district.pk: "<b>"}, {district.pk: '/"><b>/'})},
    )

    assert "<script>" not in html
    assert "<b>" not in html
    assert Page(html).within("title") == ["<script>alert(1)</script> & zo: <b>"]


def test_an_outline_is_a_picture_without_words_and_names_its_makers():
    drawing = queries.drawing_of(make_district(0), size=108)

    assert drawing == Drawing("0 0 69 108", "M4 104 65 104 65 4 4 4Z", MAKERS, 2025)
    page = Page(render_to_string("neighbourhoods/parts/outline.html", {"drawing": drawing}))
    assert page.all("svg", "aria-hidden") == ["true"]
    assert page.within("figcaption") == [f"{MAKERS} (2025)"]
    quiet = render_to_string("neighbourhoods/parts/outline.html", {"drawing": drawing, "quiet": True})
    assert Page(quiet).within("figcaption") == []


def test_a_district_without_an_outline_has_no_picture():
    assert queries.drawing_of(make_district(year=None)) is None
    assert render_to_string("neighbourhoods/parts/outline.html", {"drawing": None}).strip() == ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Merenwijk", ("Merenwijk",)),
        ("Binnenstad-Noord", ("Binnenstad-", "Noord")),
        ("Bos- en Gasthuisdistrict", ("Bos- en", "Gasthuisdistrict")),
        ("De Kooi", ("De", "Kooi")),
        ("-Noord-", ("-Noord-",)),
        ("", ("",)),
    ],
)
def test_a_name_is_broken_once_near_its_middle(name, lines):
    assert queries._in_lines(name) == lines


def test_points_stand_on_the_map_and_in_a_list_of_their_own():
    west = make_district(0)
    points = [
        Point(4.45, 52.15, "Campus <b>", "/campus/", "moss", "campus"),
        Point(None, None, "Somewhere", "/s/"),
        Point(6.5, 53.2, "Groningen", "/g/"),
    ]

    found = queries.map_of([west], {}, {west.pk: "/w/"}, points=points)
    html = render_to_string("neighbourhoods/parts/map.html", {"map": found})
    page = Page(html)

    assert [(spot.x, spot.y, spot.is_drawn) for spot in found.spots] == [
        (311, 500, True),
        (0, 0, False),
        (0, 0, False),
    ]
    assert page.all("a", "href") == ["/w/", "/campus/", "/w/", "/campus/", "/s/", "/g/"]
    assert page.within("title") == ["District 0", "Campus <b>"]
    drawn_in_the_list = [one for one in page.all("li", "data-lon") if one]
    assert (drawn_in_the_list, page.all("li", "data-kind")[1]) == (["4.45"], "campus")
    assert "<b>" not in html


def test_a_point_just_outside_the_districts_widens_the_drawing():
    west = make_district(0)
    beside = Point(4.52, 52.15, "Beside", "/b/")

    alone = queries.map_of([west], {}, {west.pk: "/w/"})
    widened = queries.map_of([west], {}, {west.pk: "/w/"}, points=[beside])

    assert (alone.view_box, widened.view_box) == ("0 0 621 1000", "0 0 742 1000")
    assert widened.spots[0].is_drawn


def test_a_layer_stands_on_each_district_as_a_figure_and_a_pattern():
    west = make_district(0)

    found = queries.map_of([west], {}, {west.pk: "/w/"}, layer={west.pk: Shown("12", 3)})
    page = Page(render_to_string("neighbourhoods/parts/map.html", {"map": found}))

    assert (found.places[0].shown, found.has_layer) == (Shown("12", 3), True)
    assert [one for one in page.all("path", "fill") if one] == ["url(#shade-3)"]
    assert "shade-3" in page.all("pattern", "id")
    assert page.within("text") == ["12"]


def test_outlines_are_geojson_of_districts_alone():
    make_neighbourhood(make_district(0))
    make_district(1, year=None)

    found = queries.outlines_of(queries.districts_with_outline())

    assert found == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": "WK054600", "name": "District 0", "year": 2025},
                "geometry": square(),
            }
        ],
    }
