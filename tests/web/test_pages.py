# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from kennisstad.web.road import STATIONS, Station, road
from kennisstad.web.templatetags.web import days_ago, in_words
from tests.making import in_english
from tests.web.urls import DAY

pytestmark = pytest.mark.django_db


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def part(name: str, **context: object) -> BeautifulSoup:
    with override("en"):
        return BeautifulSoup(render_to_string(f"web/parts/{name}.html", context), "html.parser")


def words(tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_a_page_or_the_part_of_it_that_was_asked_for(client):
    page, piece = client.get("/list/?page=2"), client.get("/list/?page=2", headers={"X-Part": "list"})

    assert [li.get_text() for li in soup(page).select("ol li")] == ["number 4", "number 5", "number 6"]
    assert soup(page).select_one("[data-part=list]")
    assert piece.content in page.content
    assert piece.content.startswith(b"<ol><li>number 4")
    assert [("X-Part" in answer["Vary"]) for answer in (page, piece)] == [True, True]


def test_pages_link_back_and_on_and_keep_what_was_asked(client):
    links = soup(client.get("/list/?q=a&page=2")).select(".pages a")

    assert [(a["rel"], a["href"]) for a in links] == [(["prev"], "?q=a&page=1"), (["next"], "?q=a&page=3")]


@pytest.mark.parametrize(("prefix", "language", "other"), [("", "nl", "en"), ("/en", "en", "nl")])
def test_the_frame_speaks_the_language_of_the_address(client, prefix, language, other):
    page = soup(client.get(f"{prefix}/list/"))

    assert page.html["lang"] == language
    assert page.title.get_text() == "List · Kennisstad Ergensdam"
    assert words(page.select_one(".wordmark")) == "Kennisstad Ergensdam"
    assert [(a["hreflang"], a["lang"]) for a in page.select(".languages a")] == [(other, other)]
    assert page.select_one(".skip")["href"] == "#main"
    assert page.select_one(".site-nav a[aria-current=page]").get_text() == "Plain"
    assert page.select_one(".strip") is not None
    assert "Markt 1" in page.footer.get_text()
    assert [script.get("src") is not None and not script.get_text() for script in page.select("script")] == [
        True
    ]
    assert page.select("[style], [onclick], style") == []


def test_a_page_without_city_is_still_a_page(client, settings):
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"] = ["django.template.context_processors.request"]
    settings.TEMPLATES = list(settings.TEMPLATES)

    page = soup(client.get("/list/"))

    assert page.title.get_text() == "List · Kennisstad"
    assert (page.select(".strip"), page.select("nav.site-nav"), page.select("address")) == ([], [], [])


def test_the_road_says_in_words_where_we_are():
    drawn = part("road", road=road(3, [DAY, None, DAY], "Results on 12 June"))

    stations = drawn.select("ol[role=list] > li")
    assert [words(li) for li in stations] == [
        f"done: asked {in_english(DAY)}",
        "done: clarified",
        f"done: matched {in_english(DAY)}",
        "now at: being worked on Results on 12 June",
        "still to come: given back",
        "still to come: used",
    ]
    assert [li.get("aria-current") for li in stations] == [None, None, None, "step", None, None]
    assert drawn.time["datetime"] == "2026-04-13"


def test_the_road_in_one_line():
    assert words(part("road_line", road=road(0, [DAY]))) == f"asked on {in_english(DAY)}"
    assert words(part("road_line", road=road(6, []))) == "the whole road"


@pytest.mark.parametrize("now", range(7))
def test_a_road_has_six_stations_and_at_most_one_is_now(now):
    drawn = road(now, [DAY] * 9, "next")

    expected = (["past"] * now + ["now"] + ["next"] * 6)[:6]
    assert [station.state for station in drawn] == expected
    assert [station.label for station in drawn] == list(STATIONS)
    assert [station.note for station in drawn if station.note] == ["next"] * (now < 6)
    assert Station("asked", "past") == Station(label="asked", state="past", on=None, note="")


@pytest.mark.parametrize(
    ("length", "size"), [(220, "quote"), (221, "quote quote--long"), (701, "quote quote--very-long")]
)
def test_own_words_are_quoted_in_their_own_language_and_size(length, size):
    quote = part("quote", words="ش" * length, language="ar", by="a resident")

    assert " ".join(quote.figure["class"]) == size
    assert (quote.blockquote["lang"], quote.blockquote["dir"]) == ("ar", "auto")
    assert words(quote.figcaption) == "a resident"


def test_own_words_cannot_become_part_of_the_page():
    assert part("quote", words="<script>alert(1)</script>", language="nl").find("script") is None


MIDNIGHT_IN_LEIDEN = datetime(2026, 4, 12, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        (date(2026, 4, 13), "maandag 13 april", "Monday 13 April"),
        (MIDNIGHT_IN_LEIDEN, "maandag 13 april", "Monday 13 April"),
        (date(2027, 1, 1), "vrijdag 1 januari 2027", "Friday 1 January 2027"),
        (None, "", ""),
    ],
)
def test_a_day_in_words(monkeypatch, day, dutch, english):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))

    with override("nl"):
        assert in_words(day) == dutch
    with override("en"):
        assert in_words(day) == english


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (60, "8 weeks ago"),
        (61, "2 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
        (-9, "in 9 days"),
        (-28, "in 4 weeks"),
    ],
)
def test_how_long_ago_in_words(days, said):
    with override("en"):
        assert days_ago(timezone.localdate() - timedelta(days=days)) == said
        assert days_ago(None) == ""
