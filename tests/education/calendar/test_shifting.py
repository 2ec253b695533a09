# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education.calendar.shifting import (
    a_year_later,
    named_later,
    same_date_later,
    school_year,
    weeks_in,
)

DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 1), 2026),
        (date(2027, 7, 31), 2026),
        (date(2027, 1, 1), 2026),
        (date(2028, 2, 29), 2027),
    ],
)
def test_a_school_year_runs_from_august(day, year):
    assert school_year(day) == year


@given(DAYS)
def test_a_year_later_is_the_same_weekday_of_the_same_week(day):
    now, later = day.isocalendar(), a_year_later(day).isocalendar()

    assert later.weekday == now.weekday
    assert later[:2] == ((now.year + 1, now.week) if now.week < 53 else (now.year + 2, 1))


@given(DAYS, DAYS)
def test_what_comes_later_does_not_come_earlier_a_year_on(one, other):
    first, last = sorted((one, other))

    assert a_year_later(first) <= a_year_later(last)


def test_a_break_over_new_year_stays_one_after_a_year_of_53_weeks():
    assert (a_year_later(date(2026, 12, 21)), a_year_later(date(2027, 1, 3))) == (
        date(2027, 12, 27),
        date(2028, 1, 9),
    )


def test_leap_day_has_a_year_after_it():
    assert a_year_later(date(2028, 2, 29)) == date(2029, 2, 27)
    assert same_date_later(date(2028, 2, 29)) == date(2029, 2, 28)
    assert same_date_later(date(2026, 10, 3)) == date(2027, 10, 3)


@given(st.integers(2000, 2100))
def test_the_weeks_of_a_year_fill_it(year):
    first = date.fromisocalendar(year, 1, 1)
    assert first + timedelta(weeks=weeks_in(year)) == date.fromisocalendar(year + 1, 1, 1)


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("Blok 1, 2026-2027", "Blok 1, 2027-2028"),
        ("Blok 1 2026/27", "Blok 1 2027/28"),
        ("Lente 2099-00", "Lente 2100-01"),
        ("Project 2030-2040", "Project 2030-2040"),
        ("Blok 4", "Blok 4"),
    ],
)
def test_a_name_moves_along_with_its_year(name, later):
    assert named_later(name) == later
