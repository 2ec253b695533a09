# SPDX-License-Identifier: EUPL-1.2
"""The laws of the rhythm: never in a weekend, on a public holiday or in a break, and never twice."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education.calendar.holidays import public_days
from kennisstad.newsletter.rhythm import Beat, due_days, next_due, working_day_from

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 60)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))
BEATS = st.builds(Beat, DAYS, st.integers(1, 26), st.lists(SPANS, max_size=4).map(tuple))
YEAR = timedelta(days=366)


@given(BEATS, DAYS)
def test_no_issue_leaves_in_a_weekend_on_a_holiday_or_in_a_break(beat, since):
    due = list(due_days(beat, since, since + YEAR))

    assert [day for day in due if day.isoweekday() > 5] == []
    assert [day for day in due if day in public_days(day, day)] == []
    assert [day for day in due for begins, ends in beat.breaks if begins <= day <= ends] == []


@given(BEATS, DAYS)
def test_each_turn_comes_once_and_in_order(beat, since):
    due = list(due_days(beat, since, since + YEAR))

    assert [(a, b) for a, b in pairwise(due) if a >= b] == []
    # Which turn a day belongs to: the last one that began by then.
    turns = [(day - beat.first_on).days // (7 * beat.weeks) for day in due]
    assert len(set(turns)) == len(turns)


@given(BEATS, DAYS, st.integers(0, 366))
def test_it_is_the_same_from_whichever_day_one_looks(beat, since, later):
    begin = since + timedelta(days=later)

    whole = list(due_days(beat, since, since + 2 * YEAR))

    assert list(due_days(beat, begin, since + 2 * YEAR)) == [day for day in whole if day >= begin]


@given(st.builds(Beat, DAYS, st.integers(1, 26)), DAYS)
def test_without_breaks_no_turn_is_left_out(beat, since):
    since = max(since, beat.first_on)
    turns = {beat.first_on + timedelta(weeks=beat.weeks) * n for n in range(800)}

    expected = {moved for day in turns if since <= (moved := working_day_from(day)) <= since + YEAR}

    assert set(due_days(beat, since, since + YEAR)) == expected


@pytest.mark.parametrize(
    ("own", "moved"),
    [
        (date(2026, 12, 4), date(2026, 12, 4)),
        (date(2026, 12, 5), date(2026, 12, 7)),
        # Christmas 2026 is on a Friday and a Saturday.
        (date(2026, 12, 25), date(2026, 12, 28)),
        # Good Friday 2027, with Easter Monday after it.
        (date(2027, 3, 26), date(2027, 3, 30)),
    ],
)
def test_a_day_off_moves_to_the_next_working_day(own, moved):
    assert working_day_from(own) == moved


def test_what_falls_in_a_break_is_left_out():
    beat = Beat(date(2027, 7, 2), 2, ((date(2027, 7, 10), date(2027, 8, 20)),))

    assert list(due_days(beat, date(2027, 7, 1), date(2027, 9, 30))) == [
        date(2027, 7, 2), date(2027, 8, 27), date(2027, 9, 10), date(2027, 9, 24),
    ]  # fmt: skip


def test_a_day_that_moves_into_a_break_is_left_out():
    saturday = date(2026, 12, 5)
    beat = Beat(saturday, 2, ((date(2026, 12, 7), date(2026, 12, 8)),))

    assert list(due_days(beat, saturday, date(2026, 12, 24))) == [date(2026, 12, 21)]


def test_a_day_that_moved_is_found_from_the_day_that_it_moved_to():
    beat = Beat(date(2026, 12, 5), 2)

    assert next_due(beat, date(2026, 12, 21)) == date(2026, 12, 21)


def test_a_break_without_end_has_no_next_day():
    assert (
        next_due(Beat(date(2027, 7, 2), 2, ((date(2027, 1, 1), date(2090, 1, 1)),)), date(2027, 7, 1)) is None
    )
