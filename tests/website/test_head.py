# SPDX-License-Identifier: EUPL-1.2
"""What a page tells search engines and whoever shares it: address, languages, picture, data."""

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from kennisstad.audit.actions import record
from kennisstad.web.moments import Moment
from kennisstad.website.cards import Card, draw
from kennisstad.website.linked import event_of
from tests.making import MONDAY, make_question
from tests.neighbourhoods.making import make_city, make_district
from tests.website.making import make_road, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
SITE = "https://stad.example"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.KENNISSTAD_HOME, settings.SITE_ADDRESS = tmp_path, SITE


def links(answer, rel):
    return [one.attributes for one in read(answer).all("link") if one.attributes.get("rel") == rel]


def linked(answer):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode())
    return [thing for data in found for thing in json.loads(data)["@graph"]]


def properties(answer):
    metas = [one.attributes for one in read(answer).all("meta")]
    return {meta["property"]: meta["content"] for meta in metas if "property" in meta}


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("/", "/en/"),
        ("/projecten/", "/en/projects/"),
        ("/contact/", "/en/contact/"),
        ("/contact/schrijven/", "/en/contact/write/"),
    ],
)
def test_a_page_names_itself_and_its_translation(client, nl, en):
    for own in (nl, en):
        answer = client.get(own, {"district": "x"})

        assert [link["href"] for link in links(answer, "canonical")] == [SITE + own]
        assert [(link["hreflang"], link["href"]) for link in links(answer, "alternate")] == [
            ("nl", SITE + nl),
            ("x-default", SITE + nl),
            ("en", SITE + en),
        ]


@pytest.mark.parametrize(
    ("page", "turned"), [("2", "?page=2"), ("1", ""), ("0", ""), ("9" * 30, ""), ("x", "")]
)
def test_only_a_turned_page_is_another_page(client, page, turned):
    for _number in range(21):
        make_question()

    answer = client.get("/vragen/", {"page": page, "theme": "x"} if page != "2" else {"page": page})

    assert [link["href"] for link in links(answer, "canonical")] == [f"{SITE}/vragen/{turned}"]


def test_pages_for_one_person_and_refusals_tell_nothing(client):
    for address in ("/volgen/tulp-4821-brug-lamp/", "/contact/volgen/", "/nergens/", "/werkplek/"):
        answer = client.get(address)

        assert (links(answer, "canonical"), properties(answer), linked(answer)) == ([], {}, [])


def test_what_is_shared_is_the_page_s_own_title_words_and_picture(client):
    road = make_road(1, district=make_district(8, "Merenwijk"), carrier=None)
    address = reverse("website:result", args=[road.result.pk])

    answer = client.get(address)

    told = properties(answer)
    title = read(answer).one("head").one("title").text
    assert title.startswith(told["og:title"])
    assert told["og:url"] == SITE + address
    assert told["og:image"] == f"{SITE}/kaartjes/result/{road.result.pk}.png"
    assert client.get(told["og:image"].removeprefix(SITE)).status_code == 200


def test_words_that_would_end_a_script_do_not(client):
    evil = "</script><script>alert(1)</script>&<!--"
    question = make_question(words=evil, show_words=True)

    answer = client.get(reverse("citylab:question", args=[question.pk]))

    (asked, crumbs) = linked(answer)
    assert (asked["@type"], asked["text"]) == ("Question", evil)
    assert "alert(1)</script>" not in answer.content.decode()
    assert [one.get("item") for one in crumbs["itemListElement"]] == [f"{SITE}/", f"{SITE}/vragen/", None]


def test_what_is_planned_is_told_with_its_day_and_place(settings):
    moment = Moment("x:1", "Open dag", MONDAY, None, False, "Bibliotheek", "/agenda/open-dag/", "dag")

    assert event_of(moment) == {
        "@type": "Event",
        "name": "Open dag",
        "startDate": "2026-11-23T10:00:00+01:00",
        "location": {"@type": "Place", "name": "Bibliotheek"},
        "url": f"{SITE}/agenda/open-dag/",
    }
    assert event_of(replace(moment, whole_day=True, place=""))["startDate"] == "2026-11-23"


def test_the_first_page_tells_of_the_site_and_the_city(client):
    make_city(email="loket@example.org")

    told = {thing["@type"]: thing for thing in linked(client.get("/"))}

    assert told["WebSite"]["url"] == f"{SITE}/"
    assert told["GovernmentOrganization"]["email"] == "loket@example.org"


def test_a_picture_is_drawn_once_and_known_again(client, tmp_path):
    district = make_district(8, "Merenwijk")
    address = reverse("website:card", args=["district", district.slug])

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    image = Image.open(BytesIO(first.content))
    assert (image.format, image.size, first["Content-Type"]) == ("PNG", (1200, 630), "image/png")
    assert len(first.content) < 60_000
    assert (again.status_code, again.content) == (304, b"")
    assert len(list((tmp_path / "cards").glob("*.png"))) == 1
    assert "public" in first["Cache-Control"]


@pytest.mark.parametrize(
    "card",
    ["question/999", "district/nergens", "nothing/1", "page/1", "project/x", "page/99999999999999999999"],
)
def test_what_is_not_there_has_no_picture(client, card):
    assert client.get(f"/kaartjes/{card}.png").status_code == 404


def test_a_question_that_nobody_has_read_yet_has_no_picture(client):
    question = make_question(status="sent")

    assert client.get(f"/kaartjes/question/{question.pk}.png").status_code == 404


@pytest.mark.parametrize("title", ["", "a" * 5000, "woord " * 900, "ß漢字🙂\u202e", "Eén regel"])
def test_any_title_can_be_drawn(title):
    assert draw(Card(title, "Vraag", "Kennisstad"))[:4] == b"\x89PNG"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_map_of_the_site_names_every_public_page_in_both_languages(client, language):
    district = make_district(8, "Merenwijk")
    question, hidden = make_question(), make_question(status="sent")

    answer = client.get("/sitemap.xml")

    page = answer.content.decode()
    assert answer["Content-Type"].startswith("application/xml")
    with override(language):
        named = [
            reverse("website:neighbourhood", args=[district.slug]),
            reverse("citylab:question", args=[question.pk]),
        ]
        secret = reverse("citylab:question", args=[hidden.pk])
    other = {"nl": "en", "en": "nl"}[language]
    for address in (*named, {"nl": "/over-ons/", "en": "/en/about/"}[language]):
        assert f"<loc>{SITE}{address}</loc>" in page
        assert f'hreflang="{language}" href="{SITE}{address}"' in page
    assert secret not in page
    assert f'hreflang="{other}"' in page
    assert answer.cookies == {}


def test_the_map_says_when_a_record_last_changed(client):
    question = make_question()
    record("question.opened", subject=question, by_id=None, at=MONDAY)

    page = client.get("/sitemap.xml").content.decode()

    assert f"/vragen/{question.pk}/</loc><lastmod>2026-11-23T" in page


def test_a_large_map_comes_in_parts(client, monkeypatch):
    monkeypatch.setattr("kennisstad.website.sitemap.MOST", 10)

    index = client.get("/sitemap.xml").content.decode()

    parts = re.findall(rf"<loc>{SITE}(/sitemap-\d+\.xml)</loc>", index)
    assert len(parts) > 1
    assert {client.get(part).status_code for part in parts} == {200}
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_map_takes_the_same_queries_however_many_records(client, count, django_assert_num_queries):
    for _number in range(count):
        make_question()
    client.get("/sitemap.xml")

    with django_assert_num_queries(34):
        client.get("/sitemap.xml")


def test_robots_are_told_where_the_map_is_and_where_nothing_is_for_them(client):
    page = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {SITE}/sitemap.xml\n" in page
    for closed in ("/redactie/", "/werkplek/", "/en/workspace/", "/volgen/", "/contact/volgen/"):
        assert f"Disallow: {closed}\n" in page


def test_whoever_finds_a_weak_spot_reads_where_to_tell(client):
    without = client.get("/.well-known/security.txt").content.decode()
    make_city(email="loket@example.org")
    page = client.get("/.well-known/security.txt").content.decode()

    assert f"Contact: {SITE}/contact/schrijven/\n" in without
    assert "Contact: mailto:loket@example.org\n" in page
    assert re.search(r"^Expires: 20\d\d-\d\d-\d\dT00:00:00Z$", page, re.MULTILINE)


def test_the_site_can_stand_among_the_programs_of_a_phone(client):
    told = json.loads(client.get("/manifest.webmanifest").content)

    assert (told["start_url"], told["lang"]) == ("/", "nl")
    assert [icon["sizes"] for icon in told["icons"]] == ["192x192", "512x512", "512x512"]
