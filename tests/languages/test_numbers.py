# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.utils.translation import override

from kennisstad.languages.numbers import beginning, in_letters


@pytest.mark.parametrize(
    ("number", "english", "dutch"),
    [(0, "no", "geen"), (1, "one", "één"), (12, "twelve", "twaalf"), (13, "13", "13"), (-1, "-1", "-1")],
)
def test_small_numbers_are_written_in_letters(number, english, dutch):
    with override("en"):
        assert in_letters(number) == english
    with override("nl"):
        assert in_letters(number) == dutch


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("één dag is vrij.", "Eén dag is vrij."),
        ("eens per jaar", "Eens per jaar"),
        ("12 dagen", "12 dagen"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_that_carries_no_accent(sentence, written):
    assert beginning(sentence) == written
