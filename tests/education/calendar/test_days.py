# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education.calendar.days import working_days
from kennisstad.education.calendar.holidays import Holiday, easter, public_days, public_holidays

DAYS = st.dates(date(2000, 1, 1), date(2098, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 800)).map(lambda said: (said[0], said[0] + timedelta(days=said[1])))
EASTERS = [
    # As the Nederlandse Zondagsdagen and every almanac have them; the earliest and latest that can be, too.
    (1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2024, (3, 31)),
    (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2028, (4, 16)), (2029, (4, 1)), (2038, (4, 25)),
]  # fmt: skip


@pytest.mark.parametrize(("year", "day"), EASTERS)
def test_easter(year, day):
    assert easter(year) == date(year, *day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_holidays_of_2027_stand_in_order():
    assert public_holidays(2027) == {
        Holiday.NEW_YEAR: date(2027, 1, 1),
        Holiday.GOOD_FRIDAY: date(2027, 3, 26),
        Holiday.EASTER_MONDAY: date(2027, 3, 29),
        Holiday.KINGS_DAY: date(2027, 4, 27),
        Holiday.LIBERATION_DAY: date(2027, 5, 5),
        Holiday.ASCENSION: date(2027, 5, 6),
        Holiday.WHIT_MONDAY: date(2027, 5, 17),
        Holiday.CHRISTMAS: date(2027, 12, 25),
        Holiday.SECOND_CHRISTMAS: date(2027, 12, 26),
    }


def test_kings_day_gives_way_to_a_sunday():
    assert public_holidays(2025)[Holiday.KINGS_DAY] == date(2025, 4, 26)


def test_public_days_cross_the_year_and_count_both_ends():
    assert public_days(date(2026, 12, 25), date(2027, 1, 1)) == {
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 1, 1),
    }


@pytest.mark.parametrize(
    ("first", "last", "free", "count"),
    [
        (date(2026, 11, 30), date(2026, 11, 30), [], 1),
        (date(2026, 11, 28), date(2026, 11, 29), [], 0),
        (date(2026, 12, 1), date(2026, 11, 30), [], 0),
        # Christmas is a Friday, Boxing Day a Saturday, New Year a Friday.
        (date(2026, 12, 21), date(2027, 1, 3), [], 8),
        (date(2028, 2, 28), date(2028, 3, 1), [], 3),
        (date(2026, 9, 28), date(2026, 10, 4), [date(2026, 10, 2), date(2026, 10, 3)], 4),
        (date(2026, 12, 21), date(2026, 12, 25), [date(2026, 12, 25)], 4),
    ],
)
def test_working_days(first, last, free, count):
    assert working_days(first, last, free) == count


@given(SPANS, st.lists(DAYS, max_size=5))
def test_working_days_are_what_one_counts_by_hand(span, free):
    first, last = span
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    off = public_days(first, last) | set(free)

    assert working_days(first, last, free) == sum(1 for day in days if day.weekday() < 5 and day not in off)
