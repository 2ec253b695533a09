# SPDX-License-Identifier: EUPL-1.2
"""What went out stands in the archive, in both languages, to be found and followed; nothing else does."""

from xml.etree import ElementTree

import pytest
from django.core.cache import caches

from kennisstad.audit.actions import record
from kennisstad.newsletter.searchable import issues
from kennisstad.website import page_cache
from kennisstad.website.sitemap import Place, places
from tests.making import MONDAY
from tests.neighbourhoods.making import make_city
from tests.newsletter.writing import make_issue, make_item
from tests.website.making import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_out")]
PUBLIC = ["sending", "paused", "sent", "stopped"]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("status", ["draft", "planned", "dropped", *PUBLIC])
def test_what_did_not_go_out_is_on_no_page(client, status):
    issue = make_issue(status=status, number=3)

    answers = [client.get(address) for address in ("/nieuwsbrief/archief/3/", "/en/newsletter/archive/3/")]
    listed = [client.get(f"/nieuwsbrief/archief/{file}") for file in ("", "rss.xml", "atom.xml")]

    is_public = status in PUBLIC
    assert [answer.status_code for answer in answers] == [200 if is_public else 404] * 2
    assert ["Onderwerp 3" in answer.content.decode() for answer in listed] == [is_public] * 3
    assert bool([*issues({issue.pk})]) is is_public
    assert ("/nieuwsbrief/archief/3/" in {place.addresses["nl"] for place in places()}) is is_public


def test_an_issue_is_a_page_with_its_sections_and_without_what_was_dropped(client):
    issue = make_issue(status="sent", number=3, items=["agenda", "asked"])
    make_item(issue, title="Weg", dropped=True)
    make_item(issue, "own", title="Nur so", languages=["nl"], address="https://elders.example/")

    page = read(client.get("/en/newsletter/archive/3/"))

    assert page.texts("h1") == ["Subject 3"]
    assert page.one("main").texts("h2") == ["From the editors", "Asked", "In the agenda"]
    assert [one.text for one in page.one("main").all("h3")] == ["Nur so (in Dutch)", "Een vraag", "Een vraag"]
    own = page.one("main").all("h3")[0]
    assert (own.attributes.get("lang"), own.one("a").attributes["href"]) == ("nl", "https://elders.example/")


def test_what_an_editor_typed_is_words_on_the_page(client):
    make_item(
        make_issue(status="sent", number=3), title="<script>x</script>{{ issue }}", address="javascript:x"
    )

    answer = client.get("/nieuwsbrief/archief/3/")

    assert "&lt;script&gt;x&lt;/script&gt;{{ issue }}" in answer.content.decode()
    assert "javascript:" not in answer.content.decode()


def test_an_issue_is_found_by_what_stands_in_it():
    issue = make_issue(status="sent", number=3)

    dutch, english = issues(None)

    assert (dutch.subject, dutch.language, dutch.title) == (f"issue:{issue.pk}", "nl", "Onderwerp 3")
    assert (dutch.words, dutch.address) == ("Goedendag.\nEen vraag", "/nieuwsbrief/archief/3/")
    assert (english.address, english.note) == ("/en/newsletter/archive/3/", "23 November 2026")


def test_an_issue_stands_on_the_map_of_the_site():
    issue = make_issue(status="sent", number=3)
    record("issue.sent", subject=issue, by_id=None, at=MONDAY)

    assert Place({"nl": "/nieuwsbrief/archief/3/", "en": "/en/newsletter/archive/3/"}, MONDAY) in [*places()]


@pytest.mark.parametrize(
    ("file", "kind", "entry", "title"),
    [("rss.xml", "rss", "channel/item", "title"), ("atom.xml", "atom", f"{ATOM}entry", f"{ATOM}title")],
)
def test_issues_can_be_followed_newest_first(client, file, kind, entry, title):
    for number in (1, 2):
        make_issue(status="sent", number=number)

    answer = client.get(f"/en/newsletter/archive/{file}")

    assert answer["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    found = ElementTree.fromstring(answer.content).findall(entry)
    assert [one.findtext(title) for one in found] == ["Subject 2", "Subject 1"]


def test_an_atom_feed_has_an_author_and_keeps_paragraphs_and_both_feeds_name_the_city(client):
    make_city()
    issue = make_issue(status="sent", number=1)
    issue.texts.update(opening="First <b>.\n\nSecond.")

    atom, rss = (client.get(f"/en/newsletter/archive/{file}.xml").content for file in ("atom", "rss"))

    atom = ElementTree.fromstring(atom)
    titles = atom.findtext(f"{ATOM}title"), ElementTree.fromstring(rss).findtext("channel/title")
    assert titles == ("Newsletters of knowledge city Leiden",) * 2
    assert atom.findtext(f"{ATOM}author/{ATOM}name")
    summary = atom.find(f"{ATOM}entry/{ATOM}summary")
    assert summary.attrib == {"type": "html"}
    assert summary.text == "<p>First &lt;b&gt;.</p>\n\n<p>Second.</p>"


def test_an_issue_leads_to_the_ones_beside_it_and_to_signing_up(client):
    for number in (1, 2, 4):
        make_issue(status="sent", number=number)
    make_issue(number=5)

    led = {
        number: [
            link.attributes["href"]
            for link in read(client.get(f"/en/newsletter/archive/{number}/")).one("main").all("a")
        ]
        for number in (1, 2, 4)
    }

    places = {number: f"/en/newsletter/archive/{number}/" for number in (1, 2, 4, 5)}
    assert [[one for one in places if places[one] in led[number]] for number in led] == [[2], [1, 4], [2]]
    assert all("/en/newsletter/sign-up/" in links for links in led.values())


def test_the_archive_is_reached_from_the_last_two_weeks_and_from_home(client):
    for address in ("/en/newsletter/", "/en/"):
        links = [link.attributes["href"] for link in read(client.get(address)).one("main").all("a")]
        assert "/en/newsletter/archive/" in links


@pytest.mark.parametrize("count", [1, 30])
def test_the_archive_takes_as_many_queries_however_much_there_is(client, count, django_assert_num_queries):
    for number in range(1, count + 1):
        make_issue(status="sent", number=number, items=["asked"] * count)
    client.get("/en/newsletter/archive/")

    with django_assert_num_queries(6):
        client.get("/en/newsletter/archive/")
    with django_assert_num_queries(9):
        client.get("/en/newsletter/archive/1/")


def test_a_page_that_is_kept_shows_an_issue_once_the_journal_says_so(client, settings, monkeypatch):
    monkeypatch.setattr(page_cache, "LOOK_AGAIN", -1)
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "the archive"}
    }
    caches["pages"].clear()
    before = client.get("/nieuwsbrief/archief/").content.decode()
    issue = make_issue(status="sent", number=3)
    record("issue.frozen", subject=issue, by_id=None, at=MONDAY)

    after = client.get("/nieuwsbrief/archief/").content.decode()

    assert ("Onderwerp 3" in before, "Onderwerp 3" in after) == (False, True)
