# SPDX-License-Identifier: EUPL-1.2
"""Counting back from the day of loading."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.demo.days import Days, moment_later, scatter, schools_are_closed, way

ZONE = ZoneInfo("Europe/Amsterdam")
JUST_AFTER_MIDNIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
"""In Leiden it is Monday 23 November already."""


def test_days_are_those_of_the_city() -> None:
    days = Days(JUST_AFTER_MIDNIGHT, ZONE)

    assert [days.day(ago) for ago in (1, 0, -1)] == [
        date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24),
    ]  # fmt: skip


def test_a_moment_is_at_that_hour_of_the_city_whatever_the_season() -> None:
    days = Days(JUST_AFTER_MIDNIGHT, ZONE)

    assert days.moment(1, 21) == datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert days.moment(150, 21) == datetime(2026, 6, 26, 19, 0, tzinfo=UTC)


@given(ago=st.integers(0, 1000), hour=st.integers(0, 23), key=st.text())
def test_no_moment_lies_ahead(ago: int, hour: int, key: str) -> None:
    assert Days(JUST_AFTER_MIDNIGHT, ZONE).moment(ago, hour, key) < JUST_AFTER_MIDNIGHT


def test_schools_are_closed_on_weekends_public_holidays_and_at_christmas() -> None:
    days = [date(2026, 12, 18) + timedelta(days=number) for number in range(20)]

    assert [day.isoformat() for day in days if not schools_are_closed(day)] == [
        "2026-12-18", "2027-01-04", "2027-01-05", "2027-01-06",
    ]  # fmt: skip
    assert [schools_are_closed(date(2027, 4, day)) for day in (26, 27, 28)] == [False, True, False]


@pytest.mark.parametrize(
    ("ago", "then"),
    [(-1, date(2026, 11, 24)), (-5, date(2026, 11, 30)), (-32, date(2027, 1, 4)), (1, date(2026, 11, 20))],
)
def test_a_school_day_to_come_is_the_next_and_one_that_has_been_the_last(ago: int, then: date) -> None:
    days = Days(JUST_AFTER_MIDNIGHT, ZONE)

    assert days.day(days.school_day(ago)) == then


@given(ago=st.integers(-400, 400), others=st.sets(st.integers(-400, 400)))
def test_a_school_day_is_open_free_and_on_the_same_side_of_today(ago: int, others: set[int]) -> None:
    days = Days(JUST_AFTER_MIDNIGHT, ZONE)

    found = days.school_day(ago, others)

    assert not schools_are_closed(days.day(found))
    assert found not in others
    assert (found > 0) == (ago > 0)


@given(by=st.integers(0, 1000), room=st.integers(3, 1000), key=st.text())
def test_each_step_of_the_way_is_a_day_later_at_least(by: int, room: int, key: str) -> None:
    sent = by + room
    steps = way(sent, by, key)

    assert sent > steps.answered > steps.proposed > steps.accepted >= by
    assert sent - steps.answered <= 14


@pytest.mark.parametrize(
    ("months", "then"),
    [(3, date(2027, 2, 28)), (12, date(2027, 11, 30)), (36, date(2029, 11, 30))],
)
def test_a_moment_later_is_the_same_day_or_the_last_of_the_month(months: int, then: date) -> None:
    morning = datetime(2026, 11, 30, 8, tzinfo=UTC)

    assert moment_later(morning, months) == morning.replace(then.year, then.month, then.day)


def test_the_last_month_of_a_year_is_met() -> None:
    assert moment_later(datetime(2026, 9, 30, tzinfo=UTC), 3) == datetime(2026, 12, 30, tzinfo=UTC)


@given(st.text(), st.integers(1, 100))
def test_a_scattered_number_stays_the_same_and_in_bounds(key: str, below: int) -> None:
    assert 0 <= scatter(key, below) == scatter(key, below) < below


def test_moments_of_today_were_just_now() -> None:
    days = Days(JUST_AFTER_MIDNIGHT, ZONE)

    assert timedelta(0) < JUST_AFTER_MIDNIGHT - days.moment(0, 9, "any") < timedelta(hours=1)
