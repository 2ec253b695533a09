# SPDX-License-Identifier: EUPL-1.2
"""The example's courses are about the academic year we live in."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from kennisstad.demo.files import course_files
from kennisstad.demo.school_years import moved, years_to_move


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 9, 1), 0),
        (date(2027, 8, 31), 0),
        (date(2027, 9, 1), 1),
        (date(2026, 8, 31), -1),
        (date(2031, 1, 1), 4),
    ],
)
def test_a_year_begins_in_september(today: date, years: int) -> None:
    assert years_to_move(today) == years


def test_days_times_and_academic_years_move_and_nothing_else() -> None:
    said = {
        "startDate": "2026-09-01",
        "endDateTime": "2027-01-29T17:00:00+01:00",
        "leap": "2028-02-29",
        "name": [{"value": "Blok 2, 2026-2027"}, {"value": "Kamer 2026-2029"}],
        "code": "SOC-2040",
        "courseId": "2026aaaa-2027-4bbb-8ccc-2026-09-01dd",
        "teams": 2026,
        "active": True,
        "nothing": None,
    }

    assert moved(said, 1) == said | {
        "startDate": "2027-09-01",
        "endDateTime": "2028-01-29T17:00:00+01:00",
        "leap": "2029-02-28",
        "name": [{"value": "Blok 2, 2027-2028"}, {"value": "Kamer 2026-2029"}],
    }
    assert moved(said, 0) is said


@pytest.mark.parametrize("years", [-1, 1, 30])
def test_moving_there_and_back_gives_the_same(years: int) -> None:
    for _key, path in course_files():
        said = json.loads(path.read_text("utf-8"))

        assert moved(moved(said, years), -years) == said


def test_on_every_day_of_the_year_some_courses_take_questions() -> None:
    windows = [_window(offering) for offering in _offerings()]
    first = date(2026, 9, 1)

    for day in (first + timedelta(days=number) for number in range(365)):
        assert sum(opens <= day <= closes for opens, closes in windows) >= 5, day


def _offerings() -> list[dict[str, Any]]:
    bundles = [json.loads(path.read_text("utf-8")) for _key, path in course_files()]
    return [one for said in bundles for one in [*said.get("offerings", ()), *said.get("courseOfferings", ())]]


def _window(offering: dict[str, Any]) -> tuple[date, date]:
    ours = offering["consumer"] if "consumer" in offering else offering["consumers"][0]
    return date.fromisoformat(ours["questionsFrom"]), date.fromisoformat(ours["questionsUntil"])
