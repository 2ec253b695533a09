# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education.oeapi.values import (
    Misfit,
    day,
    identifier,
    language_of,
    number,
    reference,
    shown,
)
from kennisstad.lib.cleaning import cleaned, one_line

ZONE = ZoneInfo("Europe/Amsterdam")


def test_clean_text_keeps_every_script_and_markup_and_drops_what_no_text_needs():
    assert cleaned("  Één\r\ntwee\rdrie\t🌷 مرحبا <b>\x00\x1b[2J\u202egnp\ud800 ") == (
        "Één\ntwee\ndrie\t🌷 مرحبا <b>[2Jgnp"
    )
    assert one_line("a\n  b\tc") == "a b c"
    assert one_line(12) == ""


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_can_be_stored_and_is_clean_already(text):
    once = cleaned(text)

    assert "\x00" not in once
    assert cleaned(once) == once
    assert once.encode().decode() == once


def test_a_strangers_value_is_quoted_short_and_on_one_line():
    assert shown("x" * 100_000) == f"“{'x' * 60}…”"
    assert shown("\x1b[31m\nred") == "“[31m red”"
    assert shown({"a": 1}) == "“{'a': 1}”"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("nl", "nl"),
        ("nl-NL", "nl"),
        ("nld", "nl"),
        ("dut", "nl"),
        ("EN-gb", "en"),
        ("eng", "en"),
        ("de-DE", "de"),
        ("pap", "pap"),
        ("nederlands", ""),
        ("", ""),
        (None, ""),
        (["nl"], ""),
    ],
)
def test_language_of_a_tag(tag, language):
    assert language_of(tag) == language


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-08-31T22:00:00Z", date(2026, 9, 1)),
        ("2026-08-31T21:59:59Z", date(2026, 8, 31)),
        ("2026-09-01T00:00:00+02:00", date(2026, 9, 1)),
        ("2026-09-01t00:00:00.123456789z", date(2026, 9, 1)),
        ("2026-09-01T23:59", date(2026, 9, 1)),
        (None, None),
    ],
)
def test_a_day_is_the_day_it_is_here(value, found):
    assert day({"on": value}, "on", zone=ZONE) == found


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "2026-02-30",
        "2026-13-01",
        "20260901",
        "2026-W36-2",
        "01-09-2026",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "2026-09-01T25:00:00Z",
        "2026-09-01" + " " * 100_000,
        20260901,
        True,
        ["2026-09-01"],
    ],
)
def test_what_is_no_day_is_said_to_be_none(value):
    with pytest.raises(Misfit, match=r"^on “.{0,61}” is not a date$"):
        day({"on": value}, "on", zone=ZONE)


def test_numbers_are_whole_and_above_zero():
    assert [number({"teams": value}, "teams") for value in (None, 1, 12.0, 10_000)] == [None, 1, 12, 10_000]
    for value in (0, -1, 1.5, True, "6", 10_001, float("nan"), float("inf"), [6]):
        with pytest.raises(Misfit, match=r"^teams “.*” is not a whole number from 1 to 10000$"):
            number({"teams": value}, "teams")


def test_an_id_can_stand_in_an_address():
    capitals = "AAAAAAAA-0000-4000-8000-00000000000B"

    assert identifier("c1.v2_a~b:9", of="courseId") == "c1.v2_a~b:9"
    assert identifier(capitals, of="courseId") == capitals.lower()
    for value in ("..", "../x", "a/b", "a b", "a\n", "?", "é", "x" * 101, 12, {"a": 1}):
        with pytest.raises(Misfit, match=r"^courseId “.*” is not an id$"):
            identifier(value, of="courseId")
    for value in (None, ""):
        with pytest.raises(Misfit, match=r"^it has no courseId$"):
            identifier(value, of="courseId")


def test_another_record_is_named_by_id_or_stands_there_whole():
    items = [
        {"courseId": "c1"},
        {"course": "c1"},
        {"course": {"courseId": "c1", "name": []}},
        {"course": None},
    ]

    assert [reference(item, "course") for item in items] == ["c1", "c1", "c1", ""]
