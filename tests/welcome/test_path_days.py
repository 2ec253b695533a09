# SPDX-License-Identifier: EUPL-1.2
"""The laws of days: by when, and which days cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.welcome.path import Term, days_left, due_on, fault_in

TODAY = date(2026, 11, 29)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
TERMS = st.builds(
    Term,
    st.sampled_from(["arrival", "departure"]),
    st.integers(-1000, 1000),
    st.sampled_from(["day", "month"]),
)


@given(TERMS, DAYS, DAYS)
def test_a_term_is_counted_from_its_own_day_alone(term, arrival, departure):
    other = {"arrival": (arrival, None), "departure": (None, departure)}[term.anchor]

    assert due_on(term, arrival, departure) == due_on(term, *other)
    assert due_on(term, *reversed([departure, arrival])) == due_on(term, arrival, departure)


@given(TERMS, DAYS)
def test_without_the_day_it_is_counted_from_there_is_no_last_day(term, day):
    without = (None, day) if term.anchor == "arrival" else (day, None)

    assert due_on(term, *without) is None
    assert due_on(None, day, day) is None


@given(DAYS, DAYS, st.integers(-1000, 1000), st.sampled_from(["day", "month"]))
def test_whoever_comes_later_is_never_due_earlier(one, two, number, unit):
    first, last = sorted((one, two))
    term = Term("arrival", number, unit)

    assert due_on(term, first, None) <= due_on(term, last, None)


@given(DAYS, st.integers(-1000, 1000))
def test_days_left_count_down_to_the_last_day(day, number):
    due = due_on(Term("arrival", number, "day"), day, None)

    assert days_left(due, day) == number


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term("arrival", 5, "day"), date(2027, 1, 20)),
        (Term("arrival", 4, "month"), date(2027, 5, 15)),
        (Term("arrival", -3, "month"), date(2026, 10, 15)),
        (Term("departure", 0, "day"), date(2028, 8, 31)),
        (Term("departure", -6, "month"), date(2028, 2, 29)),
    ],
)
def test_examples(term, due):
    assert due_on(term, date(2027, 1, 15), date(2028, 8, 31)) == due


@pytest.mark.parametrize(
    ("arrival", "departure", "fault"),
    [
        (None, None, "none"),
        (date(1800, 1, 1), None, "arrival-too-early"),
        (date(9999, 12, 31), None, "arrival-too-late"),
        (None, date(9999, 12, 31), "departure-too-late"),
        (None, date(1800, 1, 1), "departure-first"),
        (date(2027, 1, 15), date(2027, 1, 14), "departure-first"),
        (date(2027, 1, 15), date(2027, 1, 15), None),
        (date(2006, 1, 1), None, None),
        (None, date(2030, 1, 1), None),
    ],
)
def test_days_that_cannot_be(arrival, departure, fault):
    assert fault_in(arrival, departure, TODAY) == fault


@given(st.none() | st.dates(), st.none() | st.dates(), st.none() | TERMS)
def test_days_without_a_fault_can_always_be_worked_out(arrival, departure, term):
    if fault_in(arrival, departure, TODAY) is None:
        due_on(term, arrival, departure)
