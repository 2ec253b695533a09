# SPDX-License-Identifier: EUPL-1.2
"""Asking and following in the browser: by anybody, with anything filled in, in both languages."""

import html
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.audit.models import Event
from kennisstad.citylab import indexing
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import Addition, Contact, Question, Status, Use
from kennisstad.mail.models import Letter
from kennisstad.web.models import Allowance
from tests.making import MONDAY, make_district, make_project, make_question, make_result
from tests.neighbourhoods.making import make_city

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_index"),
    pytest.mark.usefixtures("everybody_is_trusted"),
]
LANGUAGES = ("nl", "en")
CONTACT = {"name": "Wilhelmina Vraagster", "email": "vraagster@example.org", "phone": "06 9876 5432"}


def at(name: str, *args: Any, language: str = "nl") -> str:
    with override(language):
        return reverse(f"citylab:{name}", args=args)


def filled_in(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "words": "Waarom is het zo stil?", "asker_kind": "resident"} | fields


def follow_page(question: Question, page: str = "follow", *, language: str = "nl") -> str:
    return at(page, code_of(question.key, question.code_digest), language=language)


def page_of(answer: Any) -> str:
    """Read a page as a person does: without the marks for signs of HTML."""
    return html.unescape(answer.content.decode())


# Asking


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_leads_to_its_follow_page_without_any_cookie(client, language):
    district = make_district("Stevenshofdistrict")

    sent = client.post(
        at("ask", language=language),
        filled_in(place="stevenshofDISTRICT", needed_by=(timezone.localdate() + timedelta(9)), **CONTACT),
    )

    question = Question.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, follow_page(question, language=language))
    assert (question.language, list(question.districts.all())) == (language, [district])
    assert (question.words, question.show_words) == ("Waarom is het zo stil?", False)
    assert Contact.objects.values("name", "email", "phone").get() == CONTACT
    followed = client.get(sent["Location"])
    assert followed.status_code == 200
    assert "Waarom is het zo stil?" in page_of(followed)
    assert dict(client.cookies) == {}


@pytest.mark.parametrize("postcode", ["2312AJ", "2312 aj", "2312"])
def test_a_postcode_of_the_city_names_its_districts(client, postcode):
    make_city()
    district = make_district()
    district.postcodes.create(pc4=2312)

    client.post(at("ask"), filled_in(place=postcode))

    assert list(Question.objects.get().districts.all()) == [district]


REFUSED = [
    ("words", "", "Write something in your own words.", "Schrijf iets in uw eigen woorden."),
    ("words", "\x00\u202e \n", "Write something in your own words.", "Schrijf iets in uw eigen woorden."),
    ("words", "x" * 100_000, "Use at most 5000 characters; you have 100000.", None),
    ("place", "1012 AB", "Postcode 1012 is not in Leiden.", "Postcode 1012 ligt niet in Leiden."),
    ("place", "Atlantis", "We do not know this place.", None),
    ("place", "<script>alert(1)</script>", "We do not know this place.", None),
    ("place", "'; DROP TABLE citylab_question; --", "We do not know this place.", None),
    ("place", "\u05e9\u05dc\u05d5\u05dd 🚲", "We do not know this place.", None),
    ("place", "x" * 100_000, "100000", None),
    ("needed_by", "2020-01-01", "Choose a day after today", None),
    ("needed_by", "overmorgen", "Write the date as day-month-year", None),
    ("needed_by", "2027-02-30", "Write the date as day-month-year", None),
    ("needed_by", "9" * 100_000, "Write the date as day-month-year", None),
    ("needed_by", "' OR 1=1 --", "Write the date as day-month-year", None),
    ("email", "not an address", "This is not a whole e-mail address.", None),
    ("email", "a@b.nl\r\nBcc: all@example.org", "This is not a whole e-mail address.", None),
    ("email", "<script>@example.org", "This is not a whole e-mail address.", None),
    ("email", "invisible@\u200d.nl", "This is not a whole e-mail address.", None),
    ("email", "🚲@example.org", "This is not a whole e-mail address.", None),
    ("email", "a" * 100_000 + "@example.org", "This is not a whole e-mail address.", None),
    ("name", "x" * 100_000, "120", None),
    ("phone", "0" * 100_000, "40", None),
    ("asker_kind", "", "required", None),
    ("asker_kind", "broker", "broker", None),
    ("key", "not a key", "UUID", None),
    ("key", "\x00", "", None),
    ("email", "a\x00@b.nl", "", None),
    ("needed_by", "2027-01-01\x00", "", None),
    ("asker_kind", "resident\x00", "", None),
    ("website", "\x00", "", None),
]
"""Field, what is filled in, and the sentence in English; in Dutch where it is pinned here."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "value", "english", "dutch"), REFUSED, ids=[f"{f}-{v[:12]!r}" for f, v, _, _ in REFUSED]
)
def test_what_cannot_be_taken_is_said_in_words_and_nothing_is_lost(
    client, field, value, english, dutch, language
):
    make_city()
    form = {**filled_in(words="Hoort dit erbij?", **CONTACT), field: value}

    answer = client.post(at("ask", language=language), form)

    assert (answer.status_code, Question.objects.count(), Letter.objects.count()) == (400, 0, 0)
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    page = page_of(answer)
    sentence = str(errors[field][0])
    assert page.count(sentence) >= 1
    assert (english if language == "en" else dutch or "") in sentence
    # Each sentence has its own words in each language.
    with override("en" if language == "nl" else "nl"):
        assert sentence != str(answer.context["form"].__class__(form).errors[field][0])
    for other, typed in form.items():
        if other not in ("asker_kind", field):
            assert str(typed) in page, other


KEPT = {
    "right to left": "\u0644\u0645\u0627\u0630\u0627 \u0634\u0627\u0631\u0639\u0646\u0627\u061f",
    "emoji": "Waarom 👨‍👩‍👧 en 🏳️‍🌈?",
    "html": '<script>alert(1)</script><img src=x onerror="alert(1)">',
    "sql": "'; DROP TABLE citylab_question; -- \" OR 1=1",
    "template": "{{ settings.SECRET_KEY }} {% debug %} %(x)s {0.__class__}",
    "longest": "x" * 5000,
}


@pytest.mark.parametrize("words", KEPT.values(), ids=KEPT)
def test_odd_words_are_kept_as_they_are(client, words):
    sent = client.post(at("ask"), filled_in(words=words, name=words[:100], phone=words[:30]))

    question = Question.objects.get()
    assert (question.words, question.contact.name) == (words, " ".join(words[:100].split()))
    followed = client.get(sent["Location"])
    assert words in page_of(followed)
    assert b"<script>alert" not in followed.content
    assert b"<img src=x" not in followed.content


def test_signs_that_hide_or_turn_words_go(client):
    client.post(at("ask"), filled_in(words="a\x00b\u202ec\x1bd\r\ne"))

    assert Question.objects.get().words == "abcd\ne"


def test_one_form_sent_twice_is_one_question_and_one_letter(client):
    form = filled_in(**CONTACT)

    first, second = client.post(at("ask"), form), client.post(at("ask"), form)

    assert first["Location"] == second["Location"]
    counted = [records.objects.count() for records in (Question, Contact, Letter, Event)]
    assert counted == [1, 1, 1, 1]


@pytest.mark.parametrize("changed", [{"words": "Iets anders"}, {"email": "ander@example.org"}])
def test_the_next_person_at_the_same_screen_gets_a_question_of_their_own(client, changed):
    form = filled_in(**CONTACT)

    first, second = client.post(at("ask"), form), client.post(at("ask"), form | changed)

    assert (second.status_code, Question.objects.count()) == (302, 2)
    assert first["Location"] != second["Location"]
    assert "vraagster" not in page_of(client.get(second["Location"]))


def test_who_knows_a_form_s_key_does_not_know_its_question(client):
    form = filled_in()
    first = client.post(at("ask"), form)

    guessed = client.post(at("ask"), filled_in(key=form["key"], words="?"))

    assert first["Location"] != guessed["Location"]
    assert UUID(form["key"]) not in Question.objects.values_list("key", flat=True)


def test_a_machine_that_fills_in_everything_is_led_away(client):
    answer = client.post(at("ask"), filled_in(website="https://spam.example", **CONTACT))

    assert (answer.status_code, answer["Location"]) == (302, at("questions"))
    assert (Question.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_a_button_looks_first_and_keeps_what_was_filled_in(client, language):
    form = filled_in(**CONTACT)

    answer = client.post(at("ask", language=language), form | {"look": "1"})

    assert (answer.status_code, Question.objects.count()) == (200, 0)
    page = page_of(answer)
    assert all(value in page for value in form.values())
    none_found = {"nl": "geen vraag of resultaat", "en": "We found no question or result"}
    assert none_found[language] in page


def test_a_like_question_is_shown_before_and_while_writing(client):
    title = "Hoe krijgen we meer groen en bomen op het schoolplein?"
    make_question(title=title, body="Groen schoolplein, bomen en schaduw.")
    make_question(title=title, body="Groen schoolplein, bomen en schaduw.", status=Status.WITHDRAWN)
    indexing.rebuild()
    words = {"words": "meer groen en bomen op het schoolplein"}

    pages = [
        client.get(at("ask"), words),
        client.post(at("ask"), filled_in(look="1", **words)),
        client.post(at("look_before"), words),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert [page_of(page).count(title) for page in pages] == [1, 1, 1]
    assert b"<html" not in pages[2].content


def test_while_the_index_is_made_again_the_database_answers_and_the_page_says_so(client, settings, tmp_path):
    title = "Hoe krijgen we meer groen en bomen op het schoolplein?"
    make_question(title=title)
    settings.KENNISSTAD_HOME = tmp_path / "nowhere"
    indexing.index.cache_clear()
    words = {"words": "meer groen en bomen op het schoolplein"}

    pages = [client.post(at("ask"), filled_in(look="1", **words)), client.post(at("look_before"), words)]

    slower = "Wij maken de zoeklijst opnieuw"
    assert [(page_of(page).count(title), page_of(page).count(slower)) for page in pages] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    "words", ["", "\x00", "x" * 100_000, "🚲" * 5000, "\u202e", "a b " * 2000, "AND OR ("]
)
def test_looking_for_like_questions_takes_any_words(client, words):
    assert client.post(at("look_before"), {"words": words}).status_code == 200
    assert client.get(at("ask"), {"words": words[:2000]}).status_code == 200


def test_looking_is_limited_however_it_is_done(client):
    ways = [
        lambda: client.post(at("look_before"), {"words": "bomen"}),
        lambda: client.get(at("ask"), {"words": "bomen"}),
        lambda: client.post(at("ask"), filled_in(look="1")),
    ]

    answers = [ways[number % 3]().status_code for number in range(300)]

    assert answers == [200] * 300
    assert [way().status_code for way in ways] == [429] * 3
    assert client.get(at("ask")).status_code == 200


def test_asking_is_limited_per_network(client):
    # The same words from one network would be one question.
    asked = [filled_in() | {"words": f"Why is street {number} so quiet?"} for number in range(21)]
    answers = [client.post(at("ask"), one).status_code for one in asked]

    assert answers == [302] * 20 + [429]
    assert Question.objects.count() == 20
    assert client.post(at("ask"), filled_in(), REMOTE_ADDR="192.0.2.9").status_code == 302


# Following


def spellings(code: str) -> list[str]:
    return [code, code.upper(), code.replace("-", " "), f"  {code.replace('-', ', ')}. ", code.title()]


def test_a_code_leads_to_its_question_in_any_spelling(client):
    question = make_question()
    code = code_of(question.key, question.code_digest)

    found = [client.post(at("find"), {"code": spelling}) for spelling in spellings(code)]

    assert {(answer.status_code, answer["Location"]) for answer in found} == {(302, follow_page(question))}
    assert [client.get(at("follow", spelling)).status_code for spelling in spellings(code)] == [200] * 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code", ["tulp-1-brug-lamp", "", "\x00", "<script>", "' OR 1=1 --", "٤٨٢١", "x" * 99]
)
def test_an_unknown_code_is_said_to_be_unknown(client, code, language):
    make_question()

    answer = client.post(at("find", language=language), {"code": code})

    (sentence,) = answer.context["form"].errors["code"]
    assert (answer.status_code, sentence in page_of(answer)) == (400, True)
    begins = {
        "nl": ("Deze code kennen wij niet", "Vul uw"),
        "en": ("We do not know this code", "Fill in your"),
    }
    assert str(sentence).startswith(begins[language])


@pytest.mark.parametrize("page", ["follow", "withdraw"])
def test_a_page_of_an_unknown_code_is_not_there(client, page):
    assert client.get(at(page, "tulp-0000-brug-lamp")).status_code == 404


def test_wrong_guesses_are_limited_and_right_codes_never(client):
    question = make_question()

    wrong = [client.get(at("follow", f"tulp-{number:04}-brug-lamp")) for number in range(25)]
    by_form = client.post(at("find"), {"code": "tulp-9999-brug-lamp"})
    right = [client.get(follow_page(question)).status_code for _ in range(25)]

    assert [answer.status_code for answer in wrong] == [404] * 20 + [429] * 5
    assert by_form.status_code == 429
    assert all(3500 < int(answer["Retry-After"]) <= 3600 for answer in (*wrong[20:], by_form))
    assert right == [200] * 25


def test_a_thousand_guesses_find_nothing_and_write_two_rows(client):
    for _ in range(5):
        make_question()

    answers = [client.get(at("follow", f"tulp-{number:04}-brug-lamp")).status_code for number in range(1000)]

    assert (answers.count(404), answers.count(429)) == (20, 980)
    # One counts to the first warning, one to the silence after many more.
    assert (Allowance.objects.count(), Event.objects.count()) == (2, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_asker_s_pages_are_kept_nowhere_and_found_nowhere(client, language):
    question = make_question()

    for page in ("follow", "withdraw"):
        answer = client.get(follow_page(question, page, language=language))
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert answer["Referrer-Policy"] == "same-origin"
    answer = client.post(at("find"), {"code": code_of(question.key, question.code_digest)})
    assert "no-store" in answer["Cache-Control"]


def test_an_addition_is_added_once(client):
    question, form = make_question(), {"key": str(uuid4()), "words": "En ook dit"}

    answers = [client.post(follow_page(question, "add"), form) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {follow_page(question) + "#steps"}
    assert list(Addition.objects.values_list("words", flat=True)) == ["En ook dit"]
    assert Event.objects.filter(kind="question.added-to").count() == 1
    assert "En ook dit" in page_of(client.get(follow_page(question)))


def test_a_key_used_with_one_question_does_not_stand_in_the_way_of_another(client):
    form = {"key": str(uuid4()), "words": "En ook dit"}

    answers = [client.post(follow_page(make_question(), "add"), form).status_code for _ in range(2)]

    assert (answers, Addition.objects.count()) == ([302, 302], 2)


@pytest.mark.parametrize("words", ["", "\x00", "x" * 5001])
def test_an_addition_that_cannot_be_taken_is_said_in_words(client, words):
    answer = client.post(follow_page(make_question(), "add"), {"words": words})

    (sentence,) = answer.context["addition"].errors["words"]
    assert (answer.status_code, sentence in page_of(answer)) == (400, True)
    assert Addition.objects.count() == 0


def test_nothing_is_added_to_what_has_ended(client):
    question = make_question(status=Status.DECLINED)

    assert client.post(follow_page(question, "add"), {"words": "Toch"}).status_code == 409
    assert Addition.objects.count() == 0


def test_only_a_press_withdraws(client):
    question = make_question()
    address = follow_page(question, "withdraw")

    looked = [client.get(address), client.head(address), client.options(address), client.put(address)]
    question.refresh_from_db()
    assert ([answer.status_code for answer in looked], question.status) == ([200, 200, 405, 405], "open")

    pressed = [client.post(address).status_code for _ in range(2)]
    question.refresh_from_db()
    assert (pressed, question.status) == ([302, 409], "withdrawn")


@pytest.mark.parametrize("page", ["add", "say_used"])
def test_looking_at_a_button_does_nothing(client, page):
    assert client.get(follow_page(make_question(), page)).status_code == 405


def given_back() -> Question:
    project = make_project(status="given-back")
    make_result(project)
    return make_question(status=Status.GIVEN_BACK, project=project)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["used", "partly", "not"])
def test_one_press_says_whether_it_was_used(client, answer, language):
    question = given_back()

    pressed = client.post(follow_page(question, "say_used", language=language), {"answer": answer})

    assert pressed["Location"] == follow_page(question, language=language) + "#used"
    assert Use.objects.values_list("answer", "why", "language").get() == (answer, "", language)


@pytest.mark.parametrize(
    "form", [{}, {"answer": "maybe"}, {"answer": "used\x00"}, {"answer": "used", "why": "x" * 2001}]
)
def test_another_answer_is_refused(client, form):
    assert client.post(follow_page(given_back(), "say_used"), form).status_code == 400
    assert Use.objects.count() == 0


def test_an_answer_before_anything_was_given_back_is_too_early(client):
    assert client.post(follow_page(make_question(), "say_used"), {"answer": "used"}).status_code == 409
    assert Use.objects.count() == 0


def test_answers_are_limited(client):
    address = follow_page(given_back(), "say_used")

    pressed = [client.post(address, {"answer": "used"}).status_code for _ in range(21)]

    assert pressed == [302] * 20 + [429]


# What visitors may see


@pytest.mark.parametrize("status", [Status.SENT, Status.WITHDRAWN, Status.DECLINED, Status.REFERRED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_public_has_no_page_and_no_line(client, status, language):
    question = make_question(status=status, title="Geheim", show_words=True)

    assert client.get(at("question", question.pk, language=language)).status_code == 404
    assert b"Geheim" not in client.get(at("questions", language=language)).content


@pytest.mark.parametrize("shown", [True, False])
def test_own_words_are_read_only_where_a_broker_said_so(client, shown):
    question = make_question(words="Bij mij op nummer 12 is het stil", show_words=shown)
    indexing.rebuild()

    pages = [client.get(at(page, *args)) for page, args in (("question", [question.pk]), ("questions", []))]

    assert ["nummer 12" in page_of(page) for page in pages] == [shown, False]


def test_contact_data_are_on_no_page_that_strangers_or_the_asker_open(client):
    sent = client.post(at("ask"), filled_in(**CONTACT))
    question = Question.objects.get()
    question.texts.create(language="nl", title="Een titel")
    Question.objects.update(status=Status.OPEN, show_words=True)

    addresses = [
        at("questions"),
        at("question", question.pk),
        sent["Location"],
        follow_page(question, "withdraw"),
    ]
    pages = [client.get(address) for address in addresses]

    assert [page.status_code for page in pages] == [200] * 4
    found = [value for page in pages for value in CONTACT.values() if value in page_of(page)]
    assert found == []


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DECLINED])
def test_a_question_joined_with_one_that_went_shows_nothing_of_it(client, status):
    other = make_question(title="Ingetrokken titel")
    joined = make_question(status=Status.MERGED, merged_into=other)
    pages = [at("question", joined.pk), follow_page(joined)]
    assert ["Ingetrokken titel" in page_of(client.get(page)) for page in pages] == [True, True]

    Question.objects.filter(pk=other.pk).update(status=status, ended_at=MONDAY)

    assert ["Ingetrokken titel" in page_of(client.get(page)) for page in pages] == [False, False]


ODD = {
    "many": {f"a{number}": "x" for number in range(200)},
    "page that is no number": {"page": "abc"},
    "page beyond": {"page": "99999999999999999999"},
    "page below": {"page": "-1"},
    "endless page": {"page": "9" * 5000},
    "types": {"district": ["a", "b"], "theme": ["1", "2"], "stand": "[]"},
    "NUL": {"district": "\x00", "theme": "a\x00b", "stand": "\x00", "page": "\x00"},
    "long": {"district": "x" * 10_000, "theme": "y" * 10_000, "stand": "z" * 10_000},
    "sql": {"district": "' OR 1=1 --", "theme": "1; DROP TABLE x", "stand": "' UNION SELECT 1"},
    "marks": {"district": "a" + "\u0301\u0323" * 2000},
    "odd names": {"district__name": "x", "<script>": "1", "status": "sent"},
}


@pytest.mark.parametrize("chosen", ODD.values(), ids=ODD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_answers_whatever_is_chosen(client, chosen, language):
    for number in range(25):
        make_question(title=f"Vraag {number}")
    make_question(status=Status.SENT, title="Geheim")

    answer = client.get(at("questions", language=language), chosen)

    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert b"Geheim" not in answer.content


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999999", "-1", "1.5", "1%00", "½"])
def test_a_number_of_no_question_is_not_there(client, pk):
    assert client.get(f"/vragen/{pk}/").status_code == 404


LIST_QUERIES, DETAIL_QUERIES = 10, 9


@pytest.mark.parametrize("count", [3, 60])
def test_pages_take_as_many_queries_however_many_questions(client, count, django_assert_num_queries):
    make_city()
    district = make_district()
    for number in range(count):
        make_question(words=f"Woord {number}", title=f"Stilte in straat {number}", districts=[district])
    indexing.rebuild()
    question = Question.objects.earliest("pk")
    pages = {at("questions"): LIST_QUERIES, at("question", question.pk): DETAIL_QUERIES}
    for page in pages:
        client.get(page)

    for page, number in pages.items():
        with django_assert_num_queries(number, info=page):
            client.get(page)
    assert max(pages.values()) <= 12
