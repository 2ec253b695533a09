# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.neighbourhoods.postcode import pc4_of


@pytest.mark.parametrize(
    "text", ["2317", "2317 AB", "2317AB", "2317ab", " 2317  aB ", "2317-AB", "2317\u00a0AB", "2317\tab"]
)
def test_a_postcode_is_read_however_it_is_written(text):
    assert pc4_of(text) == 2317


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "231",
        "23170",
        "0317",
        "2317 A",
        "2317 ABC",
        "AB 2317",
        "2317 1",
        "٢٣١٧",
        "2３17",
        "2317\x00",
    ],
)
def test_anything_else_is_no_postcode(text):
    assert pc4_of(text) is None


@pytest.mark.parametrize(
    "text", ["2317 ÉÉ", "2317" + " " * 100_000 + "x", "9" * 100_000, "2317" + " " * 30 + "AB"]
)
def test_what_is_far_too_long_or_no_letters_of_ours_is_none(text):
    assert pc4_of(text) is None


@given(st.integers(1000, 9999), st.text("abcdefXYZ", min_size=2, max_size=2), st.text(" \t", max_size=5))
def test_letters_and_blanks_do_not_matter(digits, letters, blanks):
    assert pc4_of(f"{blanks}{digits}{blanks}{letters}{blanks}") == digits


@given(st.text())
def test_any_text_is_a_postcode_or_none(text):
    assert pc4_of(text) is None or 1000 <= pc4_of(text) <= 9999
