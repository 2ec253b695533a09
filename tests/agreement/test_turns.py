# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is, and when enough have signed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.agreement.turns import is_complete, whose_turn

SIGNED = st.lists(st.booleans(), max_size=8)


@pytest.mark.parametrize(
    ("signed", "in_order", "turns"),
    [
        ([False, False], False, [0, 1]),
        ([False, False], True, [0]),
        ([True, False, False], True, [1]),
        ([False, True], False, [0]),
        ([True], True, []),
    ],
)
def test_who_may_sign(signed, in_order, turns):
    assert whose_turn(signed, in_order=in_order) == turns


@pytest.mark.parametrize(
    ("signed", "quorum", "complete"),
    [
        ([], None, False),
        ([True, False], None, False),
        ([True, True], None, True),
        ([True, False], 1, True),
        ([False, False], 1, False),
        ([True, True], 5, True),
    ],
)
def test_enough_is_all_or_as_many_as_was_agreed(signed, quorum, complete):
    assert is_complete(signed, quorum) is complete


@given(SIGNED, st.none() | st.integers(1, 8), st.booleans())
def test_as_long_as_it_is_not_complete_it_is_somebodys_turn(signed, quorum, in_order):
    assert is_complete(signed, quorum) or not signed or whose_turn(signed, in_order=in_order)
