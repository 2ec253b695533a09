# SPDX-License-Identifier: EUPL-1.2
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import LANGUAGES, Language, surfaces, terms
from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.stop_words import STOP_WORDS
from kennisstad.retrieval.words import plain, words

SAME = [
    ("nl", "studenten student studentes Studenten STUDENT"),
    ("nl", "eenzaamheid eenzame eenzaam"),
    ("nl", "wijken wijk"),
    ("nl", "jongeren jongere"),
    ("nl", "ideeën ideeen idee"),
    ("nl", "financiële financiele financieel"),
    ("nl", "coördinator coordinator coo\u0308rdinator"),
    ("nl", "auto's auto auto’s"),
    ("nl", "zzp'ers zzp’ers"),
    ("nl", "duurzaamheid duurzame"),
    ("nl", "fiets fietsen fietsende"),  # a noun and a verb, each the other's lemma
    ("nl", "huur huren huurt"),
    ("nl", "ouder ouders"),
    ("nl", "kinderen kind"),
    ("nl", "wijk\u00adcentrum wijkcentrum"),
    ("en", "students student Student's student’s"),
    ("en", "children child"),
    ("en", "universities university"),
    ("en", "cafés cafe café"),
    ("en", "neighbourhoods neighbourhood"),
    ("en", "ﬁre fire"),
]
APART = [
    ("nl", "ouderen ouders"),  # elderly people, parents
    ("nl", "gezondheid zon"),
    ("nl", "gemeente mening"),
    ("nl", "wonen wennen"),
    ("en", "universe university"),
]


@pytest.mark.parametrize(("language", "text"), SAME)
def test_forms_of_one_word_become_one_term(language: Language, text: str) -> None:
    assert len({word_terms(word, language) for word in words(text)}) == 1


@pytest.mark.parametrize(("language", "text"), APART)
def test_other_words_stay_apart(language: Language, text: str) -> None:
    assert len({word_terms(word, language) for word in words(text)}) == 2


def test_terms_keep_order_and_repeats_and_leave_function_words_out() -> None:
    assert terms("Hoe gaat het met de studenten, en waar wonen studenten?", "nl") == [
        "student",
        "won",
        "student",
    ]
    assert terms("What do the students need, and don't they live here?", "en") == ["student", "need", "live"]


def test_text_of_function_words_has_no_terms() -> None:
    assert terms("hoe is het met u, en waarom?", "nl") == []
    assert terms("What's this, and why isn't it yours?", "en") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\0", []),
        ("fiets\0wiel", ["fiet", "wiel"]),
        ("🚲🚲", []),
        ("🚲fiets🚲", ["fiet"]),
        ("\ud800fiets", ["fiet"]),
        ("' '' '''", []),
        ("_fiets_", ["fiet"]),
        ("مُحَمَّد", ["محمد"]),
        ("你好", ["你好"]),
        ("ЩО", ["що"]),
        ("<script>alert('x')</script>", ["script", "alert", "x", "script"]),
        ("AND ( title:fiets* )~2", ["and", "titl", "fiet", "2"]),
    ],
)
def test_odd_texts_give_plain_terms(text: str, found: list[str]) -> None:
    assert terms(text, "nl") == found


@given(text=st.text(st.characters()), language=st.sampled_from(LANGUAGES))
def test_terms_of_any_text_are_short_and_bare(text: str, language: Language) -> None:
    for term in terms(text, language):
        assert 0 < len(term) <= 200
        assert not any(sign.isspace() or sign == "'" for sign in term)
        term.encode()


@given(text=st.text(st.characters()), language=st.sampled_from(LANGUAGES))
def test_surfaces_are_the_words_whose_terms_were_counted(text: str, language: Language) -> None:
    found = surfaces(text, language)

    assert list(found) == list(dict.fromkeys(terms(text, language)))
    assert all(term in terms(word, language) for term, word in found.items())


def test_surfaces_stand_as_first_written() -> None:
    assert surfaces("Eenzaamheid bij Ouderen: eenzame ouderen en auto’s", "nl") == {
        "eenzam": "Eenzaamheid",
        "oudere": "Ouderen",
        "auto": "auto's",
    }


def test_surface_of_an_endless_word_is_cut() -> None:
    assert surfaces("x" * 100_000, "nl") == {"x" * 64: "x" * 64}


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a'" * 50_000, "'" * 100_000, "\u0301" * 100_000, "a\u0301 " * 33_000]
)
def test_long_text_costs_no_more_than_its_length(text: str) -> None:
    began = time.thread_time()
    terms(text, "nl")

    assert time.thread_time() - began < 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_words_stand_in_the_form_in_which_they_are_compared(language: Language) -> None:
    assert [word for word in STOP_WORDS[language] if plain(word) != word or words(word) != [word]] == []
