# SPDX-License-Identifier: EUPL-1.2
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError

from kennisstad.audit.models import Event
from kennisstad.lib.files import Problem, Report
from kennisstad.neighbourhoods import actions, outline_file
from kennisstad.neighbourhoods.models import Area, Kind, Outline
from tests.neighbourhoods.making import (
    DATA,
    MAKERS,
    MONDAY,
    buurt,
    collection,
    make_city,
    square,
    wijk,
)

pytestmark = pytest.mark.django_db

RD = {
    "type": "Polygon",
    "coordinates": [[[93000, 463000], [94000, 463000], [94000, 464000], [93000, 463000]]],
}
SHARED = Path(os.environ.get("KENNISSTAD_SHARED_DATA", Path(__file__).parents[3] / "shared/data"))


def take_over(*features, year=None, attribution="", **more):
    found = outline_file.read(collection(*features, **more), year=year)
    return actions.import_areas(found, by_id=None, at=MONDAY, attribution=attribution)


def command(path, *arguments):
    out = StringIO()
    call_command("import_districts", str(path), *arguments, stdout=out)
    return out.getvalue()


def stored():
    return {
        "areas": list(
            Area.objects.order_by("code").values_list("code", "kind", "name", "slug", "parent__code")
        ),
        "outlines": list(
            Outline.objects.order_by("area__code", "year").values_list("area__code", "year", "name")
        ),
        "events": list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "at", "facts")),
    }


def test_areas_outlines_and_journal_are_written():
    report = take_over(buurt(801, "Zijlwijk"), wijk(8, "Merenwijk"), attribution="Gemeente Leiden")

    district, neighbourhood = Area.objects.order_by("-code")
    assert (district.kind, district.code, district.name, district.slug, district.parent) == (
        Kind.DISTRICT,
        "WK054608",
        "Merenwijk",
        "merenwijk",
        None,
    )
    assert (neighbourhood.kind, neighbourhood.slug, neighbourhood.parent) == (
        Kind.NEIGHBOURHOOD,
        "zijlwijk",
        district,
    )
    outline = district.outline
    assert (outline.year, outline.name, outline.geometry, outline.attribution) == (
        2025,
        "Merenwijk",
        square(),
        "Gemeente Leiden",
    )
    assert report == Report(new=["WK054608", "BU05460801"])
    assert stored()["events"] == [
        ("area.outlined", f"area:{district.pk}", None, MONDAY, {"code": "WK054608", "year": 2025}),
        ("area.outlined", f"area:{neighbourhood.pk}", None, MONDAY, {"code": "BU05460801", "year": 2025}),
    ]


def test_the_second_time_nothing_changes():
    features = [wijk(0), wijk(1, "Noord"), buurt(1)]
    take_over(*features)
    before = stored()

    assert take_over(*features) == Report(same=["WK054600", "WK054601", "BU05460001"])
    assert stored() == before


def test_another_year_keeps_history_and_the_address():
    take_over(wijk(0, "Oude Stad"), year=2022)
    report = take_over(wijk(0, "Binnenstad", east=0.01), year=2025)

    area = Area.objects.get()
    assert report == Report(new=["WK054600"])
    assert (area.name, area.slug, area.outline.year) == ("Binnenstad", "oude-stad", 2025)
    assert list(area.outlines.order_by("year").values_list("year", "name", "geometry")) == [
        (2022, "Oude Stad", square()),
        (2025, "Binnenstad", square(0.01)),
    ]


def test_an_earlier_year_that_comes_later_does_not_take_the_name_back():
    take_over(wijk(0, "Binnenstad"), year=2025)
    take_over(wijk(0, "Oude Stad"), year=2022)

    area = Area.objects.get()
    assert (area.name, area.outline.year, area.outlines.count()) == ("Binnenstad", 2025, 2)


def test_the_same_year_with_other_borders_is_corrected():
    take_over(wijk(0))
    report = take_over(wijk(0, east=0.02))

    assert report == Report(changed=["WK054600"])
    assert [outline.geometry for outline in Outline.objects.all()] == [square(0.02)]


def test_a_district_that_a_later_file_leaves_out_stays_and_is_named():
    take_over(wijk(0), wijk(1, "Noord"))
    report = take_over(wijk(1, "Noord"), year=2026)

    assert report.notes == ["Not in this file, left as it was: WK054600."]
    assert Area.objects.count() == 2
    assert take_over(buurt(1)).notes == []


def test_a_neighbourhood_of_an_unknown_district_is_reported_and_the_rest_goes_on():
    report = take_over(wijk(0), buurt(1, "Hier"), buurt(101, "Daar"))

    assert report == Report(
        new=["WK054600", "BU05460001"],
        problems=[Problem("BU05460101", "its district WK054601 is not known; import the districts first.")],
    )


def test_addresses_are_speakable_and_never_twice_the_same():
    take_over(
        wijk(0, "Noord"),
        wijk(1, "Noord"),
        wijk(2, "העיר"),
        wijk(3, "d'Oude Stad"),
        buurt(1, "Noord"),
        buurt(2, "Noord"),
        buurt(301, "Noord"),
    )

    assert dict(Area.objects.values_list("code", "slug")) == {
        "WK054600": "noord",
        "WK054601": "wk054601",
        "WK054602": "wk054602",
        "WK054603": "d-oude-stad",
        "BU05460001": "noord-noord",
        "BU05460002": "bu05460002",
        "BU05460301": "noord-d-oude-stad",
    }


def test_the_longest_names_fit():
    take_over(wijk(0, "x " * 49 + "x"), buurt(1, "x " * 49 + "x"))

    assert [len(slug) for slug in Area.objects.order_by("-code").values_list("slug", flat=True)] == [60, 111]


def test_the_command_tells_what_it_did(tmp_path):
    make_city()
    file = tmp_path / "wijken.geojson"
    file.write_text(collection(wijk(0), wijk(1, " "), wijk(2, water="JA"), wijk(3, wijkcode="WK173500")))

    assert command(file, "--year", "2024", "--attribution", " Wij ") == (
        "1 new, 0 changed, 0 as before.\n"
        "1 passed over: only water.\n"
        "1 passed over: not in GM0546.\n"
        "1 left out:\n"
        "  WK054601: it has no name.\n"
    )
    assert list(Outline.objects.values_list("year", "attribution")) == [(2024, "Wij")]


def test_a_dry_run_tells_the_same_and_changes_nothing(tmp_path):
    take_over(wijk(0), year=2025)
    before = stored()
    file = tmp_path / "wijken.geojson"
    file.write_text(collection(wijk(0, "Anders"), wijk(1, "Noord")))

    assert command(file, "--dry-run") == "1 new, 1 changed, 0 as before.\nDry run: nothing was changed.\n"
    assert stored() == before
    assert command(file) == "1 new, 1 changed, 0 as before.\n"
    assert stored() != before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (collection(wijk(0, "Nieuw"), wijk(1))[:-5].encode(), "This is not whole JSON: it breaks off"),
        (collection(wijk(0, "Nieuw")).replace("Nieuw", "Één").encode("latin-1"), "FILE is not UTF-8 text"),
        (b"<!doctype html>", "This is not whole JSON: it breaks off"),
        (b"{}", 'This is not a GeoJSON "FeatureCollection".'),
        (
            collection(wijk(0, "Nieuw"), {**wijk(1, "Noord"), "geometry": RD}).encode(),
            "The coordinates are metres of the Dutch grid (RD New, EPSG:28992). Ask PDOK",
        ),
        (collection(wijk(0, "Nieuw", jrstatcode=None)).encode(), "The file does not say of which year it is"),
        (collection(wijk(0, " "), wijk(1, "\x00")).encode(), "Nothing was taken over from FILE."),
    ],
)
def test_an_unusable_file_changes_nothing_and_is_refused_in_one_sentence(tmp_path, content, sentence):
    take_over(wijk(0, "Binnenstad"))
    before = stored()
    file = tmp_path / "wijken.geojson"
    file.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        command(file)

    assert str(refused.value).replace(str(file), "FILE").startswith(sentence)
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1
    assert stored() == before


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (IntegrityError("unique"), "Somebody else took over the same just now; nothing was changed."),
        (OperationalError("locked"), "The database cannot be used, nothing was changed: locked."),
    ],
)
def test_a_database_that_refuses_half_way_leaves_nothing_behind(tmp_path, monkeypatch, error, sentence):
    file = tmp_path / "wijken.geojson"
    file.write_text(collection(wijk(0), wijk(1, "Noord")))

    def fail(*args, **kwargs):
        assert Area.objects.exists(), "half of the work was done"
        raise error

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(CommandError) as refused:
        command(file)

    assert str(refused.value) == sentence
    assert not Area.objects.exists()


@pytest.mark.parametrize("attribution", ["x" * 201, "a\nb", "a\x00"])
def test_an_attribution_is_one_line(tmp_path, attribution):
    file = tmp_path / "wijken.geojson"
    file.write_text(collection(wijk(0)))

    with pytest.raises(CommandError, match="one line of at most 200 characters"):
        command(file, "--attribution", attribution)


def test_the_example_city_goes_through_the_importers():
    call_command("import_city", str(DATA / "city.toml"), stdout=StringIO())

    assert command(DATA / "districts/leiden-wijken-2022.geojson") == "10 new, 0 changed, 0 as before.\n"
    assert command(DATA / "districts/leiden-buurten-2022.geojson") == "54 new, 0 changed, 0 as before.\n"
    assert set(Outline.objects.values_list("year", "attribution")) == {(2022, MAKERS)}
    assert list(Area.objects.districts().by_name().values_list("slug", flat=True)) == [
        "binnenstad-noord",
        "binnenstad-zuid",
        "boerhaavedistrict",
        "bos-en-gasthuisdistrict",
        "leiden-noord",
        "merenwijkdistrict",
        "morsdistrict",
        "roodenburgerdistrict",
        "stationsdistrict",
        "stevenshofdistrict",
    ]
    assert Area.objects.neighbourhoods().get(code="BU05460803").parent.name == "Merenwijkdistrict"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not beside the repository")
def test_the_shared_districts_go_through_the_importer_and_are_our_example():
    folder = SHARED / "leiden-districts"
    wijken, buurten = (
        folder / "leiden-wijken-uit-buurten-2022.geojson",
        folder / "leiden-buurten-2022.geojson",
    )

    assert command(wijken, "--year", "2022") == "10 new, 0 changed, 0 as before.\n"
    assert command(buurten) == "54 new, 0 changed, 0 as before.\n"
    names = dict(Area.objects.values_list("code", "name"))
    examples = [json.loads(path.read_text()) for path in sorted((DATA / "districts").glob("*.geojson"))]
    shown = [feature["properties"] for example in examples for feature in example["features"]]
    assert {said["statcode"]: said["statnaam"] for said in shown} == names
    with pytest.raises(CommandError, match="--year 2025"):
        command(wijken)
