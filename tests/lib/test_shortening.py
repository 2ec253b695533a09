# SPDX-License-Identifier: EUPL-1.2
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.lib.shortening import in_short


def test_whole_sentences_stay_as_long_as_they_fit():
    words = "Waarom is het zo stil?  Studenten\ntelden een week lang. Nu staat er een bank."

    assert in_short(words) == "Waarom is het zo stil? Studenten telden een week lang. Nu staat er een bank."
    assert in_short(words, most=60) == "Waarom is het zo stil? Studenten telden een week lang."
    assert in_short(words, most=30) == "Waarom is het zo stil?"


def test_a_sentence_that_is_too_long_ends_after_a_word():
    assert in_short("Studenten telden een week lang", most=20) == "Studenten telden…"
    assert in_short("x" * 30, most=20) == "x" * 19 + "…"


@given(st.text(max_size=200), st.integers(2, 100))
def test_it_is_never_longer_and_never_empty_without_reason(words, most):
    short = in_short(words, most=most)

    assert len(short) <= most
    assert bool(short) is bool(words.split())
