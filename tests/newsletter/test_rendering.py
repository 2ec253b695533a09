# SPDX-License-Identifier: EUPL-1.2
"""A mail says the same in both its parts, calls nobody, and leaves alone what is not its own."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.newsletter.found import Words, asked_for
from kennisstad.newsletter.rendering import CannotStandUnchanged, Told, Whole, load, render
from kennisstad.newsletter.wording import by_itself
from tests.neighbourhoods.making import make_city
from tests.newsletter.writing import make_issue, make_item

LEAVE, CHOICES = "https://stad.example/nieuwsbrief/afmelden/a1_b-2:c@3./", "https://stad.example/kies/x9/"
LINKS = {"leave": LEAVE, "choices": CHOICES}


def told(title="Een vraag", words="Zo is het.", address="/vragen/1/", **fields) -> Told:
    texts = fields.pop("texts", {language: Words(title, words, address) for language in ("nl", "en")})
    values = {"pk": 1, "section": "asked", "districts": (), "themes": ()}
    return Told(texts=texts, **values | fields)


def whole(*items: Told, **fields) -> Whole:
    said = {"nl": ("Onderwerp", "Goedendag."), "en": ("Subject", "Good day.")}
    values = {"number": 7, "said": said, "items": items, "city": "Leiden", "desk": ("Loket", "14 071")}
    return Whole(**values | fields)


class Seen(HTMLParser):
    """The links, languages, tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hrefs, self.tags, self.languages, self.asked_for = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        self.tags.append(tag)
        self.hrefs += [held["href"]] if tag == "a" else []
        self.languages += [held["lang"]] if "lang" in held else []
        self.asked_for += [held[name] for name in ("src", "srcset", "background", "poster") if name in held]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_parts_hold_every_link_once_and_unaltered(language):
    mail = render(whole(told()), [told()], language, **LINKS)

    for link in (LEAVE, CHOICES):
        assert Seen(mail.html).hrefs.count(link) == mail.html.count(link) == 1
        assert mail.text.splitlines().count(link) == mail.text.count(link) == 1


@pytest.mark.parametrize("wrong", ["https://x.example/?a=1&b=2", "/x y", 'x"', "{leave}", ""])
def test_a_link_that_escaping_would_alter_is_refused(wrong):
    with pytest.raises(CannotStandUnchanged):
        render(whole(), [], "nl", leave=wrong, choices=CHOICES)


def test_a_mail_asks_nobody_for_anything_and_leads_straight_to_our_pages(settings):
    settings.SITE_ADDRESS = "https://stad.example"

    mail = render(whole(told()), [told()], "en", **LINKS)

    seen = Seen(mail.html)
    assert {"img", "link", "script", "iframe", "video", "svg"} & {*seen.tags} == set()
    assert (seen.asked_for, re.findall(r"url\(|@import|@font-face", mail.html)) == ([], [])
    assert seen.hrefs == [
        "https://stad.example/vragen/1/", "https://stad.example/en/newsletter/archive/7/", CHOICES, LEAVE,
    ]  # fmt: skip


def test_style_stands_in_place_and_the_dark_in_the_head():
    page = render(whole(told()), [told()], "nl", **LINKS).html

    head, _between, body = page.partition("</head>")
    assert "prefers-color-scheme: dark" in head
    assert "max-width: 480px" in head
    assert re.search(r'<h2 style="[^"]*color: #0b5a6b', body)
    assert re.search(r'<a href="[^"]+" style="color: #a6361f', body)


def test_what_somebody_wrote_is_neither_template_nor_markup():
    nasty = "{{ leave }} {% now 'Y' %} <script>alert(1)</script> & \"quoted\""
    item = told(title=nasty, words=nasty)

    mail = render(whole(item, said={"nl": (nasty, nasty)}), [item], "nl", **LINKS)

    assert "script" not in Seen(mail.html).tags
    assert mail.html.count("{{ leave }} {% now 'Y' %} &lt;script&gt;") == 5
    assert " ".join(mail.text.split()).count(nasty) == 4
    assert mail.subject == nasty


@pytest.mark.parametrize("subject", ["Twee\r\nBcc: x@example.org", "Twee\nBcc: x@example.org"])
def test_a_subject_is_one_line(subject):
    mail = render(whole(said={"nl": (subject, "")}), [], "nl", **LINKS)

    assert mail.subject == "Twee Bcc: x@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//evil.example/",
        "/\\evil.example/",
        "data:text/html,x",
        "mailto:x@y.z",
        "vragen/1/",
        "",
    ],
)
def test_an_address_that_leads_elsewhere_than_the_web_is_no_link(address):
    item = told(address=address)

    mail = render(whole(item), [item], "nl", **LINKS)

    assert len(Seen(mail.html).hrefs) == 3
    assert "Een vraag\nZo is het.\n\n" in mail.text


def test_words_that_are_missing_stand_in_the_other_language_marked_as_such():
    item = told(texts={"nl": Words("Een vraag", "Zo is het.", "/vragen/1/")})

    english, dutch = (render(whole(item), [item], language, **LINKS) for language in ("en", "nl"))

    assert Seen(english.html).languages == ["en", "nl", "en", "nl"]
    assert "(in Dutch)" in english.html
    assert "Een vraag (in Dutch)\n" in english.text
    assert Seen(dutch.html).languages == ["nl"]
    assert "Nederlands" not in dutch.html + dutch.text


def test_a_reader_gets_the_items_asked_for_and_no_empty_section():
    north, south = told("Noord", districts=("WK01",)), told("Zuid", districts=("WK02",), section="agenda")
    everyone = told("Allen", section="news")
    issue = whole(north, south, everyone)

    items = asked_for(issue.items, districts=["WK01"], themes=[])
    text = render(issue, items, "nl", **LINKS).text

    assert [word in text for word in ("Noord", "Allen", "Zuid", "In de agenda")] == [True, True, False, False]


NORTH, SOUTH = told("Noord", pk=1, districts=("WK01",)), told("Zuid", pk=2, districts=("WK02",))
DATE = told("Open dag", pk=3, section="agenda")
DAYS = (date(2026, 11, 10), date(2026, 11, 23))


def sent_to_the_north(subject: str, opening: str):
    issue = whole(NORTH, SOUTH, DATE, said={"en": (subject, opening)}, days=DAYS)
    return render(issue, asked_for(issue.items, districts=["WK01"], themes=[]), "en", **LINKS)


def test_subject_and_opening_tell_each_reader_what_stands_in_their_own_mail():
    with override("en"):
        subject, opening = by_itself({"asked": 2, "agenda": 1}, "Leiden", *DAYS)

    mail = sent_to_the_north(subject, f"Dear reader,\n\n{opening}")

    assert subject == "Leiden: two questions asked and one date in the agenda"
    assert mail.subject == "Leiden: one question asked and one date in the agenda"
    assert "Dear reader,\n\nThis issue tells" in mail.text
    assert "One question of residents was put on the site." in mail.html
    assert "Two questions" not in mail.html + mail.text


def test_a_subject_and_opening_that_an_editor_wrote_are_for_everybody():
    mail = sent_to_the_north("Read this", "Two questions of the editors.")

    assert mail.subject == "Read this"
    assert "Two questions of the editors." in mail.text


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=400)


@given(TEXTS, TEXTS)
def test_whatever_was_written_text_keeps_to_its_columns_and_links_stay_whole(title, words):
    item = told(title=title, words=words)

    mail = render(whole(item), [item], "nl", **LINKS)

    lines = [line for line in mail.text.split("\n") if len(line) > 72]
    # What has no space in it cannot be broken.
    assert [line for line in lines if " " in line] == []
    assert (mail.html.count(LEAVE), mail.text.split("\n").count(LEAVE)) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 20])
def test_an_issue_is_read_once_and_rendering_asks_nothing(count, django_assert_num_queries):
    make_city()
    issue = make_issue(items=["asked", "agenda"] * count)
    make_item(issue, dropped=True, title="Weg")

    with django_assert_num_queries(4):
        found = load(issue)
    with django_assert_num_queries(0):
        mail = render(found, found.items, "nl", **LINKS)

    assert [item.section for item in found.items] == ["asked"] * count + ["agenda"] * count
    assert ("Weg" in mail.html, "Weg" in mail.text) == (False, False)
    assert "Stadhuis" in mail.text
