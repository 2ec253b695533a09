# SPDX-License-Identifier: EUPL-1.2
"""The menu: the same for all visitors, and one thing more for who signed in."""

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.website.context import navigation
from tests.making import make_user
from tests.website.making import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "addresses"),
    [
        (
            "nl",
            [
                "/vragen/",
                "/wijken/",
                "/projecten/",
                "/resultaten/",
                "/themas/",
                "/agenda/",
                "/overeenkomst/",
                "/volgen/",
            ],
        ),
        (
            "en",
            [
                "/en/questions/",
                "/en/neighbourhoods/",
                "/en/projects/",
                "/en/results/",
                "/en/themes/",
                "/en/agenda/",
                "/en/agreement/",
                "/en/follow/",
            ],
        ),
    ],
)
def test_the_menu_leads_everywhere_without_a_query(rf, language, addresses, django_assert_num_queries):
    with override(language), django_assert_num_queries(0):
        found = navigation(rf.get("/"))

    assert [item["url"] for item in found["navigation"]] == addresses


def test_the_foot_leads_to_the_pages_that_every_city_has(rf):
    with override("nl"):
        found = navigation(rf.get("/"))["footer_links"]

    assert [item["url"] for item in found] == ["/contact/", "/over-ons/", "/privacy/", "/toegankelijkheid/"]


FOR_YOU = {
    "nl": ["/welkom/", "/scholen/", "/vragen/om-aan-te-werken/", "/vragen/uiterste-data/", "/rondes/"],
    "en": [
        "/en/welcome/",
        "/en/schools/",
        "/en/questions/to-work-on/",
        "/en/questions/last-dates/",
        "/en/rounds/",
    ],
}
ALSO = {
    "nl": [
        "/nieuws/",
        "/nieuwsbrief/",
        "/nieuwsbrief/aanmelden/",
        "/partners/",
        "/campus/",
        "/themajaar/",
        "/wijken/belasting/",
        "/pers/",
    ],
    "en": [
        "/en/news/",
        "/en/newsletter/",
        "/en/newsletter/sign-up/",
        "/en/partners/",
        "/en/campus/",
        "/en/themed-years/",
        "/en/neighbourhoods/load/",
        "/en/press/",
    ],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_foot_leads_to_what_the_menu_has_no_room_for(client, language):
    page = read(client.get("/vragen/" if language == "nl" else "/en/questions/"))

    for_you, also = page.one("footer").all("nav")[:2]
    assert [link.attributes["href"] for link in for_you.all("a")] == FOR_YOU[language]
    assert [link.attributes["href"] for link in also.all("a")] == ALSO[language]


def test_the_part_of_the_site_that_is_open_is_marked(client):
    page = read(client.get("/en/projects/"))

    open_now = [
        link.text for link in page.one("nav", cls="site-nav").all("a") if "aria-current" in link.attributes
    ]
    assert open_now == ["Projects"]


def test_who_signed_in_finds_the_way_to_the_desk(client):
    client.force_login(make_user(Role.BROKER))

    links = read(client.get("/en/projects/")).one("nav", cls="site-nav").all("a")

    assert (links[-1].text, links[-1].attributes["href"]) == ("Your desk", "/en/workspace/")


def test_a_cookie_that_is_nobodys_shows_the_visitors_menu(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"

    links = read(client.get("/en/projects/")).one("nav", cls="site-nav").all("a")

    assert links[-1].attributes["href"] == "/en/follow/"


def test_a_visitors_request_never_looks_at_a_session(client, django_assert_num_queries):
    answer = client.get("/en/projects/")

    assert not hasattr(answer.wsgi_request, "_cached_user")
    assert not answer.wsgi_request.session.accessed
