# SPDX-License-Identifier: EUPL-1.2
"""Words that were looked for are shown in the text, and the passage that has most of them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval.marking import Marker


def told(pieces):
    return "".join(f"[{piece.text}]" if piece.is_sought else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("sought", "text", "marked"),
    [
        (["fietsen"], "Een fiets, twee FIETSEN.", "Een [fiets], twee [FIETSEN]."),
        (["fietsenstalling"], "Een stalling voor fietsen", "Een [stalling] voor [fietsen]"),
        (["stalling"], "Een fietsenstalling", "Een [fietsenstalling]"),
        (["cafe"], "In het café’s hoekje", "In het [café’s] hoekje"),
        # A part of both tells nothing.
        (["huisarts"], "Het buurthuis", "Het buurthuis"),
        ([], "Niets", "Niets"),
    ],
)
def test_words_are_marked_in_whatever_form(sought, text, marked):
    assert told(Marker(sought).pieces(text, "nl")) == marked


def test_a_passage_stands_where_most_of_the_words_are():
    text = "fiets " + "woord " * 80 + "hier staat de fiets bij de flat. " + "woord " * 80

    passage = told(Marker(["fiets", "flat"]).passage(text, "nl"))

    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert "hier staat de [fiets] bij de [flat]" in passage


def test_a_short_text_is_its_own_passage():
    assert told(Marker(["x"]).passage(" Kort.\n\nEn  goed. ", "nl")) == "Kort. En goed."


def test_what_stands_on_lines_of_its_own_is_kept_apart():
    said = "Planten van hier.\nKlimaat \n Hogeschool Leiden\n"

    assert told(Marker(["x"]).passage(said, "nl")) == "Planten van hier. Klimaat · Hogeschool Leiden"


@given(st.text(max_size=60), st.text(max_size=400))
def test_pieces_together_are_the_text(sought, text):
    pieces = Marker(sought.split()).pieces(text, "nl")

    assert "".join(piece.text for piece in pieces) == unicodedata.normalize("NFC", text)


@given(st.text(max_size=60), st.text("ab \n", max_size=900))
def test_a_passage_is_never_long(sought, text):
    passage = Marker(["a", *sought.split()]).passage(text, "nl", longest=100)

    assert len("".join(piece.text for piece in passage)) <= 104
