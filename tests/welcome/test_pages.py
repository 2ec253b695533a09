# SPDX-License-Identifier: EUPL-1.2
"""The way in, congress venues, the page for the press, and what the search box finds of them."""

from importlib import import_module

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from tests.welcome.making import make_fact, make_step, make_venue

pytestmark = pytest.mark.django_db


PAGES = ("home", "path", "venues", "press", "ambassadors", "sign_up", "signed_up", "written")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_city_has_every_page_and_sets_no_cookie(client, name, language):
    with override(language):
        answer = client.get(reverse(f"welcome:{name}"))

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.content.decode().count("<h1") == 1


def test_venues_are_those_with_a_room_for_so_many(client):
    make_venue("Small", theatre=80)
    make_venue("Big", theatre=900)

    def names(query):
        return [venue.name for venue in client.get(f"/en/welcome/congress-venues/{query}").context["venues"]]

    assert names("") == ["Big", "Small"]
    assert names("?people=81&arrangement=theatre") == ["Big"]
    assert names("?people=300&arrangement=reception") == ["Big", "Small"]
    assert names("?people=1&arrangement=classroom") == []
    assert names("?people=900") == ["Big"]


@pytest.mark.parametrize(
    "query", ["people=x", "people=0", "people=-1", "people=1e9", "people=9999999", "arrangement=mars"]
)
def test_a_number_that_cannot_be_gets_a_sentence_and_the_form(client, query):
    answer = client.get(f"/en/welcome/congress-venues/?{query}")

    assert answer.status_code == 400
    assert "error-summary" in answer.content.decode()


def test_example_figures_say_that_they_are(client):
    make_venue()

    assert "Example figure: ask the venue" in client.get("/en/welcome/congress-venues/").content.decode()


def test_a_figure_for_the_press_shows_its_passport(client):
    make_fact()

    page = client.get("/en/press/").content.decode()
    assert "130,181" in page
    assert "For 1 January 2024. Source: CBS" in page
    assert 'lang="en"' in client.get("/pers/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(
    ("address", "make", "queries"),
    [("/welkom/congreslocaties/", make_venue, 6), ("/pers/", make_fact, 3)],
    ids=["venues", "press"],
)
def test_lists_read_the_same_however_long(client, count, address, make, queries, django_assert_num_queries):
    for _ in range(count):
        make()

    with django_assert_num_queries(queries):
        client.get(address)


def found(kind, keys=None):
    module, _dot, name = settings.SEARCH_SOURCES[kind].rpartition(".")
    return list(getattr(import_module(module), name)(keys))


def test_the_search_box_finds_steps_venues_and_figures_in_their_languages(client):
    step, other, venue, fact = make_step("register"), make_step(), make_venue("Hall"), make_fact()

    texts = [(one.language, one.title) for one in found("pathstep", [step.pk])]
    assert texts == [("en", "Register"), ("nl", "Register (nl)")]
    assert [one.title for one in found("venue")] == [venue.name]
    assert [one.title for one in found("pressfact")] == ["130,181 inhabitants"]
    assert len(found("pathstep")) == 4
    assert found("pathstep", []) == []
    for one in [*found("pathstep"), *found("venue"), *found("pressfact")]:
        assert client.get(one.address).status_code == 200
    assert {one.subject for one in found("pathstep")} == {f"pathstep:{step.pk}", f"pathstep:{other.pk}"}
    assert found("pressfact")[0].subject == f"pressfact:{fact.pk}"
