# SPDX-License-Identifier: EUPL-1.2
"""When a question fits, by example; the words come elsewhere."""

from datetime import date, timedelta
from time import process_time

import pytest

from kennisstad.citylab.fit import Bar, Cause, Outcome, ShutBy, Shutting, Size, Wishes, fit
from kennisstad.education.calendar.holding import Place
from kennisstad.education.calendar.window import Form
from tests.citylab.fit.making import FEBRUARY, SEPTEMBER, TODAY, make_window


def outcomes(wishes, *windows, today=TODAY):
    return [one.outcome for one in fit(wishes, windows, today=today)]


def only(wishes, window, today=TODAY):
    (found,) = fit(wishes, [window], today=today)
    return found


def test_too_late_for_february_names_september_with_its_last_day():
    september, february = make_window(id=2), make_window(id=1, **FEBRUARY)

    late, fits = fit(Wishes(), [september, february], today=TODAY)

    assert (late.outcome, late.bars) == (Outcome.TOO_LATE, (Bar(Cause.CLOSED, on=date(2027, 1, 15)),))
    assert (late.next, fits.outcome) == (fits.way, Outcome.FITS)
    assert (fits.way.window, fits.way.last_day, fits.way.answer_on) == (
        september,
        date(2027, 4, 15),
        date(2028, 1, 28),
    )


def test_the_last_day_is_still_in_time_and_the_day_after_is_not():
    window = make_window()

    last_day = only(Wishes(), window, today=window.closes)

    assert (last_day.outcome, last_day.way.days_left) == (Outcome.FITS, 1)
    assert only(Wishes(), window, today=window.closes + timedelta(1)).outcome == Outcome.TOO_LATE


def test_working_days_left_leave_out_the_days_on_which_that_faculty_is_free():
    monday, friday = date(2027, 2, 22), date(2027, 3, 5)
    places = [Place(1, None, "master"), Place(2, 7, "master"), Place(2, 8, "master"), Place(3, 7, "")]
    windows = [
        make_window(
            id=number,
            institution_id=place.partner_id,
            department_id=place.department_id,
            level=place.level,
            closes=friday,
            term={"nl": f"Blok {number}"},
        )
        for number, place in enumerate(places)
    ]
    holiday = {monday + timedelta(days) for days in range(5)}

    fits = fit(Wishes(), windows, today=monday, free={places[1]: holiday, Place(3): holiday})

    assert [one.way.days_left for one in fits] == [10, 5, 10, 10]


NEVER = [
    (Wishes(forms={Form.THESIS, Form.MINOR}), {}, Bar(Cause.FORM, words=("course",))),
    (Wishes(levels={"mbo"}), {}, Bar(Cause.LEVEL, words=("hbo-bachelor",))),
    (Wishes(languages={"en"}), {}, Bar(Cause.LANGUAGE, words=("nl",))),
    (Wishes(asker_hours=9), {"asker_hours": 10}, Bar(Cause.HOURS, number=10, of=9)),
    (Wishes(size=Size.LARGE), {"hours_per_team": 90}, Bar(Cause.SIZE, number=5, of=4)),
    (
        Wishes(needed_by=date(2028, 1, 20)),
        {"presents": date(2028, 1, 21)},
        Bar(Cause.NEEDED_BY, on=date(2028, 1, 21)),
    ),
]


@pytest.mark.parametrize(("wishes", "fields", "bar"), NEVER, ids=lambda part: getattr(part, "cause", None))
def test_never_says_because_of_what(wishes, fields, bar):
    found = only(wishes, make_window(**fields))

    assert (found.outcome, found.bars) == (Outcome.NEVER, (bar,))


@pytest.mark.parametrize(
    ("wishes", "fields"),
    [
        (Wishes(forms={Form.THESIS, Form.COURSE}), {}),
        (Wishes(levels={"mbo", "hbo-bachelor"}), {}),
        (Wishes(levels={"mbo"}), {"level": ""}),
        (Wishes(languages={"en"}), {"languages": ()}),
        (Wishes(languages={"en", "nl"}), {}),
        (Wishes(asker_hours=10), {"asker_hours": 10}),
        (Wishes(asker_hours=0), {}),
        (Wishes(size=Size.LARGE), {"form": Form.THESIS}),
        (Wishes(size=Size.MEDIUM), {"hours_per_team": 150}),
        (Wishes(needed_by=date(2028, 1, 28)), {}),
    ],
)
def test_what_is_just_enough_or_was_never_said_refuses_nothing(wishes, fields):
    assert outcomes(wishes, make_window(**fields)) == [Outcome.FITS]


@pytest.mark.parametrize(
    ("first", "last", "shut"),
    [
        (date(2027, 7, 1), date(2027, 8, 31), False),
        (date(2027, 7, 1), date(2027, 9, 1), True),
        (date(2028, 1, 28), date(2028, 2, 1), True),
        (date(2028, 1, 29), date(2028, 2, 1), False),
    ],
)
def test_a_district_where_nothing_may_be_asked_while_students_work_stops_it(first, last, shut):
    pause = Shutting(first, last, ShutBy.PAUSED, {"nl": "Even rust."})
    closed = {"WK01": [pause], "WK02": [Shutting(date(2027, 1, 1), date(2029, 1, 1))]}

    (found,) = fit(Wishes(districts={"WK01"}), [make_window()], today=TODAY, shut=closed)

    assert found.bars == ((Bar(Cause.DISTRICT, on=last, words=("WK01",), shut=pause),) if shut else ())
    assert found.outcome == (Outcome.NEVER if shut else Outcome.FITS)


def test_of_what_shuts_a_district_the_longest_of_each_kind_is_named_the_pause_first():
    autumn, winter = (date(2027, 9, 1), date(2027, 10, 1)), (date(2027, 10, 2), date(2028, 1, 31))
    shut = [
        Shutting(*winter, ShutBy.FULL),
        Shutting(*winter, ShutBy.PAUSED),
        Shutting(*autumn, ShutBy.PAUSED),
        Shutting(date(2028, 2, 1), date(2028, 3, 1), ShutBy.RESTING),
    ]

    (found,) = fit(Wishes(districts={"WK01"}), [make_window()], today=TODAY, shut={"WK01": shut})

    assert [bar.shut for bar in found.bars] == [shut[1], shut[0]]


PAUSE = {"WK01": [Shutting(date(2027, 1, 1), date(2027, 6, 30), ShutBy.PAUSED)]}


@pytest.mark.parametrize(
    ("today", "is_late", "is_shut"), [(date(2027, 1, 15), False, True), (date(2027, 1, 16), True, False)]
)
def test_a_block_that_is_shut_names_the_next_and_is_late_once_it_would_be_without_the_pause(
    today, is_late, is_shut
):
    windows = [make_window(id=1, **FEBRUARY), make_window(id=2)]

    shut, september = fit(Wishes(districts={"WK01"}), windows, today=today, shut=PAUSE)

    assert (shut.outcome, shut.next) == (Outcome.NEVER, september.way)
    assert (shut.is_late, shut.is_shut) == (is_late, is_shut)
    assert (september.is_late, september.is_shut) == (False, False)


def test_of_two_windows_in_a_block_that_are_barred_the_one_that_is_only_shut_is_told():
    other = make_window(id=1, level="mbo", term={"nl": "Blok 3"}, **FEBRUARY | {"starts": date(2027, 7, 5)})
    shut = make_window(id=2, teams_left=0, term={"nl": "Blok 3"}, starts=date(2027, 6, 1))

    (found,) = fit(
        Wishes(districts={"WK01"}, levels={"hbo-bachelor"}),
        [other, shut],
        today=date(2027, 1, 10),
        shut=PAUSE,
    )

    assert (found.way.window, found.is_shut) == (shut, True)


def test_a_question_too_large_for_one_team_fits_in_as_many_parts_as_its_work_takes():
    found = only(Wishes(size=Size.LARGE), make_window(hours_per_team=150, asker_hours=8))

    assert (found.outcome, found.way.parts, found.way.asker_hours) == (Outcome.FITS_IF_SPLIT, 3, 24)


@pytest.mark.parametrize(("hours", "outcome"), [(23, Outcome.NEVER), (24, Outcome.FITS_IF_SPLIT)])
def test_every_part_costs_the_asker_its_hours(hours, outcome):
    wishes = Wishes(size=Size.LARGE, asker_hours=hours)

    assert outcomes(wishes, make_window(hours_per_team=150, asker_hours=8)) == [outcome]


def test_parts_need_a_team_each():
    window = make_window(hours_per_team=150, teams_left=2)

    assert only(Wishes(size=Size.LARGE), window).bars == (Bar(Cause.FULL, number=2, of=3),)
    assert outcomes(Wishes(size=Size.MEDIUM), window) == [Outcome.FITS]


def test_one_block_is_told_once_by_the_window_that_does_best_and_names_the_parts_beside_it():
    whole = make_window(id=1, form=Form.MINOR, hours_per_team=400)
    parts = make_window(id=2, hours_per_team=200, closes=date(2027, 5, 1))
    full = make_window(id=3, teams_left=0)

    (found,) = fit(Wishes(size=Size.LARGE), [full, parts, whole], today=TODAY)

    assert (found.outcome, found.way.window) == (Outcome.FITS, whole)
    assert (found.split.window, found.split.parts, found.split.last_day) == (parts, 2, date(2027, 5, 1))


def test_blocks_of_one_name_are_one_in_one_year_and_two_in_two():
    name = {"nl": "Semester 2", "en": "Semester 2"}
    windows = [
        make_window(id=number, term=name, closes=starts - timedelta(9), starts=starts, ends=starts)
        for number, starts in enumerate([date(2027, 2, 1), date(2027, 2, 8), date(2028, 2, 1)])
    ]

    found = fit(Wishes(), windows, today=TODAY)

    assert [one.way.window.starts.isoformat() for one in found] == ["2027-02-08", "2028-02-01"]


def test_a_block_that_one_source_names_in_two_languages_and_another_in_one_is_one():
    names = [{"nl": "Blok 3", "en": "Block 3"}, {"en": "Block 3", "nl": "Blok 3"}, {"nl": "blok 3"}]
    windows = [
        make_window(id=number, term=name, starts=SEPTEMBER["starts"] + timedelta(number))
        for number, name in enumerate(names)
    ]

    assert outcomes(Wishes(), *windows) == [Outcome.FITS]


def test_an_academic_year_begins_in_august():
    name = {"nl": "Leerlijn"}
    days = [date(2027, 2, 1), date(2027, 9, 1), date(2028, 2, 1)]
    windows = [make_window(id=number, term=name, starts=day, ends=day) for number, day in enumerate(days)]

    found = fit(Wishes(), windows, today=TODAY)

    assert [one.way.window.starts.isoformat() for one in found] == ["2027-02-01", "2027-09-01"]


@pytest.mark.parametrize(
    ("worse", "wishes"),
    [
        ({"closes": date(2027, 5, 1), "expected": True}, Wishes()),
        ({"closes": date(2027, 4, 14)}, Wishes()),
        ({"closes": date(2027, 5, 1), "hours_per_team": 100}, Wishes(size=Size.LARGE)),
    ],
    ids=["expected", "closes sooner", "more parts"],
)
def test_of_two_windows_in_a_block_the_surer_one_in_fewer_parts_that_is_open_longest_is_told(worse, wishes):
    best = make_window(id=2, hours_per_team=200)

    (found,) = fit(wishes, [make_window(**{"id": 1, "hours_per_team": 200} | worse), best], today=TODAY)

    assert found.way.window == best


def test_where_nobody_said_until_when_it_fits_until_the_course_has_begun_and_counts_no_days():
    window = make_window(opens=None, closes=None)
    begins = SEPTEMBER["starts"]

    fits = only(Wishes(), window, today=begins - timedelta(1))

    assert (fits.outcome, fits.way.last_day, fits.way.days_left) == (Outcome.FITS, None, None)
    assert only(Wishes(), window, today=begins).outcome == Outcome.TOO_LATE


def test_an_institution_without_a_window_is_not_passed_over_in_silence():
    naturalis = {"nl": "Naturalis", "en": "Naturalis"}

    (none, some) = sorted(
        fit(Wishes(), [make_window()], today=TODAY, institutions={7: naturalis, 1: {}}),
        key=lambda one: one.is_open,
    )

    assert (none.institution, none.outcome, none.way) == (naturalis, Outcome.NEVER, None)
    assert none.bars == (Bar(Cause.NO_COURSE),)
    assert some.outcome == Outcome.FITS


def test_a_foretold_window_is_marked():
    assert [one.expected for one in fit(Wishes(), [make_window(expected=True)], today=TODAY)] == [True]


def test_too_late_looks_ahead_before_it_looks_back():
    name = {"nl": "Blok 3"}
    early = make_window(id=1, starts=date(2027, 1, 25), closes=date(2027, 1, 21))
    late = make_window(id=2, term=name, **FEBRUARY)

    _, without = fit(Wishes(), [early, late], today=TODAY)
    _, found, _ = fit(Wishes(), [early, late, make_window(id=3)], today=TODAY)

    assert (without.next.window.id, found.next.window.id) == (1, 3)


def test_next_may_begin_while_the_block_that_it_is_too_late_for_still_runs():
    april = make_window(id=2, starts=date(2027, 4, 1), closes=date(2027, 3, 1))

    late, *_ = fit(Wishes(), [make_window(id=1, **FEBRUARY), april, make_window(id=3)], today=TODAY)

    assert late.next.window == april


def test_a_thousand_windows_take_less_than_50_ms():
    windows = [
        make_window(
            id=number,
            institution_id=number % 40,
            department_id=number % 200,
            term={"nl": f"Blok {number % 5}", "en": f"Block {number % 5}"} if number % 2 else {},
            starts=SEPTEMBER["starts"] + timedelta(number % 25),
            ends=date(2029, 1, 1),
        )
        for number in range(1_000)
    ]
    free = {window.place: {TODAY + timedelta(day) for day in range(100)} for window in windows}
    wishes = Wishes(size=Size.LARGE, asker_hours=20, levels={"hbo-bachelor"}, languages={"nl"})
    took = []
    for _ in range(3):
        begun = process_time()
        fit(wishes, windows, today=TODAY, free=free)
        took.append(process_time() - begun)

    assert min(took) < 0.05
