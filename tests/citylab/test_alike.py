# SPDX-License-Identifier: EUPL-1.2
"""Was it asked before? With the passages that say so, copies known again, and public words only."""

import pytest

from kennisstad.audit.actions import record
from kennisstad.citylab.alike import asked_before, copies_of, likes_of
from kennisstad.citylab.models import Status
from tests.making import MONDAY, make_district, make_project, make_question, make_result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
BODY = "Vroeger was het daar druk. Kinderen spelen bijna nooit meer op het pleintje achter de flat. Jammer!"
LETTER = (
    "Waarom spelen kinderen bijna nooit meer op het pleintje achter onze flat, terwijl er een glijbaan is?"
)


def changed(*records):
    """Write a journal line for records that a test made behind the actions' back."""
    for one in records:
        record("test.changed", subject=one, by_id=None, at=MONDAY)


def fill():
    """Open some questions about other things, so that words differ in how much they tell."""
    others = [make_question(title=f"Wie helpt met brieven van de gemeente, deel {n}?") for n in range(4)]
    changed(*others)


def test_the_two_sentences_that_are_most_alike_come_with_the_words_that_are_shared():
    fill()
    changed(make_question(title="Een leeg pleintje", body=BODY))

    like = asked_before(f"Goedemiddag. {LETTER}", language="nl")[0]

    assert like.passage.asked == LETTER
    assert like.passage.found == "Kinderen spelen bijna nooit meer op het pleintje achter de flat."
    marked = [words for words, shared in like.passage.found_pieces if shared]
    assert {"Kinderen", "spelen", "pleintje", "flat"} <= set(marked)
    assert "".join(words for words, _ in like.passage.found_pieces) == like.passage.found


def test_a_record_in_the_other_language_alone_is_found_with_translations():
    fill()
    question = make_question(title=None)
    question.texts.create(language="en", title="Why do children no longer play on the square?")
    changed(question)
    known = {"kind": [("children", 0.9), ("child", 0.9)], "spel": [("play", 0.9)], "plein": [("squar", 0.9)]}

    found = asked_before(
        "Kinderen spelen op het plein?", language="nl", translations=lambda _terms, _lang: known
    )

    assert [like.record for like in found] == [question]
    assert found[0].passage.languages == ("nl", "en")
    assert asked_before("Kinderen spelen op het plein?", language="nl") == []


def test_of_what_is_as_much_alike_the_same_district_comes_first():
    fill()
    area = make_district()
    elsewhere = make_question(title="Waar spelen kinderen op een pleintje?")
    there = make_question(title="Waar spelen kinderen op een pleintje?", districts=[area])
    changed(make_question(title="Waar spelen kinderen op een pleintje?"))
    changed(there, elsewhere)

    found = {
        bool(codes): [(like.record, like.same_place) for like in asked_before(LETTER, districts=codes)]
        for codes in ([area.code], [])
    }

    assert found[True][0] == (there, True)
    assert [place for _, place in found[True]] == [True, False, False]
    assert {one for _, one in found[False]} == {False}


def test_a_result_from_the_same_district_says_so():
    fill()
    area = make_district()
    project = make_project(status="handed-over")
    project.districts.add(area)
    make_result(project, title="Kinderen spelen waar anderen spelen, op het pleintje bij de flat")
    question = make_question(title="Waar spelen kinderen, op welk pleintje bij de flat?", districts=[area])
    changed(project, question)

    assert [(like.kind, like.same_place) for like in likes_of(question)] == [("result", True)]


@pytest.mark.parametrize("may_be_read", [True, False])
def test_the_same_letter_is_known_again_where_its_words_may_be_read(may_be_read):
    fill()
    title = "Waarom spelen kinderen niet op het pleintje achter de flat?"
    open_ = make_question(title=title, words=LETTER, show_words=may_be_read)
    changed(open_)

    again = LETTER.replace("onze", "mijn").replace("Waarom", "Hallo! Waarom")

    assert [(like.record, like.is_copy) for like in asked_before(again)] == [(open_, may_be_read)]


def test_a_copy_that_nobody_opened_yet_is_told_to_the_desk_alone():
    fill()
    first = make_question(words=LETTER, status=Status.SENT)
    second = make_question(words=f"{LETTER} Groeten!", status=Status.SENT)
    changed(first, second)

    assert copies_of(second) == [first]
    assert copies_of(make_question(words="Heel iets anders dan wie dan ook vroeg", status=Status.SENT)) == []
    assert asked_before(LETTER, language="nl") == []


def test_the_passages_are_marked_on_the_page_and_stay_words(client):
    fill()
    changed(make_question(title="Pleintje", body="<b>Kinderen</b> spelen bijna nooit meer op het pleintje."))

    page = client.get("/vragen/stellen/", {"words": LETTER + " <i>"}).content.decode()

    assert "<mark>pleintje</mark>" in page
    assert "&lt;b&gt;<mark>Kinderen</mark>&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "de het een",
        "a",
        "x" * 100_000,
        "kinderen spelen pleintje " * 4_000,
        "AND (",
        "*",
        "title:kind",
        "(a+)+$",
        "مرحبا",
        "孩子们在哪里玩",
        "Waar spelen the children on het pleintje?",
        "\x00",
    ],
)
def test_any_words_get_an_answer(words):
    fill()
    changed(make_question(title="Waar spelen kinderen op een pleintje?"))

    assert all(like.passage is None or like.passage.found for like in asked_before(words))
