# SPDX-License-Identifier: EUPL-1.2
"""Months later or before, for everything that counts in months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.lib.months import months_later


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-1000, 1000))
def test_months_end_in_the_right_month_on_the_same_day_or_its_last(day, months):
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).month != later.month)


def test_a_month_later_is_the_same_day_or_the_last_of_the_month():
    assert [months_later(date(2026, 11, 30), months) for months in (1, 3, 12, -9)] == [
        date(2026, 12, 30),
        date(2027, 2, 28),
        date(2027, 11, 30),
        date(2026, 2, 28),
    ]


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 31), -1)])
def test_a_day_that_no_calendar_has_is_refused(day, months):
    with pytest.raises(OverflowError):
        months_later(day, months)
