# SPDX-License-Identifier: EUPL-1.2
"""The first page: one field, three sentences, what came back, what is asked, what the partners do."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kennisstad.citylab.models import Status
from kennisstad.projects.models import GivingBack, Result
from kennisstad.website.front import themes_of_today
from kennisstad.website.models import HomePage
from tests.making import MONDAY, make_partner, make_project, make_question
from tests.neighbourhoods.making import make_district
from tests.website.making import main, make_agreement, make_road, make_theme, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]


def sentences(client):
    return main(client.get("/en/")).one("ul", cls="sentences").texts("li")


def test_the_first_heading_is_the_label_of_the_field_that_begins_a_question(client):
    page = main(client.get("/en/"))

    form = page.one("form", cls="ask")
    assert form.attributes == {"class": "ask", "action": "/en/questions/ask/"}
    field = form.one("textarea")
    assert (field.attributes["name"], field.attributes["maxlength"]) == ("words", "1000")
    assert page.one("h1").one("label").attributes["for"] == field.attributes["id"]


def test_what_editors_wrote_stands_beside_it(client):
    HomePage.objects.filter(slug="en").update(intro="We find it out.", invitation="<p>Come <b>by</b>.</p>")

    page = main(client.get("/en/"))

    assert page.texts("p", cls="lead") == ["We find it out."]
    assert page.texts(cls="invitation") == ["Come by."]


def test_a_home_page_that_editors_took_off_line_is_not_there(client):
    HomePage.objects.filter(slug="en").update(live=False)

    assert (client.get("/en/").status_code, client.get("/").status_code) == (404, 200)


def test_three_sentences_name_the_busiest_the_best_answered_and_a_white_spot(client):
    busy, quiet = make_district(1, "Leiden-Noord"), make_district(2, "Merenwijk")
    make_question(districts=[busy])
    for title in ("one", "two"):
        make_project(title=title, status="running").districts.set([busy])
    make_project(status="given-back").districts.set([busy])

    assert sentences(client) == [
        "Two projects are under way in Leiden-Noord.",
        "One result has been given back in Leiden-Noord.",
        f"Nobody in {quiet.name} has asked anything yet.",
    ]


def test_the_district_where_most_answers_were_used_is_named(client):
    make_road(1, district=make_district(1, "Noord"))

    assert sentences(client)[1:3] == [
        "One result has been given back in Noord.",
        "One answer was used in Noord.",
    ]


def test_a_city_where_nothing_happened_yet_says_so(client):
    assert sentences(client) == [
        "No project is under way now.",
        "No result has been given back yet.",
    ]
    assert main(client.get("/en/")).texts(cls="none-yet") == [
        "No result has been given back yet. The first one will stand here.",
        "No question is waiting now. Ask the next one.",
    ]


def test_every_district_has_asked_only_when_each_has_a_question(client):
    first, last = make_district(1, "Noord"), make_district(2, "Zuid")
    said = []

    for asking in ([], [first], [last]):
        if asking:
            make_question(districts=asking)
        said.append(sentences(client)[-1])

    assert said == [
        "Nobody in Noord has asked anything yet.",
        "Nobody in Zuid has asked anything yet.",
        "Every district has asked something.",
    ]


def test_the_map_links_each_district_twice_and_names_its_makers(client):
    districts = [make_district(1, "Noord"), make_district(2, "Zuid", east=0.1)]

    page = main(client.get("/en/")).one(cls="city-map")

    addresses = [f"/en/neighbourhoods/{district.slug}/" for district in districts]
    assert [link.attributes["href"] for link in page.all("a")] == addresses * 2


def test_the_three_last_given_back_stand_first_with_their_road(client):
    district = make_district(1, "Noord")
    for number in range(4):
        road = make_road(number, district=district, carrier=make_partner(f"partner-{number}"))
        GivingBack.objects.filter(project=road).update(on=date(2026, 11, 1) + timedelta(days=number))

    entries = main(client.get("/en/")).all("article")[:3]

    assert [entry.texts("h3") for entry in entries] == [["Result 3"], ["Result 2"], ["Result 1"]]
    assert entries[0].one(cls="entry__facts").texts("span") == ["Noord", "Partner-3"]
    assert (
        entries[0].one("h3").one("a").attributes["href"] == f"/en/results/{Result.objects.latest('pk').pk}/"
    )
    drawn = entries[0].one(cls="road-line__drawing").all("span")
    assert [station.classes for station in drawn] == [["past"]] * 5 + [["now"]]


def test_what_is_asked_now_has_a_title_and_the_askers_own_words(client):
    newest = MONDAY + timedelta(days=1)
    make_question(words="Niet gelezen", status=Status.SENT, title=None, show_words=True, sent_at=newest)
    make_question(words="Bevat een naam", show_words=False, sent_at=newest)
    make_question(words="Al doorverwezen", show_words=True, status=Status.REFERRED, sent_at=newest)
    oldest_first = [
        make_question(words=f"Waarom {number}?", show_words=True, sent_at=MONDAY + timedelta(hours=number))
        for number in range(4)
    ]

    entries = asked_now_on(client, "/en/")

    shown = oldest_first[:0:-1]
    links = [entry.one("h3").one("a") for entry in entries]
    assert [link.text for link in links] == [f"About question {question.pk}" for question in shown]
    assert [link.attributes["href"] for link in links] == [f"/en/questions/{one.pk}/" for one in shown]
    words = [entry.one("p", cls="own-words") for entry in entries]
    assert [one.text for one in words] == ["Waarom 3?", "Waarom 2?", "Waarom 1?"]
    assert [one.attributes["lang"] for one in words] == ["nl"] * 3


def test_the_title_of_what_is_asked_now_is_in_the_readers_language(client):
    make_question(title="Hoe wordt het leuker?", show_words=True)

    heading = asked_now_on(client, "/")[0].one("h3")

    assert (heading.text, heading.attributes.get("lang")) == ("Hoe wordt het leuker?", None)


def test_own_words_are_cut_between_words_and_stand_for_a_title_that_is_missing(client):
    make_question(words="eenheel langwoord " * 30, title=None, show_words=True)

    (entry,) = asked_now_on(client, "/en/")

    assert entry.one("h3").text == "eenheel langwoord " * 6 + "…"
    assert entry.one("h3").attributes["lang"] == "nl"
    assert entry.one("p", cls="own-words").text == "eenheel langwoord " * 18 + "…"


def asked_now_on(client, address):
    # The other entries are of what was given back, of which there is nothing.
    return main(client.get(address)).all("article")


def test_the_themes_are_those_of_the_signed_version_that_stands():
    make_theme(make_agreement("2017", starts=2017, ends=2022), "campus")
    newer = make_agreement("2023")
    make_theme(newer, "health", place=2)
    make_theme(newer, "heritage", place=1)
    make_theme(make_agreement("2028", starts=2028, ends=2032), "later")
    make_theme(make_agreement("2025", starts=2025, ends=2032, status="draft"), "draft")

    named = {
        year: [theme.key for theme in themes_of_today(date(year, 6, 1))] for year in range(2016, 2034, 3)
    }

    assert named == {
        2016: [],
        2019: ["campus"],
        2022: ["campus"],
        2025: ["heritage", "health"],
        2028: ["later"],
        2031: ["later"],
    }


def test_the_themes_stand_on_the_page_with_their_marks(client):
    today = timezone.localdate()
    make_theme(make_agreement("now", starts=today.year - 1, ends=today.year + 1), "health")

    page = main(client.get("/en/")).one("ul", cls="themes")

    assert page.texts("li") == ["health en Together."]
    assert page.one("a", cls="theme").classes == ["theme", "theme--canal"]


def test_without_an_agreement_there_is_no_empty_heading(client):
    assert main(client.get("/en/")).texts("h2") == [
        "Now in the city",
        "Lately given back",
        "What the city asks now",
        "Coming up",
        "The last two weeks",
    ]


def test_the_whole_page_stays_small(client):
    for number in range(10):
        make_district(number, f"District {number}", east=number / 10)
        make_road(number)

    assert len(client.get("/en/").content) < 20_000
    assert read(client.get("/en/")).all("img") == []
