# SPDX-License-Identifier: EUPL-1.2
"""Terms: every day is in exactly one, and January belongs to the autumn before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.fieldwork.load.terms import Season, Term, term_of, terms_between

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2027, 1, 31), "2026-autumn"),
        (date(2027, 2, 1), "2027-spring"),
        (date(2028, 2, 29), "2028-spring"),
        (date(2027, 8, 31), "2027-spring"),
        (date(2027, 9, 1), "2027-autumn"),
        (date(2027, 12, 31), "2027-autumn"),
    ],
)
def test_a_term_follows_the_academic_year(day, key):
    assert term_of(day).key == key


@given(DAYS)
def test_every_day_is_in_the_term_that_is_given_for_it_and_in_no_other(day):
    term = term_of(day)

    assert term.first_day <= day <= term.last_day
    assert term_of(term.first_day) == term_of(term.last_day) == term
    assert term_of(term.last_day + timedelta(days=1)) == term.following
    assert Term.named(term.key) == term == Term.of(term.year, term.season)


@given(DAYS, st.integers(0, 2000))
def test_terms_between_two_days_touch_and_hold_both(first, length):
    last = first + timedelta(days=length)

    terms = list(terms_between(first, last))

    assert (terms[0], terms[-1]) == (term_of(first), term_of(last))
    assert [term.following for term in terms[:-1]] == terms[1:]


@pytest.mark.parametrize("key", ["", "2026", "2026-summer", "26-autumn", "2026-autumn ", "9999-spring"])
def test_what_is_no_term_is_refused(key):
    with pytest.raises(ValueError, match="is not a term"):
        Term.named(key)


def test_a_term_says_its_season():
    assert Term.of(2027, Season.SPRING).season == Season.SPRING
