# SPDX-License-Identifier: EUPL-1.2
"""Windows for tests, each with one plain call, and any windows and wishes for laws."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kennisstad.citylab.fit import Size, Wishes
from kennisstad.education.calendar.window import Form, Window

LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Whole calendars take a while to make up."""
TODAY = date(2027, 1, 20)
FEBRUARY = {"closes": date(2027, 1, 15), "starts": date(2027, 2, 1), "ends": date(2027, 6, 30)}
SEPTEMBER = {"closes": date(2027, 4, 15), "starts": date(2027, 9, 1), "ends": date(2028, 1, 28)}


def make_window(**fields: Any) -> Window:
    """Make a window that takes questions until 15 April and starts in September at Hogeschool Leiden."""
    values: dict[str, Any] = {
        "id": 1,
        "course_id": 1,
        "course": {"nl": "Onderzoek", "en": "Research"},
        "institution_id": 1,
        "institution": {"nl": "Hogeschool Leiden", "en": "Hogeschool Leiden"},
        "level": "hbo-bachelor",
        "languages": ("nl",),
        "opens": date(2026, 9, 1),
    }
    return Window(**values | SEPTEMBER | fields)


DAYS = st.dates(date(2026, 6, 1), date(2029, 3, 1)) | st.sampled_from([date(2028, 2, 29), date(2027, 12, 31)])
LONG = st.integers(0, 200).map(timedelta)
LEVELS = ["mbo", "hbo-bachelor"]
TERMS = st.sampled_from([{}, {"nl": "Blok 1", "en": "Block 1"}, {"nl": "Semester 2"}])


@st.composite
def windows(draw: st.DrawFn) -> list[Window]:
    """Draw windows of three institutions that may overlap, cross the year, be full or have said little."""
    return [_window(draw, number) for number in range(draw(st.integers(0, 6)))]


def _window(draw: st.DrawFn, number: int) -> Window:
    starts = draw(DAYS)
    ends, closes = starts + draw(LONG), draw(st.none() | st.just(starts - draw(LONG)) | DAYS)
    return make_window(
        id=number,
        course_id=draw(st.integers(1, 3)),
        institution_id=draw(st.integers(1, 3)),
        term=draw(TERMS),
        form=draw(st.sampled_from(Form)),
        level=draw(st.sampled_from(["", *LEVELS])),
        languages=draw(st.sampled_from([(), ("nl",), ("en",), ("nl", "en")])),
        opens=None if closes is None else closes - draw(LONG),
        closes=closes,
        starts=starts,
        ends=ends,
        presents=draw(st.none() | st.just(ends - timedelta(7))),
        teams_left=draw(st.none() | st.integers(0, 6)),
        hours_per_team=draw(st.none() | st.integers(1, 500)),
        asker_hours=draw(st.none() | st.integers(0, 40)),
        expected=draw(st.booleans()),
    )


WISHES = st.builds(
    Wishes,
    needed_by=st.none() | DAYS,
    asker_hours=st.none() | st.integers(0, 80),
    size=st.none() | st.sampled_from(Size),
    forms=st.sets(st.sampled_from(Form), max_size=2).map(frozenset),
    levels=st.sets(st.sampled_from(LEVELS), max_size=2).map(frozenset),
    languages=st.sampled_from([frozenset(), frozenset({"nl"}), frozenset({"en"})]),
)
