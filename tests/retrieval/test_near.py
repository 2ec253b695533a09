# SPDX-License-Identifier: EUPL-1.2
"""A letter sent twice is known again; two letters about one thing are not the same letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.retrieval.near import are_nearly_the_same, containment, resemblance, runs

LETTER = (
    "Wij geven opgeknapte fietsen aan kinderen, maar na een jaar staat de helft stil in de schuur. "
    "Graag weten wij waarom, want dan kunnen wij daar bij de volgende honderd fietsen iets aan doen."
)
OTHER = (
    "Wij geven opgeknapte computers aan kinderen, en na een jaar weten wij niet wie ze nog gebruikt. "
    "Graag horen wij van u hoe wij daarachter komen."
)


@pytest.mark.parametrize(
    "copy",
    [
        LETTER.upper(),
        LETTER.replace("fietsen aan", "fiétsen, aan"),
        LETTER.replace("schuur", "kelder").replace("Graag", "Heel graag"),
        f"{OTHER} {LETTER} En dan nog iets: de lantaarn voor ons huis brandt al weken niet meer.",
        f"Beste mensen, ik schreef u vorige week al eens. {LETTER} Met vriendelijke groet, een buurvrouw.",
    ],
)
def test_a_copy_with_small_changes_is_nearly_the_same(copy):
    assert are_nearly_the_same(runs(LETTER), runs(copy))


@pytest.mark.parametrize("other", [OTHER, "", "Wij geven fietsen aan kinderen", "?!"])
def test_other_words_about_the_same_are_not(other):
    assert not are_nearly_the_same(runs(LETTER), runs(other))


def test_nothing_is_not_the_same_as_nothing():
    assert not are_nearly_the_same(runs(""), runs(" ... "))


@given(st.text(), st.text())
def test_shares_stay_between_0_and_1_whatever_is_written(left, right):
    one, other = runs(left), runs(right)

    assert 0 <= resemblance(one, other) <= 1
    assert resemblance(one, other) == resemblance(other, one)
    assert containment(one, one | other) in (0, 1)
    assert are_nearly_the_same(one, one) == bool(one)
