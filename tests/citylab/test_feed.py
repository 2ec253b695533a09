# SPDX-License-Identifier: EUPL-1.2
"""Questions of a choice as a feed: the same as the list, in both languages."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from kennisstad.citylab.models import Status
from kennisstad.web import feeds
from tests.citylab.test_views import ODD
from tests.making import MONDAY, make_district, make_question
from tests.website.making import make_agreement, make_theme, read

pytestmark = pytest.mark.django_db
SITE = "https://stad.example"
FEEDS = {"nl": "/vragen/rss.xml", "en": "/en/questions/rss.xml"}
LISTS = {"nl": "/vragen/", "en": "/en/questions/"}
SELF = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_ADDRESS = SITE


def channel(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)[0]


def titles(answer):
    return [item.findtext("title") for item in channel(answer).iter("item")]


def test_a_feed_tells_questions_the_newest_first_in_the_readers_language(client):
    mors = make_district("Morsdistrict")
    older = make_question(title="Ouder", body="Wat helpt?", districts=[mors], sent_at=MONDAY)
    newer = make_question(
        title="Nieuwer", words="Eigen woorden", show_words=True, sent_at=MONDAY + timedelta(1)
    )
    make_question(status=Status.SENT, title="Geheim", words="Geheim")

    found = channel(client.get(FEEDS["nl"]))

    told = [
        (
            item.findtext("title"),
            item.findtext("description"),
            item.findtext("link"),
            item.findtext("category"),
        )
        for item in found.iter("item")
    ]
    assert told == [
        ("Nieuwer", "<p>Eigen woorden</p>", f"{SITE}/vragen/{newer.pk}/", None),
        ("Ouder", "<p>Wat helpt?</p>", f"{SITE}/vragen/{older.pk}/", "Morsdistrict"),
    ]
    assert (found.findtext("title"), found.findtext("language")) == ("Vragen uit de stad", "nl")
    assert found.find("item/pubDate").text == "Tue, 24 Nov 2026 09:00:00 +0000"
    assert titles(client.get(FEEDS["en"])) == [f"About question {one.pk}" for one in (newer, older)]


def test_words_that_visitors_may_not_read_are_not_in_the_feed(client):
    make_question(words="Mijn buurman heet Jan", show_words=False)

    assert "Jan" not in client.get(FEEDS["nl"]).content.decode()


def test_a_feed_holds_what_was_chosen_and_says_so(client):
    mors, theme = make_district("Morsdistrict"), make_theme(make_agreement(), "health")
    chosen = make_question(title="Gekozen", districts=[mors])
    chosen.themes.add(theme)
    make_question(title="Elders").themes.add(theme)
    make_question(title="Ander thema", districts=[mors])
    query = f"district={mors.slug}&theme=health&stand=asked"

    for language, name in (("nl", "health nl, gevraagd"), ("en", "health en, asked")):
        found = channel(client.get(f"{FEEDS[language]}?{query}&page=3&x=1"))

        assert len(found.findall("item")) == 1
        assert found.findtext("title").endswith(f": Morsdistrict, {name}")
        assert found.findtext("link") == f"{SITE}{LISTS[language]}?{query}"
        assert found.find(SELF).attrib["href"] == f"{SITE}{FEEDS[language]}?{query}"


@pytest.mark.parametrize("query", ["", "?district=mors&stand=asked"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_leads_to_the_feed_of_its_own_choice(client, language, query):
    make_question()

    page = read(client.get(f"{LISTS[language]}{query}"))

    (told,) = [one for one in page.all("link") if one.attributes.get("type") == "application/rss+xml"]
    shown = [one.attributes["href"] for one in page.all("a") if "(RSS)" in one.text]
    assert [told.attributes["href"], *shown] == [f"{FEEDS[language]}{query}"] * 2


@pytest.mark.parametrize("count", [3, 60])
def test_a_feed_is_never_endless_and_takes_as_many_queries(client, count, django_assert_num_queries):
    mors, theme = make_district("Morsdistrict"), make_theme(make_agreement(), "health")
    for _number in range(count):
        make_question(districts=[mors]).themes.add(theme)

    with django_assert_num_queries(7):
        answer = client.get(FEEDS["nl"], {"district": mors.slug, "theme": "health"})

    assert len(titles(answer)) == min(count, feeds.IN_A_FEED)


@pytest.mark.parametrize("chosen", ODD.values(), ids=ODD)
def test_a_feed_answers_whatever_is_chosen(client, chosen):
    make_question(title="Vraag")

    answer = client.get(FEEDS["nl"], chosen)

    assert titles(answer) in ([], ["Vraag"])
    assert answer.cookies == {}


def test_the_same_feed_is_not_sent_twice(client):
    make_question()
    first = client.get(FEEDS["nl"])

    again = client.get(FEEDS["nl"], headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert client.post(FEEDS["nl"]).status_code == 405
