# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval import Index, terms
from kennisstad.retrieval.analysis import pieces
from kennisstad.retrieval.compounds import parts
from tests.retrieval.making import ids, make

APART = {
    "studentenhuisvesting": ("studenten", "huisvesting"),
    "verkeersveiligheid": ("verkeer", "veiligheid"),
    "geluidsoverlast": ("geluid", "overlast"),
    "buurthuis": ("buurt", "huis"),
    "energiearmoede": ("energie", "armoede"),
    "jeugdwerkloosheid": ("jeugd", "werkloosheid"),
    "kinderfietsen": ("kind", "fietsen"),
    "zonnepanelen": ("zon", "panelen"),
    "bushalte": ("bus", "halte"),
    "regenwateropvang": ("regenwater", "opvang"),
}
WHOLE = [
    "studenten", "kinderen", "onderzoek", "overgewicht", "belangrijk", "openbaar", "gesprekken", "versterken",
    "universiteit", "eenzaamheid", "mentoren", "gemeente", "vrijwilligers", "", "a", "huis", "x" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize(("word", "found"), APART.items())
def test_compound_falls_apart_in_its_two_words(word: str, found: tuple[str, str]) -> None:
    assert pieces(word, "nl") == found


@pytest.mark.parametrize("word", WHOLE)
def test_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert pieces(word, "nl") == ()


def test_english_words_stay_whole() -> None:
    assert terms("housekeeping", "en") == ["housekeep"]


@given(st.text(alphabet="abcdehiknorstuwz", max_size=45))
def test_parts_stand_in_the_word_in_order(word: str) -> None:
    if found := parts(word):
        head, tail = found
        assert word.startswith(head)
        assert word.endswith(tail)
        assert len(head) + len(tail) <= len(word) <= len(head) + len(tail) + 2


def test_compound_and_its_parts_find_each_other(index: Index) -> None:
    index.put(
        [
            make("whole", "studentenhuisvesting"),
            make("parts", "huisvesting voor studenten"),
            make("no", "fiets"),
        ]
    )

    assert ids(index.search({"nl": "studentenhuisvesting"}, limit=5)) == ["whole", "parts"]
    assert sorted(ids(index.search({"nl": "huisvesting voor studenten"}, limit=5))) == ["parts", "whole"]
