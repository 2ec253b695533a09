# SPDX-License-Identifier: EUPL-1.2
"""A question in one language, documents in the other: same words, words that sound alike, translations."""

from collections.abc import Collection, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import LANGUAGES, Document, Index, Language, Text
from kennisstad.retrieval.sounds import sound_keys
from tests.retrieval.making import ids, make

ALIKE = [
    ("psychologie", "psychology"),
    ("muziek", "music"),
    ("universiteit", "university"),
    ("fotografie", "photography"),
    ("school", "school"),
    ("migratie", "migration"),
    ("discussie", "discussion"),
    ("praktisch", "practical"),
    ("activiteiten", "activities"),
    ("ecologie", "ecology"),
]


def english(document_id: str, title: str) -> Document:
    return Document(document_id, "course", {"en": Text(title)})


@pytest.mark.parametrize(("dutch", "english_word"), ALIKE)
def test_words_of_one_origin_sound_alike(dutch: str, english_word: str) -> None:
    assert max(sound_keys(dutch, "nl"), key=len)[:4] == max(sound_keys(english_word, "en"), key=len)[:4]


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_any_word_has_keys_that_weigh_at_most_what_a_word_does(word: str, language: Language) -> None:
    assert 0 < sum(sound_keys(word, language).values()) <= 1


def test_dutch_question_finds_an_english_course_and_the_reverse(index: Index) -> None:
    index.put(
        [
            english("en", "Music and psychology"),
            english("no", "Urban trees"),
            make("nl", "Muziek en psychologie"),
        ]
    )

    assert ids(index.search({"nl": "psychologie van muziek"}, limit=5)) == ["nl", "en"]
    assert ids(index.search({"en": "psychology of music"}, limit=5)) == ["en", "nl"]


def test_translation_finds_what_sounds_otherwise(index: Index) -> None:
    index.put([english("poverty", "Poverty in the city"), english("other", "Rivers")])
    asked: list[tuple[list[str], Language]] = []

    def translations(terms: Collection[str], language: Language) -> Mapping[str, Sequence[tuple[str, float]]]:
        asked.append((list(terms), language))
        return {"armoed": [("poverti", 0.9)]}

    found = index.search({"nl": "armoede"}, limit=5, translations=translations)

    assert (ids(found), asked) == (["poverty"], [(["armoed"], "nl")])
    assert ids(index.search({"nl": "armoede"}, limit=5)) == []


def test_document_with_both_languages_is_found_in_the_language_of_the_question(index: Index) -> None:
    both = Document("both", "course", {"nl": Text("Muziek"), "en": Text("Rivers")})
    index.put([both, english("en", "Music")])

    assert ids(index.search({"nl": "rivier muziek"}, limit=5)) == ["both", "en"]


def test_share_says_how_much_of_the_question_is_covered(index: Index) -> None:
    index.put([make("all", "eenzame ouderen"), make("half", "ouderen fietsen"), make("none", "water")])

    shares = {hit.id: hit.share for hit in index.search({"nl": "eenzame ouderen"}, limit=5)}
    longer = {hit.id: hit.share for hit in index.search({"nl": "eenzame ouderen zoeken gezelschap"}, limit=5)}

    assert 0 < shares["half"] < shares["all"] <= 1
    assert longer["all"] < shares["all"]


def test_words_side_by_side_go_before_the_same_words_apart(index: Index) -> None:
    index.put([make("a", "groene rustige straat stad"), make("b", "rustige groene straat stad")])

    assert ids(index.search({"nl": "groene straat"}, limit=5)) == ["b", "a"]
