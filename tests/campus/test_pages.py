# SPDX-License-Identifier: EUPL-1.2
"""Campuses, homes and spin-offs as everybody sees them, narrowed down and as CSV."""

import csv
from datetime import date
from io import StringIO

import pytest

from kennisstad.campus import queries, searchable, telling
from kennisstad.campus.queries import Companies, Homes, Standing
from tests.campus.making import add_figure, make_campus, make_homes, make_site, make_spin_off
from tests.making import make_partner
from tests.neighbourhoods.making import make_city, make_district

pytestmark = pytest.mark.django_db
NOTHING = Homes(0, 0, None)


def shown(client, address):
    return [row.key for row in client.get(address).context["rows"]]


def table(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return [*csv.DictReader(StringIO(answer.content.decode()))]


def test_what_is_being_built_is_said_in_a_sentence_with_its_homes_and_first_year():
    make_homes(units=400, ready_in=2028)
    make_homes(units=300, ready_in=2027)
    make_homes(units=112, ready_in=None)
    make_homes(units=50, status="plan")

    assert telling.standing_in_words(queries.standing(queries.housing())) == [
        "Drie woningprojecten zijn in aanbouw, samen 812 woningen, de eerste in 2027.",
        "Er komt nog één project bij, met 50 woningen.",
    ]


def test_nothing_being_built_is_said_too():
    assert telling.standing_in_words(Standing(NOTHING, NOTHING, Homes(2, 1200, 2020))) == [
        "Er is nu geen woningproject in aanbouw.",
        "Twee projecten zijn klaar, samen 1.200 woningen.",
    ]


def test_home_lists_all_that_is_on_the_map(client):
    make_city()
    district = make_district(1, "Stationsdistrict")
    campus = make_campus("bio", make_partner(), district=district)
    make_site(campus, "lab")
    make_homes("flat", district=district)

    page = client.get("/campus/")

    assert page.status_code == 200
    body = page.content.decode()
    assert 'href="/campus/bio/"' in body
    assert 'href="/campus/bio/#lab"' in body
    assert 'id="flat"' in body
    assert [(spot.point.kind, spot.point.href) for spot in page.context["map"].spots] == [
        ("campus", "/campus/bio/"),
        ("plek", "/campus/bio/#lab"),
        ("woningproject", "/campus/#flat"),
    ]
    assert page.context["map"].places[0].sentence == "Eén campus, één woningproject"


def test_a_campus_shows_its_sites_institutions_and_spin_offs(client):
    partner = make_partner("universiteit")
    campus = make_campus("bio", partner)
    make_site(campus, "lab")
    make_spin_off("firm", partner, campus=campus)

    page = client.get("/en/campus/bio/")

    assert [site.key for site in page.context["sites"]] == ["lab"]
    assert [one.key for one in page.context["spin_offs"]] == ["firm"]
    assert "Universiteit" in page.content.decode()
    assert client.get("/campus/nergens/").status_code == 404


def test_homes_are_narrowed_down_and_add_up_by_their_newest_figures(client):
    here = make_district(1, "Hier")
    one = make_homes("one", units=100, ready_in=2027, whom="students", district=here)
    make_homes("two", units=40, ready_in=2029, whom="starters", status="plan")
    add_figure(one, units=120, ready_in=2028, as_of=date(2026, 10, 1))

    assert shown(client, "/campus/woningen/") == ["one", "two"]
    assert shown(client, "/campus/woningen/?whom=starters") == ["two"]
    assert shown(client, "/campus/woningen/?status=building") == ["one"]
    assert shown(client, "/campus/woningen/?year=2028") == ["one"]
    assert shown(client, "/campus/woningen/?year=2027") == []
    assert shown(client, f"/campus/woningen/?district={here.slug}") == ["one"]
    page = client.get("/campus/woningen/?whom=martians&year=%00&status=&page=99&x=1")
    assert page.context["sentence"] == "Twee woningprojecten, samen 160 woningen."


def test_homes_as_csv_are_those_that_were_chosen_and_no_cell_is_a_formula(client):
    make_homes("one", name="=1+1")
    make_homes("two", whom="staff")

    (row,) = table(client, "/campus/woningen.csv?whom=students")

    assert (row["key"], row["name"], row["homes"], row["ready_in"]) == ("one", "'=1+1", "100", "2027")
    assert len(table(client, "/en/campus/homes.csv")) == 2


def test_spin_offs_are_narrowed_down_and_counted(client):
    leiden, other = make_partner("leiden"), make_partner("other")
    make_spin_off("old", leiden, founded_in=1993, status="merged")
    make_spin_off("new", leiden, other, founded_in=2005, field="digital")

    assert shown(client, "/campus/spin-offs/") == ["new", "old"]
    assert shown(client, "/campus/spin-offs/?institution=other") == ["new"]
    assert shown(client, "/campus/spin-offs/?decade=1990") == ["old"]
    assert shown(client, "/campus/spin-offs/?field=digital") == ["new"]
    page = client.get("/campus/spin-offs/?institution=other")
    assert [partner.key for partner in page.context["rows"][0].institutions.all()] == ["leiden", "other"]
    assert client.get("/en/campus/spin-offs/").context["sentence"] == (
        "Two spin-offs, the first founded in 1993. One of them still goes by its own name."
    )
    assert [row["founding_institutions"] for row in table(client, "/campus/spin-offs.csv")] == [
        "Leiden; Other",
        "Leiden",
    ]


def test_no_spin_off_is_said():
    assert telling.companies_in_words(Companies(0, 0, None)) == "Geen spin-off past bij deze keuze."


@pytest.mark.parametrize("count", [1, 60])
def test_pages_take_the_same_number_of_queries_however_much_there_is(
    client, count, django_assert_max_num_queries
):
    make_city()
    partner, district = make_partner(), make_district(1)
    for number in range(count):
        campus = make_campus(f"campus-{number}", partner, district=district)
        make_site(campus, f"site-{number}")
        make_homes(f"homes-{number}", district=district)
        make_spin_off(f"firm-{number}", partner, campus=campus)
    for address in ("/campus/", "/campus/campus-0/", "/campus/woningen/", "/campus/spin-offs/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_the_search_box_finds_each_kind_in_every_language_it_has():
    partner = make_partner("universiteit")
    campus = make_campus("bio", partner)
    site, homes = make_site(campus, "lab"), make_homes("flat")
    firm = make_spin_off("firm", partner)

    found = [
        *searchable.campuses(None),
        *searchable.sites({site.pk}),
        *searchable.housing(None),
        *searchable.spin_offs(None),
    ]

    assert [(one.subject, one.language, one.address) for one in found] == [
        (f"campus:{campus.pk}", "nl", "/campus/bio/"),
        (f"campus:{campus.pk}", "en", "/en/campus/bio/"),
        (f"site:{site.pk}", "nl", "/campus/bio/#lab"),
        (f"housingproject:{homes.pk}", "nl", "/campus/#flat"),
        (f"housingproject:{homes.pk}", "en", "/en/campus/#flat"),
        (f"spinoff:{firm.pk}", "nl", "/campus/spin-offs/?decade=1990#firm"),
        (f"spinoff:{firm.pk}", "en", "/en/campus/spin-offs/?decade=1990#firm"),
    ]
