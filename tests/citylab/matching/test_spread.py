# SPDX-License-Identifier: EUPL-1.2
"""Who was asked often lets nearly as good ones go first, and nobody worse."""

from hypothesis import given
from hypothesis import strategies as st

from kennisstad.citylab.matching.spread import spread

NEAR = 0.05
SCORES = st.lists(st.integers(0, 100).map(lambda n: n / 100), max_size=12)
LOADS = st.dictionaries(st.integers(0, 11).map(str), st.integers(0, 9))


def pairs(scores):
    return [(str(number), score) for number, score in enumerate(sorted(scores, reverse=True))]


@given(SCORES, LOADS)
def test_nobody_comes_after_one_that_is_clearly_worse(scores, load):
    placed = spread(pairs(scores), load=load, near=NEAR)

    assert sorted(placed) == sorted(pairs(scores))
    assert [
        (before, after)
        for place, before in enumerate(placed)
        for after in placed[place:]
        if after[1] - before[1] > NEAR
    ] == []


@given(SCORES)
def test_without_load_the_order_stays(scores):
    assert spread(pairs(scores), load={}, near=NEAR) == pairs(scores)


@given(SCORES, LOADS)
def test_the_first_is_the_least_asked_of_those_nearly_as_good(scores, load):
    ranked = pairs(scores)
    near = [load.get(one, 0) for one, score in ranked if ranked[0][1] - score <= NEAR]

    assert [load.get(one, 0) for one, _ in spread(ranked, load=load, near=NEAR)[:1]] == sorted(near)[:1]
