# SPDX-License-Identifier: EUPL-1.2
"""What holds for each public page: language, headings, words for search engines, no cookie, few queries."""

from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.neighbourhoods.models import Area
from kennisstad.partners.models import Partner
from kennisstad.progress.models import Serving
from kennisstad.projects.models import Project, Result
from tests.agreement.making import make_commitment
from tests.making import MONDAY, make_course, make_partner, make_question
from tests.neighbourhoods.making import make_city, make_district
from tests.website.making import make_agreement, make_road, make_theme, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]

LISTS = ("home", "neighbourhoods", "projects", "results", "partners", "themes", "newsletter")
LISTS += ("news", "stories", "guides", "agenda", "components")
ELSEWHERE = (
    "campus:home",
    "campus:housing",
    "campus:spinoffs",
    "years:home",
    "schools:offers",
    "schools:reach",
)
ELSEWHERE += ("welcome:home", "welcome:path", "welcome:venues", "welcome:ambassadors", "welcome:press")
ELSEWHERE += ("newsletter:archive", "newsletter:sign_up", "search:search", "contact:write")
ELSEWHERE += ("contact:accessibility",)
TEXT_PAGES = {
    "nl": ("/contact/", "/over-ons/", "/privacy/", "/toegankelijkheid/"),
    "en": ("/en/contact/", "/en/about/", "/en/privacy/", "/en/accessibility/"),
}


def make_everything(count: int) -> None:
    """A city in which everything was done so many times."""
    make_city()
    district, carrier = make_district(8, "Merenwijkdistrict"), make_partner("hogeschool")
    agreement = make_agreement("2023", carrier)
    theme = make_theme(agreement)
    for number in range(count):
        road = make_road(number, district=district, carrier=carrier, theme=theme)
        commitment = make_commitment(agreement, owners=[carrier])
        for project in (road, Project.objects.earliest("pk")):
            Serving.objects.get_or_create(
                commitment=commitment, project=project, defaults={"linked_at": MONDAY}
            )
        # As of now, so that the news of two weeks tells of it.
        make_question(
            words=f"Asked {number}", show_words=True, districts=[district], answered_at=timezone.now()
        )
        make_district(20 + number, f"Elsewhere {number}")
        make_course(carrier, takes_questions=True)
        make_agreement(f"more-{number}", make_partner(), starts=1950 + number, ends=1960 + number)


def addresses(language: str) -> dict[str, str]:
    with override(language):
        named = [f"website:{name}" for name in LISTS] + list(ELSEWHERE)
        return {name.removeprefix("website:"): reverse(name) for name in named} | {
            "neighbourhood": reverse("website:neighbourhood", args=[Area.objects.earliest("pk").slug]),
            "project": reverse("website:project", args=[Project.objects.earliest("pk").pk]),
            "result": reverse("website:result", args=[Result.objects.earliest("pk").pk]),
            "partner": reverse("website:partner", args=[Partner.objects.earliest("pk").key]),
        }


def pages(client: Any, language: str) -> dict[str, Any]:
    named = addresses(language) | {address: address for address in TEXT_PAGES[language]}
    return {name: client.get(address) for name, address in named.items()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_speaks_the_language_of_its_address(client, language):
    make_everything(1)

    found = pages(client, language)

    assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(found, 200)
    languages = {name: read(answer).one("html").attributes["lang"] for name, answer in found.items()}
    assert languages == dict.fromkeys(found, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_links_to_itself_in_the_other_language(client, language):
    make_everything(1)
    other = "en" if language == "nl" else "nl"

    found = {name: read(answer) for name, answer in pages(client, language).items()}

    expected = addresses(other) | dict(zip(TEXT_PAGES[language], TEXT_PAGES[other], strict=True))
    links = {
        name: [link.attributes["href"] for link in page.all("a") if link.attributes.get("hreflang") == other]
        for name, page in found.items()
    }
    assert links == {name: [address] for name, address in expected.items()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_has_one_first_heading_and_none_is_skipped(client, language):
    make_everything(1)

    for name, answer in pages(client, language).items():
        levels = [int(one.tag[1]) for one in read(answer).all() if one.tag in ("h1", "h2", "h3", "h4")]
        assert (name, levels[0], levels.count(1)) == (name, 1, 1)
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_says_what_it_is_in_its_title_and_description(client, language):
    make_everything(1)

    found = {name: read(answer) for name, answer in pages(client, language).items()}

    titles = [page.one("head").one("title").text for page in found.values()]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if title.startswith("·")] == []
    described = [
        one.attributes["content"]
        for page in found.values()
        for one in page.all("meta")
        if one.attributes.get("name") == "description"
    ]
    assert len(described) == len(found)
    assert [words for words in described if not words] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_visitors_get_no_cookie_and_one_page_for_all(client, language):
    make_everything(1)

    for name, answer in pages(client, language).items():
        assert (name, dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == (name, {}, False)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_ids_on_a_page_are_different_and_labels_find_theirs(client, language):
    make_everything(2)

    for name, answer in pages(client, language).items():
        elements = read(answer).all()
        ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
        wanted = [
            reference
            for one in elements
            for attribute in ("for", "aria-labelledby", "aria-describedby")
            for reference in (one.attributes.get(attribute) or "").split()
        ]
        assert (name, len(set(ids))) == (name, len(ids))
        assert set(wanted) <= set(ids)


QUERIES = {
    "home": 12,
    "neighbourhoods": 4,
    "projects": 11,
    "results": 11,
    "partners": 5,
    "themes": 4,
    "newsletter": 9,
    "news": 6,
    "stories": 6,
    "guides": 6,
    "agenda": 8,
    "components": 2,
    "campus:home": 8,
    "campus:housing": 6,
    "campus:spinoffs": 6,
    "years:home": 3,
    "schools:offers": 5,
    "schools:reach": 7,
    "welcome:home": 4,
    "welcome:path": 2,
    "welcome:venues": 3,
    "welcome:ambassadors": 3,
    "welcome:press": 5,
    "newsletter:archive": 3,
    "search:search": 2,
    "contact:write": 7,
    "contact:accessibility": 2,
    "newsletter:sign_up": 5,
    "neighbourhood": 12,
    "project": 12,
    "result": 12,
    "partner": 11,
    "/en/contact/": 12,
    "/en/about/": 11,
    "/en/privacy/": 11,
    "/en/accessibility/": 11,
}
"""Two of each are the city and the strip that says whether these are example data."""


@pytest.mark.parametrize("count", [3, 30])
def test_each_page_takes_as_many_queries_however_much_there_is(client, count, django_assert_num_queries):
    make_everything(count)
    named = addresses("en") | {address: address for address in TEXT_PAGES["en"]}
    # What is read once per process, such as content types.
    pages(client, "en")

    for name, address in named.items():
        with django_assert_num_queries(QUERIES[name], info=name):
            client.get(address)


@pytest.mark.parametrize(
    "address",
    [
        "/en/neighbourhoods/nowhere/",
        "/en/projects/0/",
        "/en/projects/99999999999999999999999999/",
        "/en/results/0/",
        "/en/results/99999999999999999999999999/",
        "/en/results/files/0/",
        "/en/results/files/99999999999999999999999999/",
        "/en/partners/nobody/",
        "/en/nothing/",
        "/niets/",
    ],
)
def test_what_is_not_there_is_said_so(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_pages_are_only_read(client, name):
    assert client.post(reverse(f"website:{name}")).status_code == 405
