# SPDX-License-Identifier: EUPL-1.2
"""Pairs are learned from what stands together in both languages, and only then."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval.pairing import LEAST_RECORDS, LEAST_WEIGHT, learn_pairs, sentences

WHO = {"huurders": "tenants", "kinderen": "children", "buren": "neighbours", "winkeliers": "shopkeepers"}
DO = {"tellen": "count", "schilderen": "paint", "bezoeken": "visit", "tekenen": "draw"}
WHAT = {"tuin": "garden", "straat": "street", "gracht": "canal", "brug": "bridge"}
SAID = [
    (f"{who} {do} {what}", f"{WHO[who]} {DO[do]} {WHAT[what]}") for who in WHO for do in DO for what in WHAT
]
"""64 short sentences in which every word stands beside every other one, but for its own translation."""


def learned(said) -> dict[tuple[str, str], int]:
    return {(one.dutch_word, one.english_word): one.records for one in learn_pairs([one] for one in said)}


def test_exactly_the_translations_are_learned_with_how_many_records_tell_of_them():
    assert learned(SAID) == dict.fromkeys((*WHO.items(), *DO.items(), *WHAT.items()), 16)


def test_words_in_another_order_are_told_apart_as_well():
    turned = [(dutch, " ".join(reversed(english.split()))) for dutch, english in SAID]

    assert learned(turned) == learned(SAID)


def test_texts_that_say_different_things_teach_nothing():
    others = random.Random(7).sample([english for _, english in SAID], len(SAID))

    assert learned(zip((dutch for dutch, _ in SAID), others, strict=True)) == {}


def test_few_records_teach_nothing():
    assert learned(SAID[: LEAST_RECORDS - 1]) == {}
    assert learned([]) == {}


def test_a_record_counts_once_however_often_it_says_it():
    records = [[(nl, en), (nl, en)] for nl, en in SAID]

    assert {one.records for one in learn_pairs(records)} == {16}


def test_a_word_is_shown_as_people_write_it_most():
    said = [(nl.replace("tuin", "tuinen") if place % 3 else nl, en) for place, (nl, en) in enumerate(SAID)]

    assert learned(said).keys() ^ learned(SAID).keys() == {("tuin", "garden"), ("tuinen", "garden")}


def test_sentences_are_paired_when_there_are_as_many():
    assert sentences("Een. Twee!\nDrie", "One. Two?\n\nThree.") == [
        ("Een.", "One."), ("Twee!", "Two?"), ("Drie", "Three."),
    ]  # fmt: skip
    assert sentences("Een. Twee.", "One and two.") == [("Een. Twee.", "One and two.")]


TEXTS = st.text(alphabet="abcdefg .\n", max_size=60)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=LEAST_RECORDS, max_size=40))
def test_whatever_is_read_weights_are_shares_and_each_pair_stands_once(said):
    found = learn_pairs([one] for one in said)

    assert all(LEAST_WEIGHT <= one.weight < 1 and 0 < one.records <= len(said) for one in found)
    assert len({(one.dutch, one.english) for one in found}) == len(found)
    assert found == learn_pairs([one] for one in said)
