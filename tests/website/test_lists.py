# SPDX-License-Identifier: EUPL-1.2
"""Lists of projects and results: counts, chips, map, addresses to share, and addresses that make no sense."""

from datetime import date

import pytest

from kennisstad.education.models import Level
from tests.making import make_course, make_partner, make_project, make_result
from tests.neighbourhoods.making import make_city, make_district
from tests.website.making import main, make_agreement, make_theme, read

pytestmark = pytest.mark.django_db
LIST = "/en/projects/"


def make_three():
    """Two projects in the north, one of them of 2025 and with a result; one of the whole city."""
    north = make_district(1, "Noord")
    make_district(2, "Zuid", east=0.2)
    theme = make_theme(make_agreement(), "lab")
    one = make_project(
        make_partner("sol", name="SOL"), title="Benches", course=make_course(level=Level.MASTER)
    )
    two = make_project(title="Trees", status="handed-over", starts_on=date(2025, 9, 1))
    make_project(title="Water", status="planned")
    one.partners.add(one.carrier)
    one.themes.add(theme)
    for project in (one, two):
        project.districts.add(north)
    return make_result(two)


def counts(page):
    return {
        facet.one("legend").text: [label.text for label in facet.all("label")]
        for facet in page.all("fieldset")
    }


def test_each_choice_says_how_many_it_would_show(client):
    make_three()

    assert counts(main(client.get(LIST))) == {
        "District": ["Noord (2)", "Zuid (0)"],
        "Theme": ["lab en (1)"],
        "Partner": ["SOL (1)"],
        "Level of the course": ["university (wo) (1)"],
        "Year": ["2026 (2)", "2025 (1)"],
        "How far?": ["planned (2)", "result handed over (1)"],
    }


def test_counts_are_those_given_the_other_choices(client):
    make_three()

    told = counts(main(client.get(f"{LIST}?district=wk054601&year=2025")))

    assert told["District"] == ["Noord (1)", "Zuid (0)"]
    assert told["Year"] == ["2026 (1)", "2025 (1)"]
    assert told["How far?"] == ["planned (0)", "result handed over (1)"]


def test_each_choice_made_can_be_taken_away_by_a_plain_link(client):
    make_three()

    page = main(client.get(f"{LIST}?district=wk054601&year=2025&sort=name"))

    assert {chip.text: chip.attributes["href"] for chip in page.one("ul", cls="chips").all("a")} == {
        "Remove: District Noord": f"{LIST}?year=2025&sort=name",
        "Remove: Year 2025": f"{LIST}?district=wk054601&sort=name",
        "Take everything away": f"{LIST}?sort=name",
    }
    hidden = [one.attributes for one in page.all("input") if one.attributes["type"] == "hidden"]
    assert [(one["name"], one["value"]) for one in hidden] == [("sort", "name")]


def test_one_set_has_one_address(client):
    make_three()

    answer = client.get(
        f"{LIST}?year=2025&district=wk054601&theme=&sort=newest&page=1&utm_source=x&year=2025"
    )

    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?district=wk054601&year=2025")
    page = read(client.get(answer["Location"]))
    other = [one.attributes["href"] for one in page.all("a") if one.attributes.get("hreflang") == "nl"]
    assert other == ["/projecten/?district=wk054601&year=2025"]


def test_the_map_shows_the_same_set_in_words(client):
    make_three()

    page = main(client.get(f"{LIST}?status=handed-over&status=planned&view=map"))

    places = page.one("ol", cls="city-map__list").all("li")
    assert [one.text for one in places] == ["Noord Two projects.", "Zuid No projects."]
    assert (
        places[0].one("a").attributes["href"] == f"{LIST}?district=wk054601&status=handed-over&status=planned"
    )
    assert "One is about the whole city and is not on the map." in page.texts("p")
    assert page.all("article") == []


def test_the_map_shows_by_figure_and_pattern_how_many_are_in_each_district(client):
    make_three()

    page = main(client.get(f"{LIST}?status=handed-over&status=planned&view=map"))

    drawn = page.all("a", cls="city-map__district")
    assert [(one.attributes["data-mark"], one.one("path").attributes["fill"]) for one in drawn] == [
        ("2", "url(#shade-3)"),
        ("0", "url(#shade-0)"),
    ]
    assert "The denser the pattern, the more there is." in page.text


@pytest.mark.parametrize("count", [3, 60])
def test_a_map_and_a_sorted_list_take_as_many_queries_however_long(client, count, django_assert_num_queries):
    make_city()
    district, theme = make_district(1), make_theme(make_agreement(), "lab")
    for number in range(count):
        project = make_project(title=f"P{number}")
        project.districts.add(district)
        project.themes.add(theme)

    with django_assert_num_queries(7):
        client.get(f"{LIST}?theme=lab&view=map")
    # Nobody asked for these: with questions it is two more.
    with django_assert_num_queries(10):
        client.get(f"{LIST}?theme=lab&sort=name")


@pytest.mark.parametrize("kind", ["projects", "results"])
def test_what_was_handed_over_says_so_and_not_that_somebody_works_on_it(client, kind):
    result = make_result(make_project(status="handed-over"))

    page, whole = main(client.get(f"/en/{kind}/")), main(client.get(f"/en/results/{result.pk}/"))

    assert page.one(cls="road-line").text == "found on Sunday 1 November, not given back yet"
    assert whole.one(cls="road__station--now").text == (
        "now at: found Sunday 1 November "
        "The result has been handed over. It still comes back to the neighbourhood."
    )


def test_results_are_chosen_by_the_day_they_were_handed_over(client):
    make_three()

    page = main(client.get("/en/results/?year=2026"))

    assert page.texts("h3", cls="entry__title") == ["A bench helps"]
    assert counts(page) == {
        "District": ["Noord (1)", "Zuid (0)"],
        "Year": ["2026 (1)"],
        "How far?": ["result handed over (1)"],
    }


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("district=nowhere", 400, "Under “District” there is no “nowhere”."),
        ("year=1812", 400, "Under “Year” there is no “1812”."),
        ("year=[]", 400, "Under “Year” there is no “[]”."),
        ("status=closed", 400, "Under “How far?” there is no “closed”."),
        ("theme=%00", 400, "Under “Theme” there is no “�”."),
        ("partner=" + "x" * 10_000, 400, f"Under “Partner” there is no “{'x' * 40}…”."),
        ("partner=1%27%20OR%201=1--", 400, "Under “Partner” there is no “1' OR 1=1--”."),
        ("stand=under-way", 400, "This list does not know the choice “stand”."),
        ("page=-1", 400, "“-1” is no number of a page."),
        ("page=99999", 404, "This list has no page 99999."),
        (
            "&".join(f"year={number}" for number in range(200)),
            400,
            "This address makes 200 choices. We take at most 100.",
        ),
    ],
    ids=lambda value: str(value)[:20],
)
@pytest.mark.parametrize("path", [LIST, "/en/results/"])
def test_a_choice_that_cannot_be_made_is_said_so_with_a_way_out(client, path, query, status, sentence):
    make_three()

    answer = client.get(f"{path}?{query}")

    page = main(answer)
    assert (answer.status_code, page.one("p", cls="lead").text) == (status, sentence)
    assert page.texts("h1") == ["This choice cannot be shown"]
    assert [link.attributes["href"] for link in page.all("a")] == [path]


def test_more_names_than_a_form_ever_sends_are_refused(client):
    assert client.get(f"{LIST}?{'&'.join(f'n{number}=1' for number in range(600))}").status_code == 413
    assert client.get("/fr/projects/").status_code == 404
