# SPDX-License-Identifier: EUPL-1.2
"""Whose school year holds where, which days it takes, and which term something is given in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education.calendar.holding import Place, free_days, held, steps, term_of
from kennisstad.education.calendar.years import Origin, Year
from tests.education.calendar.making import BLOCK, EXCEPTION, HOLIDAY, SEMESTER, YEAR, term

FACULTY, MASTER = 7, "master"
OWN_MASTERS = Place(1, FACULTY, MASTER)
NEAREST = [OWN_MASTERS, Place(1, FACULTY), Place(1, None, MASTER), Place(1)]
"""All whose calendar may hold for the masters of a faculty, the nearest first."""
PLACES = st.sampled_from([*NEAREST, Place(1, 8), Place(1, None, "bachelor"), Place(2), Place(2, FACULTY)])
NUMBERS = [2026, 2027, 2028]


def make_year(number, *terms, **more):
    return Year(**{"year": number, "terms": terms, "origin": Origin.FORM} | more)


CALENDARS = st.dictionaries(
    PLACES,
    st.dictionaries(
        st.sampled_from(NUMBERS), st.integers(1, 99).map(lambda version: make_year(2026, version=version))
    ),
)


def test_the_faculty_goes_before_the_level_and_the_level_before_the_institution():
    assert steps(OWN_MASTERS, exempt=False) == NEAREST
    assert steps(OWN_MASTERS, exempt=True) == NEAREST[:2]
    assert steps(Place(1), exempt=False) == [Place(1)]


@given(CALENDARS, PLACES, st.booleans())
def test_the_nearest_calendar_of_each_year_holds(calendars, place, exempt):
    found = held(calendars, place, exempt=exempt)

    for number in NUMBERS:
        has_it = [step for step in steps(place, exempt=exempt) if number in calendars.get(step, {})]
        assert found.get(number) == (calendars[has_it[0]][number] if has_it else None)


@given(CALENDARS, st.sampled_from(range(1, 4)), st.sampled_from(NUMBERS))
def test_what_is_further_off_changes_nothing_where_something_nearer_holds(calendars, further, number):
    near = {NEAREST[further - 1]: {number: make_year(number)}}
    before = held(calendars | near, OWN_MASTERS, exempt=False)
    more = {NEAREST[further]: calendars.get(NEAREST[further], {}) | {number: make_year(number, version=9)}}

    assert held(calendars | near | more, OWN_MASTERS, exempt=False)[number] == before[number]


@given(CALENDARS, PLACES)
def test_an_exempt_faculty_goes_by_no_calendar_but_its_own(calendars, place):
    own = {step: years for step, years in calendars.items() if step.department_id == place.department_id}

    assert held(calendars, place, exempt=True) == held(own, place, exempt=True)


def test_holidays_and_exceptions_take_days_and_blocks_do_not():
    week = term(HOLIDAY, "2027-02-22", "2027-02-26")
    exams = term(EXCEPTION, "2027-03-01", "2027-03-02")
    years = {2026: make_year(2026, week, exams, term(BLOCK, "2027-02-01", "2027-06-25"))}

    found = free_days({Place(1): years, Place(2): {}}, date(2027, 2, 25), date(2027, 3, 1))

    assert found == {
        Place(1): {date(2027, 2, 25), date(2027, 2, 26), date(2027, 3, 1)},
        Place(2): set(),
    }


@pytest.mark.parametrize(
    ("starts", "ends", "name"),
    [
        ("2026-09-07", "2026-10-23", "Blok 1"),
        ("2026-09-14", "2026-10-16", "Blok 1"),
        ("2026-11-09", "2026-12-11", "Blok 2"),
        ("2026-09-01", "2027-01-22", "Semester 1"),
        ("2027-02-08", "2027-07-02", "Semester 2"),
        ("2026-09-07", "2027-06-25", None),
        ("2026-09-07", "2026-09-11", None),
        ("2026-09-01", "2028-01-22", None),
        ("2027-07-01", "2027-08-20", None),
        ("2026-12-21", "2027-01-03", None),
    ],
)
def test_a_course_is_of_the_semester_or_block_that_it_is_most_like(starts, ends, name):
    found = term_of(date.fromisoformat(starts), date.fromisoformat(ends), [make_year(2026, *YEAR)])

    assert (found and found.names["nl"]) == name


def test_a_term_without_a_name_names_nothing():
    nameless = make_year(2026, term(SEMESTER, "2026-09-07", "2027-01-29"))

    assert term_of(date(2026, 9, 7), date(2027, 1, 29), [nameless]) is None


@given(st.dates(date(2026, 8, 1), date(2027, 8, 1)), st.integers(0, 300), st.permutations(YEAR))
def test_the_order_of_terms_does_not_matter_to_the_one_that_is_found(starts, days, terms):
    ends = starts + timedelta(days)

    assert term_of(starts, ends, [make_year(2026, *terms)]) == term_of(starts, ends, [make_year(2026, *YEAR)])
