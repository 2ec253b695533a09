# SPDX-License-Identifier: EUPL-1.2
"""One area's ledger: what fits has no hindrance, and one contact more has."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from kennisstad.fieldwork.load.ledger import (
    Hindrance,
    HindranceKind,
    Ledger,
    Stretch,
    Work,
    first_fitting_day,
    hindrances,
    room,
)
from kennisstad.fieldwork.load.terms import term_of

SPRING = Stretch(date(2027, 2, 1), date(2027, 6, 30))
SPRING_TERM = term_of(SPRING.first)
STRETCHES = st.builds(
    lambda first, length: Stretch(first, first + timedelta(days=length)),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(0, 250),
)
WORKS = st.lists(st.builds(Work, STRETCHES, st.integers(0, 80)), max_size=6).map(tuple)
LEDGERS = st.builds(
    Ledger,
    area_id=st.just(1),
    works=WORKS,
    threshold=st.none() | st.integers(0, 150),
    rest_days=st.integers(0, 120),
    pauses=st.lists(STRETCHES, max_size=2).map(tuple),
)


@given(LEDGERS, STRETCHES, st.integers(1, 200))
def test_what_fits_in_the_room_has_no_hindrance_and_anything_more_has(ledger, days, contacts):
    left = room(ledger, days)

    assert (left is None or contacts <= left) == (hindrances(ledger, days, contacts) == [])


@given(LEDGERS, STRETCHES, st.integers(1, 200))
def test_the_first_fitting_day_fits_and_no_earlier_day_does(ledger, days, contacts):
    first = first_fitting_day(ledger, days, contacts)
    length = days.last - days.first

    assume(first is not None)
    assert hindrances(ledger, Stretch(first, first + length), contacts) == []
    earlier = (days.first + timedelta(days=n) for n in range(0, (first - days.first).days, 7))
    assert all(hindrances(ledger, Stretch(day, day + length), contacts) for day in earlier)


@given(LEDGERS, st.builds(Work, STRETCHES, st.integers(0, 80)), STRETCHES)
def test_more_work_never_makes_more_room(ledger, work, days):
    fuller = Ledger(1, (*ledger.works, work), ledger.threshold, ledger.rest_days, ledger.pauses)

    assert (room(fuller, days) or 0) <= (room(ledger, days) or 0)


def test_work_over_the_end_of_a_term_counts_in_full_in_both():
    ledger = Ledger(1, (Work(Stretch(date(2027, 8, 20), date(2027, 9, 10)), 40),), threshold=100)

    assert (ledger.left(SPRING_TERM), ledger.left(SPRING_TERM.following)) == (60, 60)


def test_an_area_rests_after_the_fieldwork_of_a_full_term():
    ledger = Ledger(1, (Work(SPRING, 100),), threshold=100, rest_days=90)
    september = Stretch(date(2027, 9, 1), date(2027, 12, 1))

    assert hindrances(ledger, september, 10) == [Hindrance(1, HindranceKind.RESTING, date(2027, 9, 28))]
    assert first_fitting_day(ledger, september, 10) == date(2027, 9, 29)


def test_an_area_that_was_not_full_does_not_rest():
    ledger = Ledger(1, (Work(SPRING, 99),), threshold=100, rest_days=90)

    assert ledger.rests() == []


def test_a_full_term_says_what_is_left_of_it():
    ledger = Ledger(1, (Work(SPRING, 70),), threshold=100)

    assert hindrances(ledger, SPRING, 30) == []
    assert hindrances(ledger, SPRING, 31) == [
        Hindrance(1, HindranceKind.FULL, SPRING_TERM.last_day, left=30),
    ]


def test_a_pause_holds_until_and_with_its_last_day_whatever_the_limit():
    ledger = Ledger(1, pauses=(Stretch(date(2027, 1, 1), SPRING.first),))
    a_day_later = Stretch(SPRING.first + timedelta(days=1), SPRING.last)

    assert hindrances(ledger, SPRING, 1) == [Hindrance(1, HindranceKind.PAUSED, SPRING.first)]
    assert (room(ledger, SPRING), room(ledger, a_day_later)) == (0, None)


def test_a_pause_that_begins_on_the_last_day_holds_on_it():
    ledger = Ledger(1, pauses=(Stretch(SPRING.last, date(2027, 8, 1)),))

    assert room(ledger, SPRING) == 0


def test_nothing_hinders_a_study_that_asks_nobody_anything():
    assert hindrances(Ledger(1, pauses=(SPRING,)), SPRING, 0) == []


def test_more_than_an_area_ever_bears_fits_on_no_day():
    assert first_fitting_day(Ledger(1, threshold=5), SPRING, 6) is None
