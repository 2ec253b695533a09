# SPDX-License-Identifier: EUPL-1.2
"""Results: the card that is read in a minute, and what stands beneath it."""

from datetime import date, timedelta

import pytest

from kennisstad.citylab.models import Use
from kennisstad.neighbourhoods.models import Outline
from kennisstad.neighbourhoods.queries import drawing_of
from kennisstad.projects.models import Result, ResultText
from kennisstad.web.templatetags.web import in_words
from tests.making import MONDAY, in_english, make_partner, make_project, make_result
from tests.neighbourhoods.making import MAKERS, make_district, square
from tests.website.making import main, make_road, make_theme

pytestmark = pytest.mark.django_db


def page_of(client, result):
    return main(client.get(f"/en/results/{result.pk}/"))


def test_the_card_says_what_was_asked_found_and_advised(client):
    result = make_result()
    result.texts.filter(language="en").update(
        title="Benches", asked="Asked?", found="Found.", advice="Do it."
    )

    card = page_of(client, result).one("article", cls="card")

    assert card.texts("h1") == ["Benches"]
    assert [(part.one("h2").text, part.one("div").text) for part in card.all("section")] == [
        ("What we asked", "Asked?"),
        ("What we found", "Found."),
        ("What we advise", "Do it."),
    ]
    assert card.texts("p", cls="card__by") == [f"Found out by {result.project.carrier.name}."]


def test_the_card_leaves_out_what_was_not_written(client):
    result = make_result()
    result.texts.update(asked="", advice="")

    assert page_of(client, result).one("article", cls="card").texts("h2") == ["What we found"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/resultaten/", "overgedragen op zondag 1 november"),
        ("/en/results/", f"handed over on {in_english(date(2026, 11, 1))}"),
    ],
)
def test_the_day_says_what_happened_on_it(client, address, said):
    result = make_result()

    assert said in " ".join(main(client.get(f"{address}{result.pk}/")).texts("time"))


def test_on_paper_the_card_names_its_address(client, settings):
    settings.SITE_ADDRESS = "https://kennisstad.example"
    result = make_result()

    address = page_of(client, result).one("p", cls="card__address").one("span").text

    assert address == f"https://kennisstad.example/en/results/{result.pk}/"


def test_the_card_wears_the_outline_of_its_first_district(client):
    road = make_road(1, district=make_district(2, "Zuid"))
    north = make_district(1, "Noord", year=None)
    geometry = square() | {"coordinates": [[[4.4, 52.1], [4.5, 52.1], [4.5, 52.2], [4.4, 52.1]]]}
    Outline.objects.create(area=north, year=2025, name="Noord", geometry=geometry, attribution=MAKERS)
    road.districts.add(north)

    page = page_of(client, road.result)

    outline = page.one(cls="card__outline")
    assert outline.one("path").attributes["d"] == drawing_of(north).path
    assert outline.texts("figcaption") == [
        "Boundaries of districts and neighbourhoods: CBS and Kadaster (PDOK), CC BY 4.0 (2025)"
    ]
    assert page.one("p", cls="kicker").texts("span") == ["Noord", "Zuid"]


def test_beneath_it_stands_the_whole_hand_over(client):
    road = make_road(1, theme=make_theme())
    road.partners.add(make_partner("sol", name="SOL"))
    Result.objects.update(data_deleted_on=date(2027, 10, 19))

    page = page_of(client, road.result)

    assert page.texts("h2")[1:] == [
        "What did not work",
        "The best next question",
        "Given back",
        "Was it used?",
        "Files",
        "Elsewhere",
        "Where it comes from",
        "Show it around",
        "The collected data",
    ]
    assert page.one("ul", cls="log").texts("li") == [f"{in_english(date(2026, 11, 10))}A meeting, School en"]
    assert page.texts("p", cls="card__by") == [f"Found out by {road.carrier.name}. Together with: SOL"]
    origins = [link.attributes["href"] for link in page.one("ul", cls="entries--tight").all("a")]
    assert origins == [f"/en/projects/{road.pk}/", f"/en/questions/{road.questions.get().pk}/"]
    data = page.all("section")[-1].texts("p")
    assert data == [f"The last day for deleting the data about people: {in_english(date(2027, 10, 19))}."]


def test_whether_it_was_used_is_told_and_the_askers_explanation_is_not(client):
    road = make_road(1)
    question = road.questions.get()
    later = MONDAY + timedelta(days=300)
    Use.objects.create(question=question, months=12, answer="not", why="Privé.", answered_at=later)
    Use.objects.create(question=question, months=36, asked_at=question.sent_at)

    answer = client.get(f"/en/results/{road.result.pk}/")

    told = [words for words in main(answer).texts("p") if words.startswith("On ")]
    assert told == [
        f"On {in_words(MONDAY)} the asker said: yes, it was used.",
        f"On {in_words(later)} the asker said: no.",
    ]
    assert "Secret." not in answer.content.decode()
    assert "Privé." not in answer.content.decode()


def test_what_is_not_known_yet_is_said(client):
    result = make_result()

    page = page_of(client, result)

    assert page.texts(cls="none-yet") == [
        "The result is there. It has not been brought back to the neighbourhood yet.",
        "We do not know yet. We ask 3, 12 and 36 months after the result was given back.",
    ]
    assert page.all("section")[-1].texts("p") == ["The team says that it keeps no data about people."]


def test_links_to_elsewhere_say_so_and_give_nothing_away(client):
    road = make_road(1)

    (link,) = page_of(client, road.result).all("a", cls="external")

    assert link.attributes["href"] == "https://example.org/report"
    assert link.attributes["rel"] == "noopener"
    assert link.text == "The report (another website)"


def test_words_in_the_other_language_are_marked(client):
    result = make_result()
    ResultText.objects.filter(result=result, language="en").delete()

    page = page_of(client, result)

    assert page.one("h1").attributes["lang"] == "nl"
    assert page.one("section", cls="card__found").one("div").attributes["lang"] == "nl"
    assert page.one("p", cls="next-question").attributes["lang"] == "nl"


def test_the_list_shows_the_newest_first_and_chooses(client):
    district = make_district(1)
    road = make_road(1, district=district)
    newest = make_result(make_project(status="handed-over"))
    newest.texts.update(title="Newest")
    Result.objects.filter(pk=newest.pk).update(handed_over_on=date(2026, 11, 20))

    assert main(client.get("/en/results/")).texts("h3") == ["Newest", "Result 1"]
    assert main(client.get(f"/en/results/?district={district.slug}")).texts("h3") == ["Result 1"]
    assert main(client.get(f"/en/results/?partner={road.carrier.key}")).texts("h3") == ["Result 1"]
    assert client.get("/en/results/?page=abc").status_code == 400


def test_an_empty_list_says_so(client):
    assert main(client.get("/en/results/")).texts(cls="none-yet") == ["No result fits this choice yet."]
