# SPDX-License-Identifier: EUPL-1.2
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import LANGUAGES, How, Language, Matched, matched, shared_words

Said = dict[Language, str]


def test_shared_words_stand_as_the_right_text_writes_them_in_its_order() -> None:
    asked: Said = {"nl": "Hoe helpen we eenzame ouderen in onze wijk?"}
    course: Said = {"nl": "Eenzaamheid: hoe studenten in Leidse wijken Ouderen ontmoeten", "en": "Loneliness"}

    assert shared_words(asked, course) == ["Eenzaamheid", "wijken", "Ouderen"]


def test_most_telling_word_comes_first() -> None:
    rarities = {"wijk": 1.0, "oudere": 2.0, "eenzam": 9.0}

    def rarity(term: str, language: Language) -> float:
        return rarities[term]

    assert shared_words(
        {"nl": "eenzame ouderen in de wijk"}, {"nl": "wijk, ouderen, eenzaamheid"}, rarity=rarity
    ) == ["eenzaamheid", "ouderen", "wijk"]


def test_word_shared_in_both_languages_is_given_once() -> None:
    both: Said = {"nl": "Student en school", "en": "student and house"}

    assert shared_words(both, both) == ["Student", "school", "house"]


def test_words_of_two_languages_go_together_only_where_no_language_is_common() -> None:
    assert shared_words({"nl": "school"}, {"en": "school"}) == ["school"]
    assert shared_words({"nl": "school"}, {"nl": "fiets", "en": "school"}) == []


def test_a_match_says_how_both_words_go_together() -> None:
    same = matched({"nl": "zoek huisvesting"}, {"nl": "Studentenhuisvesting zoeken"})
    abroad = matched(
        {"nl": "armoede, psychologie en school"},
        {"en": "Poverty, psychology and school"},
        translations=lambda terms, language: {"armoed": [("poverti", 0.5)]},
    )

    assert same == [
        Matched("huisvesting", "Studentenhuisvesting", How.PART),
        Matched("zoek", "zoeken", How.SAME),
    ]
    assert abroad == [
        Matched("armoede", "Poverty", How.TRANSLATION),
        Matched("psychologie", "psychology", How.SOUND),
        Matched("school", "school", How.SAME),
    ]


@given(st.dictionaries(st.sampled_from(LANGUAGES), st.text(st.characters())))
def test_a_text_shares_every_word_with_itself_and_none_with_nothing(texts: dict[Language, str]) -> None:
    assert shared_words(texts, {}) == shared_words({}, texts) == []
    assert len(shared_words(texts, texts)) == len(set(map(str.casefold, shared_words(texts, texts))))
