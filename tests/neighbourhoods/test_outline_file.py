# SPDX-License-Identifier: EUPL-1.2
import json

import pytest

from kennisstad.lib.files import Problem, UnusableFile
from kennisstad.neighbourhoods import outline_file
from kennisstad.neighbourhoods.outline_file import CBS, FoundArea
from tests.neighbourhoods.making import buurt, collection, feature, square, wijk

NO_CODE = "it has no district code (WK and 6 digits) or neighbourhood code (BU and 8)."


def test_reads_districts_as_pdok_writes_them():
    found = outline_file.read(
        collection(wijk(0, "Binnenstad-Zuid"), wijk(8, "Merenwijk", jrstatcode=None, jaar=2024))
    )

    assert found.areas == [
        FoundArea("WK054600", "Binnenstad-Zuid", 2025, square()),
        FoundArea("WK054608", "Merenwijk", 2024, square()),
    ]
    assert (found.attribution, found.problems, found.notes) == (CBS, [], [])


def test_reads_neighbourhoods_as_pdok_writes_them_with_their_district():
    [found] = outline_file.read(collection(buurt(803, "Merenwijk-Centrum"))).areas

    assert found == FoundArea("BU05460803", "Merenwijk-Centrum", 2025, square())
    assert (found.is_district, found.district_code) == (False, "WK054608")


def test_reads_the_form_of_the_cbs_boundary_files():
    district = feature({"statcode": "WK054600", "statnaam": "Binnenstad-Zuid", "jaar": 2022})
    neighbourhood = feature(
        {
            "statcode": "BU05460001",
            "statnaam": "Academiewijk",
            "wijkcode": "WK054600",
            "wijknaam": "x",
            "jaar": 2022,
        }
    )

    assert outline_file.read(collection(district, neighbourhood)).areas == [
        FoundArea("WK054600", "Binnenstad-Zuid", 2022, square()),
        FoundArea("BU05460001", "Academiewijk", 2022, square()),
    ]


def test_holes_and_islands_are_kept():
    ring = [[4.42, 52.12], [4.44, 52.12], [4.44, 52.14], [4.42, 52.12]]
    with_hole = {"type": "Polygon", "coordinates": [square()["coordinates"][0], ring]}
    islands = {"type": "MultiPolygon", "coordinates": [with_hole["coordinates"], square(0.2)["coordinates"]]}
    text = collection({**wijk(0), "geometry": with_hole}, {**wijk(1), "geometry": islands})

    assert [area.geometry for area in outline_file.read(text).areas] == [with_hole, islands]


def test_the_year_asked_for_goes_before_the_files_own():
    assert [
        area.year for area in outline_file.read(collection(wijk(0), wijk(1, jaar=2021)), year=2023).areas
    ] == [
        2023,
        2023,
    ]


def test_the_files_own_attribution_is_used():
    assert outline_file.read(collection(wijk(0), attribution="Gemeente")).attribution == "Gemeente"
    assert outline_file.read(collection(wijk(0), attribution="x" * 201)).attribution == CBS
    assert outline_file.read(collection(wijk(0), attribution=["x"])).attribution == CBS
    assert outline_file.read(collection(wijk(0), attribution="x\x00")).attribution == CBS


def test_water_and_other_municipalities_are_passed_over_with_a_note():
    elsewhere = wijk(0, wijkcode="WK173500")
    text = collection(wijk(0), wijk(98, water="JA"), elsewhere, buurt(9899, water="JA"))

    found = outline_file.read(text, municipality="GM0546")

    assert [area.code for area in found.areas] == ["WK054600"]
    assert found.notes == ["2 passed over: only water.", "1 passed over: not in GM0546."]
    assert found.problems == []


@pytest.mark.parametrize(
    "more",
    [
        {"numberReturned": 1, "numberMatched": 10},
        {"links": [{"rel": "self", "href": "x"}, {"rel": "next", "href": "y"}]},
    ],
)
def test_a_page_of_several_is_noted(more):
    assert outline_file.read(collection(wijk(0), **more)).notes == [
        "This is one page of several; ask PDOK for more at once (&limit=1000) or import every page."
    ]


def test_a_whole_answer_is_not_taken_for_a_page():
    links = [{"rel": "self", "href": "x"}]
    assert outline_file.read(collection(wijk(0), numberReturned=1, numberMatched=1, links=links)).notes == []


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (wijk(0, wijkcode=None), Problem("feature 1", NO_CODE)),
        (wijk(0, wijkcode="WK05460"), Problem("WK05460", NO_CODE)),
        (wijk(0, wijkcode="wk054600"), Problem("wk054600", NO_CODE)),
        (wijk(0, wijkcode="GM0546"), Problem("GM0546", NO_CODE)),
        (wijk(0, wijkcode=546), Problem("546", NO_CODE)),
        (wijk(0, wijkcode="WK05460٠"), Problem("WK05460٠", NO_CODE)),
        (wijk(0, wijkcode="\x1b[31m" + "x" * 99), Problem("\ufffd[31m" + "x" * 35 + "…", NO_CODE)),
        ("Binnenstad", Problem("feature 1", NO_CODE)),
        ({"type": "Feature", "properties": None}, Problem("feature 1", NO_CODE)),
        (wijk(0, " "), Problem("WK054600", "it has no name.")),
        (wijk(0, None), Problem("WK054600", "it has no name.")),
        (wijk(0, ["x"]), Problem("WK054600", "it has no name.")),
        (
            wijk(0, "w" * 100_000),
            Problem("WK054600", "its name has 100000 characters, more than 100."),
        ),
        (wijk(0, "Merenwijk\x00"), Problem("WK054600", "its name holds characters that cannot be shown.")),
        (wijk(0, "Meren\u202ekjiw"), Problem("WK054600", "its name holds characters that cannot be shown.")),
        (wijk(0, "Meren\ud800"), Problem("WK054600", "its name holds characters that cannot be shown.")),
        (
            wijk(0, jrstatcode="1234WK054600"),
            Problem("WK054600", "its year 1234 is not between 1950 and 2100."),
        ),
        (wijk(0, jrstatcode=""), Problem("WK054600", "it does not say of which year it is.")),
        ({**wijk(0), "geometry": None}, Problem("WK054600", "it has no outline.")),
        (
            {**wijk(0), "geometry": {"type": "Polygon", "coordinates": [square()["coordinates"][0][:-1]]}},
            Problem("WK054600", "a ring of its outline is not closed."),
        ),
        (
            wijk(0, east=5.0),
            Problem("WK054600", "it has a point outside the Netherlands (9.4, 52.1)."),
        ),
        (wijk(1), Problem("WK054601", "it is in the file twice; the first one was used.")),
    ],
)
def test_one_bad_feature_is_reported_and_the_rest_goes_on(bad, problem):
    order = [wijk(1), bad] if bad == wijk(1) else [bad, wijk(1)]

    found = outline_file.read(collection(*order), municipality="GM0546")

    assert [area.code for area in found.areas] == ["WK054601"]
    assert found.problems == [problem]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "העיר העתיקה", "'; DROP TABLE area; --", "Zuid 🌷"]
)
def test_odd_but_honest_names_are_taken_as_they_are(name):
    assert [area.name for area in outline_file.read(collection(wijk(0, name))).areas] == [name]


def test_blanks_in_a_name_are_made_one():
    assert [area.name for area in outline_file.read(collection(wijk(0, " Bos-  en\n Gasthuis "))).areas] == [
        "Bos- en Gasthuis"
    ]


RD = {
    "type": "Polygon",
    "coordinates": [[[93000, 463000], [94000, 463000], [94000, 464000], [93000, 463000]]],
}
SWAPPED = {"type": "Polygon", "coordinates": [[[52.1, 4.4], [52.2, 4.4], [52.2, 4.5], [52.1, 4.4]]]}
CONVERT = (
    "Ask PDOK for longitude and latitude (leave `crs` out), or convert the file: "
    "ogr2ogr -t_srs EPSG:4326 -f GeoJSON converted.geojson FILE"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            collection(wijk(0))[:-40],
            "This is not whole JSON: it breaks off or goes wrong at line 1, column",
        ),
        ("", "This is not whole JSON: it breaks off or goes wrong at line 1, column 1. Download it again."),
        ("[" * 100_000, "This JSON is nested too deep or holds a number that is too long."),
        (f'{{"type": {"9" * 5000}}}', "This JSON is nested too deep or holds a number that is too long."),
        ("[]", 'This is not a GeoJSON "FeatureCollection".'),
        (json.dumps(wijk(0)), 'This is not a GeoJSON "FeatureCollection".'),
        (collection(), "This collection has no features."),
        ('{"type": "FeatureCollection", "features": {}}', "This collection has no features."),
        (
            collection(wijk(0), {**wijk(1), "geometry": RD}),
            f"The coordinates are metres of the Dutch grid (RD New, EPSG:28992). {CONVERT}",
        ),
        (
            collection(wijk(0), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}),
            f"This file is in the Dutch grid (RD New, EPSG:28992). {CONVERT}",
        ),
        (
            collection({**wijk(0), "geometry": SWAPPED}),
            "Latitude and longitude have changed places. GeoJSON writes longitude first: save the file so.",
        ),
        (
            collection(wijk(0, jrstatcode=None), wijk(1, jrstatcode=None)),
            "The file does not say of which year it is; add it, for example --year 2025.",
        ),
        (collection(wijk(0, wijkcode="WK173500")), "No area of this file lies in GM0546."),
        (collection(wijk(0, water="JA")), "No area of this file lies in GM0546."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(UnusableFile) as refused:
        outline_file.read(text, municipality="GM0546")

    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("year", [0, -1, 1949, 2101])
def test_an_unlikely_year_is_refused(year):
    with pytest.raises(UnusableFile, match=rf"^The year {year} is not between 1950 and 2100\.$"):
        outline_file.read(collection(wijk(0)), year=year)
