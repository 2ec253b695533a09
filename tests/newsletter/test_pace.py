# SPDX-License-Identifier: EUPL-1.2
"""Never faster than asked for, nor slower than could be; a server in trouble is left alone ever longer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.newsletter.pace import Pace, Trouble

ALMOST = 1e-6
RATES = st.floats(0.05, 1_000)
STEPS = st.lists(st.tuples(st.floats(0, 20), st.integers(0, 500)), min_size=1, max_size=30)
"""How long after the one before, and how many are wanted."""
SECONDS = st.integers(1, 1_000)


def taken(pace: Pace, steps: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Give the moment and the count of each step."""
    at_s, counts = 100.0, []
    for later_s, wanted in steps:
        at_s += later_s
        counts.append((at_s, pace.take(wanted, at_s=at_s)))
    return counts


@given(RATES, STEPS)
def test_in_no_stretch_of_time_more_leave_than_its_seconds_and_what_was_saved(rate, steps):
    counts = taken(Pace(rate), steps)

    for first, (begin_s, _count) in enumerate(counts):
        for last, (end_s, _other) in enumerate(counts[first:], first):
            left = sum(count for _at, count in counts[first : last + 1])
            assert left <= (end_s - begin_s) * rate + max(rate, 1.0) + ALMOST


@given(RATES, STEPS)
def test_never_more_leave_than_are_wanted(rate, steps):
    counts = taken(Pace(rate), steps)

    assert all(0 <= count <= wanted for (_at, count), (_later, wanted) in zip(counts, steps, strict=True))


@given(RATES, STEPS, st.integers(0, 500), st.integers(0, 500))
def test_what_is_not_taken_at_once_can_be_taken_right_after(rate, steps, some, others):
    at_once, in_two = Pace(rate), Pace(rate)
    end_s = taken(at_once, steps)[-1][0]
    taken(in_two, steps)

    first = in_two.take(some, at_s=end_s + 1)

    assert first + in_two.take(others, at_s=end_s + 1) == at_once.take(some + others, at_s=end_s + 1)


@given(st.floats(1.5, 200), st.integers(1, 400))
def test_who_asks_often_gets_as_many_as_who_asks_seldom(rate, times):
    """No part of a letter is lost between two questions."""
    pace, step_s = Pace(rate), 0.3 / rate

    count = sum(pace.take(9, at_s=number * step_s) for number in range(times + 1))

    assert abs(count - (1 + times * step_s * rate)) < 1 + ALMOST


@given(st.floats(2, 200))
def test_a_long_silence_saves_up_one_second(rate):
    pace = Pace(rate)
    pace.take(1, at_s=0)

    assert pace.take(10_000, at_s=10_000) == int(rate)


@given(STEPS)
def test_zero_is_no_limit(steps):
    assert [count for _at, count in taken(Pace(0), steps)] == [wanted for _later, wanted in steps]


def quiet_until(trouble: Trouble, at_s: int) -> int:
    """Give the first whole second at which it may be asked again."""
    return next(second for second in range(at_s, at_s + 10_000) if not trouble.asks_for_quiet(at_s=second))


@given(SECONDS, SECONDS, st.integers(2, 12), st.integers(0, 100))
def test_waits_double_up_to_the_longest_and_never_shrink(first, longest, times, later):
    trouble, at_s, waits = Trouble(too_long_s=1e9, first_wait_s=first, longest_wait_s=longest), 0, []
    for _time in range(times):
        trouble.again(at_s=at_s)
        waits.append(quiet_until(trouble, at_s) - at_s)
        at_s += waits[-1] + later

    assert waits == [min(first * 2**number, longest) for number in range(times)]
    assert all(before <= after for before, after in pairwise(waits))


@given(st.lists(st.integers(0, 29), max_size=20))
def test_of_many_that_fail_while_it_is_left_alone_the_first_counts(moments):
    trouble = Trouble(too_long_s=60, first_wait_s=30)
    trouble.again(at_s=0)
    before = vars(trouble).copy()

    for at_s in moments:
        trouble.again(at_s=at_s)

    assert vars(trouble) == before


@given(st.lists(SECONDS, max_size=10), SECONDS)
def test_an_answer_makes_all_forgotten(moments, too_long):
    trouble = Trouble(too_long_s=too_long)
    for at_s in sorted(moments):
        trouble.again(at_s=at_s)

    trouble.over()

    assert trouble == Trouble(too_long_s=too_long)
    assert not trouble.asks_for_quiet(at_s=0)
    assert not trouble.is_too_much(at_s=10**9)


@given(SECONDS, SECONDS, st.lists(SECONDS, max_size=10))
def test_it_is_too_much_exactly_when_it_has_lasted_so_long_since_the_first_time(began, too_long, more):
    trouble = Trouble(too_long_s=too_long)
    assert not trouble.is_too_much(at_s=began + too_long)

    for at_s in sorted([began, *(began + later for later in more)]):
        trouble.again(at_s=at_s)

    assert not trouble.is_too_much(at_s=began + too_long - 1)
    assert trouble.is_too_much(at_s=began + too_long)


@pytest.mark.parametrize("rate", [0.1, 1.0, 50.0])
def test_the_first_letter_leaves_at_once_and_the_second_when_its_time_has_come(rate):
    pace = Pace(rate)

    assert (pace.take(5, at_s=7.0), pace.take(5, at_s=7.0)) == (1, 0)
    assert pace.take(5, at_s=7.0 + 1.001 / rate) == 1
