# SPDX-License-Identifier: EUPL-1.2
"""What everybody may see: per district a sentence and a bar, pauses with their reason, and a table."""

import csv
from datetime import date
from io import StringIO

import pytest

from kennisstad.fieldwork.models import Status
from tests.fieldwork.making import SPRING, make_fieldwork, make_limit, make_norms, make_pause
from tests.making import MONDAY, make_course, make_district, make_partner, make_project
from tests.website.making import main, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PAGE = "/en/neighbourhoods/load/"


@pytest.fixture
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


def sentences(client, query: str = "?term=2027-spring") -> list[str]:
    """Give the sentences of the first term on the page."""
    section = main(client.get(PAGE + query)).all("section")[1]
    return [row.texts("p")[0] for row in section.all("div", cls="load")]


def test_each_district_says_what_is_asked_and_what_still_fits(client):
    for name, threshold, number in [("Aa", 100, 30), ("Bee", 100, 100), ("Cee", None, 1), ("Dee", 100, 0)]:
        district = make_district(name)
        if threshold:
            make_limit(district, threshold=threshold)
        if number:
            make_fieldwork(district, number)

    assert sentences(client) == [
        "30 contacts with residents, of at most 100. There is room for 70 more.",
        "100 contacts with residents, of at most 100. Nothing more fits.",
        "1 contact with residents. The city set no limit here.",
        "Nobody plans to ask residents anything.",
    ]


def test_what_is_only_expected_is_told_apart(client):
    district = make_district()
    make_norms(threshold=100, contacts_per_team=20)
    make_project(course=make_course(), starts_on=SPRING[0], ends_on=SPRING[1]).districts.add(district)

    assert sentences(client) == [
        "20 contacts with residents, of at most 100. There is room for 80 more. "
        "20 of these are expected of teams that have no plan yet."
    ]


def test_the_bar_is_as_long_as_the_numbers_in_the_table(client):
    make_limit(district := make_district("Mors"), threshold=200)
    make_fieldwork(district, 50)

    section = main(client.get(f"{PAGE}?term=2027-spring")).all("section")[1]

    widths = {one.classes[0]: one.attributes["width"] for one in section.all("rect")}
    assert widths == {
        "load__ground": "1000", "load__planned": "250", "load__expected": "0", "load__most": "4",
    }  # fmt: skip
    assert section.one("table").texts("td") == ["50", "0", "200", "150"]


def test_pauses_stand_first_with_their_reason_in_the_readers_language(client):
    make_pause(make_district("Mors"))
    make_pause(make_district("Noord"), starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))
    make_pause(make_district("Zuid"), lifted_on=date(2027, 1, 1))

    (shown,) = main(client.get(PAGE)).all("section")[0].all("div", cls="load")

    assert shown.texts("h3") == ["Mors"]
    assert shown.texts("p") == [
        "No new visits from Friday 1 January 2027 up to and including Wednesday 31 March 2027.",
        "Too much was asked.",
    ]


def test_without_a_choice_the_term_of_today_is_shown_and_the_next(client):
    make_district()

    titles = [
        main(client.get(PAGE + query)).texts("h2")[1:3] for query in ("", "?term=x", "?term=2026-spring")
    ]

    now = ["September 2026 to January 2027", "February to August 2027"]
    assert titles == [now, now, ["February to August 2026", "September 2026 to January 2027"]]


def test_a_dutch_month_has_a_capital_at_the_beginning_only(client):
    make_district()

    page = main(client.get("/wijken/belasting/?term=2026-autumn"))

    assert page.texts("h2")[1] == "September 2026 tot en met januari 2027"
    assert "Alle onderzoeken van september 2026 tot en met januari 2027" in page.text


def test_the_page_has_a_dutch_address_and_no_style_of_its_own(client):
    make_fieldwork(make_district("Mors"))

    page = client.get("/wijken/belasting/?term=2027-spring")

    assert page.status_code == 200
    assert read(page).texts("h1") == ["Wat wij van wijken vragen"]
    assert [one for one in read(page).all() if "style" in one.attributes] == []


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_takes_the_same_queries_however_much_there_is(client, count, django_assert_num_queries):
    for _ in range(count):
        district = make_district()
        make_limit(district)
        make_pause(district)
        make_fieldwork(district)
        make_project(course=make_course(), starts_on=SPRING[0]).districts.add(district)
    client.get(PAGE)

    with django_assert_num_queries(12):
        client.get(PAGE)


def test_the_table_holds_every_study_and_no_street_and_runs_nowhere(client):
    district, partner = make_district("Mors", "WK054606"), make_partner(name="=TNO")
    make_fieldwork(district, 5, study="@SUM(1)", partner=partner, street="Kerkstraat")
    make_fieldwork(
        district, 6, project=make_project(title="Samen"), status=Status.DONE, number_done=4, kind="visit"
    )
    make_fieldwork(district, starts_on=date(2028, 2, 1), ends_on=date(2028, 2, 2))

    answer = client.get("/en/neighbourhoods/load/table.csv?term=2027-spring")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="neighbourhood-load-2027-spring.csv"'
    )
    rows = list(csv.reader(StringIO(answer.content.decode())))
    assert [row[2:5] + row[7:] for row in rows] == [
        ["kind", "institution", "study", "number", "number_done", "status"],
        ["doors", "'=TNO", "'@SUM(1)", "5", "", "planned"],
        ["visit", rows[2][3], "Samen", "6", "4", "done"],
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Nobody plans to ask residents anything this term."),
        (7, "This term there are 7 contacts with residents, for 1 study."),
    ],
)
def test_a_district_says_so_on_its_own_page(client, number, said):
    district = make_district("Mors")
    make_fieldwork(district, number, starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 1))

    assert said in main(client.get(f"/en/neighbourhoods/{district.slug}/")).text


def test_a_paused_district_says_so_on_its_own_page(client):
    district = make_district("Mors")
    make_pause(district, starts_on=date(2026, 11, 1))

    page = main(client.get(f"/en/neighbourhoods/{district.slug}/")).text

    assert "This district is paused up to and including Wednesday 31 March 2027." in page
