# SPDX-License-Identifier: EUPL-1.2
"""A district's own page: its outline, four sentences, what there is, and what there is not yet."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.citylab.models import Status
from kennisstad.neighbourhoods.models import Area, Kind
from kennisstad.projects.models import GivingBack, Milestone, MilestoneText
from kennisstad.web.moments import Moment
from kennisstad.website.layers import LAYERS, shade
from kennisstad.website.wording import white_spot
from tests.making import make_partner, make_project, make_question, make_result
from tests.neighbourhoods.making import MAKERS, make_city, make_district
from tests.website.making import main, make_agreement, make_road, make_theme, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]


def page_of(client, district):
    return main(client.get(f"/en/neighbourhoods/{district.slug}/"))


def test_a_district_is_greeted_by_name_and_drawn_with_its_makers(client):
    page = page_of(client, make_district(8, "Merenwijk"))

    assert page.texts("h1") == ["Hello, Merenwijk"]
    assert len(page.one("figure").all("path")) == 1
    makers = "Boundaries of districts and neighbourhoods: CBS and Kadaster (PDOK), CC BY 4.0"
    assert page.texts("figcaption") == [f"{makers} (2025)"]


def test_the_makers_of_a_drawing_stand_in_dutch_on_a_dutch_page_and_others_as_they_call_themselves(client):
    district, other = make_district(8, "Merenwijk"), make_district(9, "Mors")
    other.outlines.update(attribution="Onze eigen tekening")

    pages = [main(client.get(f"/wijken/{one.slug}/")) for one in (district, other)]

    assert [page.texts("figcaption") for page in pages] == [
        [f"{MAKERS} (2025)"],
        ["Onze eigen tekening (2025)"],
    ]


def test_a_district_whose_borders_nobody_drew_has_a_page_too(client):
    page = page_of(client, make_district(8, "Merenwijk", year=None))

    assert (page.texts("h1"), page.all("figure")) == (["Hello, Merenwijk"], [])


def test_a_white_spot_says_plainly_what_is_not_there_yet(client):
    page = page_of(client, make_district(8))

    assert page.one("ul", cls="sentences").texts("li") == [
        "Nobody has asked anything here yet.",
        "No project is under way now.",
        "Nothing has been given back yet.",
        "Of no answer do we know yet that it was used.",
    ]
    assert page.texts(cls="none-yet") == [
        "Nobody has asked anything here yet. What would you like to know?",
        "Nobody is working on a question from here now.",
        "Nothing has been given back here yet. Here is a white spot on the map.",
    ]
    assert [one.text for one in page.all("a") if "?district=" in (one.attributes["href"] or "")] == [
        "Follow the results of this district (RSS)"
    ]


def test_four_sentences_count_what_belongs_to_this_district_alone(client):
    district, other = make_district(8, "Merenwijk"), make_district(9, "Stevenshof")
    for number in (1, 2):
        make_road(number, district=district)
    make_road(3, district=other)
    make_question(districts=[district, other])
    make_question(districts=[district], status=Status.SENT, title=None)
    make_project(status="running").districts.set([district])

    assert page_of(client, district).one("ul", cls="sentences").texts("li") == [
        "Three questions were asked here.",
        "One project is under way.",
        "Two results were given back.",
        "Two answers were used, wholly or partly.",
    ]


def test_the_lists_lead_to_questions_projects_and_results(client):
    district = make_district(8)
    done = make_road(1, district=district)
    waiting = make_question(districts=[district])
    waiting.texts.update(title="Waiting?")
    make_question(districts=[make_district(9)])
    running = make_project(title="Running", status="running")
    running.districts.set([district])
    handed_over = make_result(make_project(title="Not back yet", status="handed-over"), title="Not back yet")
    handed_over.project.districts.set([district])

    links = [
        [(link.text, link.attributes["href"]) for link in entry.one(cls="entry__title").all("a")]
        for entry in page_of(client, district).all("article")
    ]

    asked = done.questions.get()
    assert links == [
        [("Waiting?", f"/en/questions/{waiting.pk}/")],
        [("Question 1", f"/en/questions/{asked.pk}/")],
        [("Running", f"/en/projects/{running.pk}/")],
        [("A bench helps", f"/en/results/{handed_over.pk}/")],
        [("Result 1", f"/en/results/{done.result.pk}/")],
    ]


def test_what_was_handed_over_is_no_longer_under_way_and_not_given_back_yet(client):
    district = make_district(8, "Merenwijk")
    result = make_result(make_project(status="handed-over"))
    result.project.districts.set([district])

    page = page_of(client, district)

    sections = {one.attributes["aria-labelledby"]: one.texts("article") for one in page.all("section")}
    assert page.one("ul", cls="sentences").texts("li")[1:3] == [
        "No project is under way now.",
        "Nothing has been given back yet.",
    ]
    assert (sections["running"], sections["returned"]) == ([], [])
    assert [text.startswith("A bench helps") for text in sections["found"]] == [True]
    assert {key: layer_of(client, key)[0] for key in ("running", "given-back")} == {
        "running": ["Merenwijk No projects under way."],
        "given-back": ["Merenwijk No results given back."],
    }


def test_at_most_five_of_each_are_shown_with_a_way_to_all(client):
    district = make_district(8)
    for number in range(6):
        make_road(number, district=district)
        make_project(status="running").districts.set([district])

    page = page_of(client, district)

    assert len(page.all("article")) == 15
    assert [link.attributes["href"] for link in page.all("a") if "?" in (link.attributes["href"] or "")] == [
        f"/en/questions/?district={district.slug}",
        f"/en/projects/?district={district.slug}",
        f"/en/results/?district={district.slug}",
        f"/en/results/rss.xml?district={district.slug}",
        f"/en/contact/write/?about=district:{district.slug}&page=/en/neighbourhoods/{district.slug}/",
    ]


def test_the_desk_and_the_neighbourhoods_close_the_page(client):
    make_city(phone="14 071")
    district = make_district(8)
    for number, name in enumerate(["Zuid", "Noord"]):
        Area.objects.create(
            kind=Kind.NEIGHBOURHOOD, code=f"BU0546080{number}", name=name, slug=name.lower(), parent=district
        )

    page = page_of(client, district)

    assert page.one("ul", cls="names").texts("li") == ["Noord", "Zuid"]
    assert page.texts("address") == ["Stadhuis14 071"]


def test_a_neighbourhood_has_no_page_of_its_own(client):
    district = make_district(8)
    Area.objects.create(
        kind=Kind.NEIGHBOURHOOD, code="BU05460800", name="Noord", slug="noord", parent=district
    )

    assert client.get("/en/neighbourhoods/noord/").status_code == 404


def test_the_list_of_districts_says_what_goes_on_in_each(client):
    district = make_district(1, "Noord")
    make_district(2, "Zuid", year=None)
    make_road(1, district=district)

    items = main(client.get("/en/neighbourhoods/")).one("ol", cls="city-map__list").texts("li")

    assert items == [
        "Noord One question asked, one result given back, one answer used.",
        "Zuid Nobody has asked anything here yet.",
    ]


def test_a_city_without_districts_says_so(client):
    assert main(client.get("/en/neighbourhoods/")).texts(cls="none-yet") == [
        "We do not know the districts of this city yet."
    ]


def layer_of(client, layer):
    page = main(client.get("/en/neighbourhoods/", {"layer": layer}))
    return page.one("ol", cls="city-map__list").texts("li"), page


def test_a_layer_says_one_thing_of_each_district_in_words(client):
    make_road(1, district=make_district(1, "Noord"))
    make_district(2, "Zuid", east=0.1)
    GivingBack.objects.update(on=date(2020, 3, 1))

    assert {key: layer_of(client, key)[0] for key in LAYERS} == {
        "asked": ["Noord One question asked.", "Zuid No questions asked."],
        "running": ["Noord No projects under way.", "Zuid No projects under way."],
        "given-back": ["Noord One result given back.", "Zuid No results given back."],
        "used": ["Noord One answer used.", "Zuid No answers used."],
        "white": [
            "Noord Nothing has been given back here since 1 March 2020.",
            "Zuid Nobody has asked anything here yet.",
        ],
    }
    chosen = [one.text for one in layer_of(client, "used")[1].all("a") if "aria-current" in one.attributes]
    assert chosen == ["used"]


@pytest.mark.parametrize(
    ("asked", "given_back", "last", "said"),
    [
        (0, 0, None, "Nobody has asked anything here yet."),
        (2, 0, None, "Nothing has been given back here yet."),
        (0, 1, date(2026, 3, 1), ""),
        (2, 1, date(2025, 6, 1), ""),
        (2, 1, date(2025, 5, 31), "Nothing has been given back here since 31 May 2025."),
    ],
)
def test_a_white_spot_is_where_nothing_came_back_for_a_year(asked, given_back, last, said):
    district = SimpleNamespace(asked=asked, given_back=given_back, last_given_on=last)

    with override("en"):
        assert white_spot(district, date(2026, 6, 1)) == said


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_pattern_is_empty_for_nothing_alone_and_densest_for_the_most(count, most):
    found = shade(count, most)

    assert (found == 0) == (count == 0)
    assert found <= 3
    assert found == 3 or count < most or count == 0


@pytest.mark.parametrize("layer", ["", "nothing", "asked'--", "x" * 10_000, "\0"])
def test_a_layer_that_does_not_exist_shows_everything(client, layer):
    make_district(1, "Noord")

    items, page = layer_of(client, layer)

    assert items == ["Noord Nobody has asked anything here yet."]
    assert page.all("pattern") == []


def test_outlines_are_kept_by_browsers_and_not_sent_twice(client):
    make_district(1, "Noord")

    first = client.get("/wijken/grenzen.json")
    again = client.get("/wijken/grenzen.json", headers={"If-None-Match": first["ETag"]})

    assert [one["properties"]["name"] for one in first.json()["features"]] == ["Noord"]
    assert (first["Cache-Control"], again.status_code) == ("public, max-age=3600", 304)


def test_a_white_spot_is_said_above_all(client):
    district = make_district(1, "Noord")
    make_road(1, district=district)
    GivingBack.objects.update(on=date(2020, 3, 1))

    assert page_of(client, district).one("p", cls="white-spot").text == (
        "Nothing has been given back here since 1 March 2020. This is a white spot on our map. "
        "Ask us when the next answer comes."
    )
    GivingBack.objects.update(on=localdate())
    assert page_of(client, district).all("p", cls="white-spot") == []


def test_partners_that_work_here_and_the_next_steps_are_named(client):
    district = make_district(1, "Noord")
    project = make_project(make_partner("school", name="School"), title="Running", status="running")
    project.districts.set([district])
    project.partners.add(make_partner("library", name="Library"))
    make_partner("elsewhere", name="Elsewhere")
    for title, day, done in (("Over", -3, None), ("Talk", 5, None), ("Done", 6, localdate())):
        step = Milestone.objects.create(
            project=project, due_on=localdate() + timedelta(days=day), done_on=done
        )
        for language in ("nl", "en"):
            MilestoneText.objects.create(milestone=step, language=language, title=f"{title} {language}")

    page = page_of(client, district)

    links = [(link.text, link.attributes["href"]) for link in page.all("a")]
    assert [text for text, href in links if "/partners/" in href] == ["Library", "School"]
    assert [text for text, _href in links if text.startswith(("Over", "Talk", "Done"))] == ["Talk en"]


def test_themes_of_today_that_nobody_here_asked_about_are_named(client):
    agreement = make_agreement("now", make_partner("city"))
    city_lab, _campus = make_theme(agreement, "city-lab"), make_theme(agreement, "campus", place=2)
    here, elsewhere = make_district(1), make_district(2)
    make_question(districts=[here]).themes.set([city_lab])

    assert [len(page_of(client, one).all("ul", cls="unasked")) for one in (here, elsewhere)] == [1, 1]
    assert len(page_of(client, here).one("ul", cls="unasked").all("li")) == 1
    assert len(page_of(client, elsewhere).one("ul", cls="unasked").all("li")) == 2


def planned(since, until):
    at = datetime.combine(since + timedelta(days=2), time(19, 30), tzinfo=UTC)
    here = Area.objects.get(slug="wk054601").pk
    return [
        Moment("m:1", "Meet here", at, None, False, "Library", "/m/1/", "meeting", frozenset({here})),
        Moment("m:2", "Whole city", at, None, True, "", "/m/2/", "day"),
        Moment("m:3", "Elsewhere", at, None, False, "", "/m/3/", "meeting", frozenset({here + 1})),
    ]


def test_what_is_planned_says_of_projects_nothing_that_meetings_below_it_belie(client, settings):
    settings.AGENDA_SOURCES = [f"{__name__}.planned"]
    page = page_of(client, make_district(1))

    (section,) = [one for one in page.all("section") if one.attributes.get("aria-labelledby") == "planned"]
    assert (section.texts("p"), section.texts("a")) == ([], ["The agenda of this district"])


@pytest.mark.parametrize("part", [True, False])
def test_the_agenda_of_a_district_holds_its_own_and_the_whole_citys(client, settings, part):
    settings.AGENDA_SOURCES = [f"{__name__}.planned"]
    make_district(1)

    answer = client.get("/en/neighbourhoods/wk054601/agenda/", headers={"X-Part": "agenda"} if part else {})

    page = read(answer)
    assert [link.text for link in page.all("a") if (link.attributes["href"] or "").startswith("/m/")] == [
        "Meet here",
        "Whole city",
    ]
    assert len(page.all("html")) == (not part)
