# SPDX-License-Identifier: EUPL-1.2
"""The search page in both languages, with help for whoever finds nothing, and for bad input."""

import logging
from datetime import timedelta

import pytest
from django.utils.http import urlencode

from kennisstad.audit.actions import record
from kennisstad.neighbourhoods.models import Area, City, PostcodeArea
from kennisstad.search import finding, views
from kennisstad.search.guard import Guard
from tests.making import MONDAY, make_course, make_district, make_partner, make_question, make_result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box")]
NL, EN, SUGGEST = "/zoeken/", "/en/search/", "/zoeken/suggesties/"


def changed(*records):
    for one in records:
        record("test.changed", subject=one, by_id=None, at=MONDAY)


def get(client, address, **query):
    return client.get(f"{address}?{urlencode(query)}")


def page(client, address=NL, **query):
    answer = get(client, address, **query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_found_words_are_marked_and_other_kinds_offered(client):
    question = make_question(title="Waar komt een fietsenstalling?", body="De stalling staat <b>vol</b>.")
    changed(question)

    said = page(client, q="fietsenstalling")

    assert f'<a href="/vragen/{question.pk}/">Waar komt een <mark>fietsenstalling</mark>?</a>' in said
    assert "De <mark>stalling</mark> staat &lt;b&gt;vol&lt;/b&gt;." in said
    assert "Wij vonden 1 treffer voor “fietsenstalling”." in said
    assert '<meta name="robots" content="noindex">' in said
    assert 'href="/en/search/?q=fietsenstalling"' in said


def test_a_typing_error_is_forgiven_and_said(client):
    changed(make_question(title="Waar komt een fietsenstalling?"))

    said = page(client, q="fietsenstaling")

    assert "Het woord “fietsenstaling” staat nergens. Wij zochten ook naar:" in said
    assert 'href="/zoeken/?q=fietsenstalling"' in said


def test_who_finds_nothing_hears_what_to_do(client):
    changed(make_question(title="Waar komt een fietsenstalling?"))

    said = page(client, EN, q="xyzzyplugh")

    assert "We found nothing for “xyzzyplugh”." in said
    assert 'href="/en/questions/ask/?words=xyzzyplugh"' in said


def test_one_kind_is_shown_page_by_page(client):
    changed(*[make_question(title=f"Groen in straat {n}") for n in range(45)])

    pages = [page(client, q="groen", kind="questions", page=n) for n in (1, 2, 3, 99)]

    assert [said.count("<mark>Groen</mark>") for said in pages] == [20, 20, 5, 5]
    assert len({row for said in pages[:3] for row in said.split('"entry__title"')[1:]}) >= 45
    assert 'href="?q=groen&amp;kind=questions&amp;page=2"' in pages[0]


def test_a_postcode_leads_to_its_district(client):
    City.objects.create(
        name="Leiden", municipality_code="GM0546", desk_name="Loket", postcode_first=2300, postcode_last=2340
    )
    area = make_district()
    PostcodeArea.objects.create(pc4=2317, area=area, source="test")

    assert f'<a href="/wijken/{area.slug}/">{area.name}</a>' in page(client, q="2317 ab")
    assert "Postcode 1011 hoort niet bij Leiden" in page(client, q="1011") or "1011" in page(client, q="1011")


@pytest.mark.parametrize("typed", ["Merenwijk", "de merenwijk", "Merenwijkdistrict", "Slaaghwijk"])
def test_a_district_is_found_by_the_name_that_people_say_and_stands_on_top(client, typed):
    district = make_district("Merenwijkdistrict")
    Area.objects.create(
        kind="neighbourhood", name="Slaaghwijk", code="BU1", slug="slaaghwijk", parent=district
    )
    changed(district, make_question(title=f"Wat is er te doen in {typed}?"))

    said = page(client, q=typed)

    first = said.index('<ul class="entries')
    assert said.index(f'href="/wijken/{district.slug}/"') < first + 200
    assert "Dit is een postcode" not in said


def test_what_residents_come_for_is_read_and_the_rest_is_led_to(client, monkeypatch):
    monkeypatch.setattr(finding, "MOST_KINDS", 2)
    partner = make_partner(name="Fontein")
    question, result = make_question(title="Waar komt de fontein?"), make_result(title="De fontein werkt")
    course = make_course(partner, name="Fontein, fontein en fontein")
    changed(partner, question, result.project, course)

    said = page(client, q="fontein")

    assert (f"/vragen/{question.pk}/" in said, f"/resultaten/{result.pk}/" in said) == (True, True)
    assert 'href="/zoeken/?q=fontein&amp;kind=courses">Vakken (1)</a>' in said
    assert 'href="/zoeken/?q=fontein&amp;kind=partners">Partners (1)</a>' in said


def test_a_follow_code_is_led_on_and_kept_nowhere(client, caplog):
    caplog.set_level(logging.DEBUG)

    answer = get(client, NL, q="Tulp 4821 Brug, lamp")

    assert 'href="/volgen/tulp-4821-brug-lamp/"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "tulp-4821" not in caplog.text.lower()
    assert get(client, SUGGEST, q="tulp 4821 br").content == b"\n"


BAD = [
    "a",
    '"',
    "\"\"\" '''",
    "AND OR NOT (",
    "title:* ^2 ~9 [a TO b]",
    "'; DROP TABLE citylab_question; --",
    "<script>alert(1)</script>",
    "\x00\x00",
    "a\x00b",
    "😀" * 50,
    "مرحبا بالعالم",
    "\u202eevil\u202c",
    "%" * 60,
    "-" * 150,
    "a'" * 90,
    "tulp-" * 30,
    "1" * 150,
    "\ud800",
]


@pytest.mark.parametrize("address", [NL, EN, SUGGEST])
@pytest.mark.parametrize("typed", BAD)
def test_anything_can_be_typed(client, address, typed):
    answer = client.get(address, {"q": typed.encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("typed", ["x" * 10_000, "fiets " * 2_000, "é" * 201])
def test_too_much_is_refused_in_a_sentence_and_the_beginning_kept(client, typed):
    answer = get(client, EN, q=typed)

    assert answer.status_code == 400
    assert "This is more than we can look for" in answer.content.decode()
    assert typed[:200].strip() in answer.content.decode()
    assert get(client, SUGGEST, q=typed).status_code == 200


ODD = [
    "q=fiets&q=boom",
    "q[]=fiets",
    "q=fiets&kind=xyz",
    "q=fiets&page=-1",
    "q=fiets&page=9999999999999999999",
    "q=fiets&page=٣",
    "q=fiets&kind=questions&page=x",
    "q=%ff%fe",
    "q=fiets&" + "a=1&" * 200,
]


@pytest.mark.parametrize("query", ODD)
def test_odd_addresses_get_a_page(client, query):
    changed(make_question(title="Een boom voor een fiets"))

    assert client.get(f"{NL}?{query}").status_code == 200


def test_hints_are_small_and_kept_for_seconds(client):
    changed(*[make_question(title=f"Groen in straat {n}") for n in range(9)])

    answer = get(client, SUGGEST, q="gro")

    assert answer.content.decode().count('role="option"') == finding.HINTS
    assert answer.headers["Cache-Control"] == "public, max-age=20"
    assert 'data-told="6 suggesties. Kies met de pijltjestoetsen."' in answer.content.decode()
    assert not answer.cookies


def test_whoever_searches_like_a_machine_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(views, "SEARCHES", Guard(limit=2, per=timedelta(minutes=1)))

    answers = [get(client, NL, q="fiets") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) <= 60


def test_a_search_takes_few_queries(client, django_assert_max_num_queries):
    changed(*[make_question(title=f"Groen in straat {n}") for n in range(30)], make_district("Groenoord"))
    get(client, NL, q="groen")

    with django_assert_max_num_queries(12):
        get(client, NL, q="groen")
    with django_assert_max_num_queries(12):
        get(client, NL, q="xyzzyplugh")


def test_the_empty_page_says_how_to_search(client):
    said = page(client)

    assert "Zo zoekt u" in said
    assert 'hreflang="en"' in said
