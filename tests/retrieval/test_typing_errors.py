# SPDX-License-Identifier: EUPL-1.2
"""Words that somebody may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval.typing_errors import edits, letters_of, meant

KNOWN = [
    (word, n, letters_of(word)) for n, word in enumerate(["fiets", "fietsen", "duurzaamheid", "eenzaamheid"])
]
WORDS = st.text("abcé", max_size=8)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("feits", ["fiets"]),
        ("fietssen", ["fietsen"]),
        ("duurzamhied", ["duurzaamheid"]),
        # Four letters: too many words are one edit away.
        ("fiet", []),
        # Seven letters and two edits.
        ("fiotson", []),
        ("12345", []),
        ("x" * 10_000, []),
        ("", []),
    ],
)
def test_the_nearest_words_are_meant(typed, words):
    assert meant(typed, KNOWN) == words


def test_of_words_as_near_the_one_that_more_documents_have_comes_first():
    known = [("banken", 1, letters_of("banken")), ("banden", 9, letters_of("banden"))]

    assert meant("banren", known) == ["banden", "banken"]


@given(WORDS, WORDS)
def test_edits_are_a_distance(one, other):
    there = edits(one, other, 20)

    assert there == edits(other, one, 20)
    assert (there == 0) == (one == other)
    assert abs(len(one) - len(other)) <= there <= max(len(one), len(other))


@given(WORDS, WORDS, st.integers(1, 3))
def test_the_quick_look_at_letters_loses_no_word_that_is_near(one, other, most):
    if edits(one, other, most) <= most:
        assert (letters_of(one) ^ letters_of(other)).bit_count() <= 2 * most
        assert abs(len(one) - len(other)) <= most
