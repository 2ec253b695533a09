# SPDX-License-Identifier: EUPL-1.2
"""What holds of every fit, whatever the windows and the wishes."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kennisstad.citylab.fit import Bar, Cause, Outcome, ShutBy, Shutting, Wishes, fit
from kennisstad.citylab.fit.bars import PASSING, TEMPORARY
from kennisstad.education.calendar.window import Form
from tests.citylab.fit.making import DAYS, LAW, WISHES, windows

WORSE = list(Outcome)


def ranks(wishes, some, today):
    """Give how good the outcome of each window's block is; the lower the better."""
    return [worth(one) for one in fit(wishes, some, today=today)]


def worth(one):
    return WORSE.index(one.outcome)


@LAW
@given(WISHES, windows(), DAYS)
def test_what_fits_can_still_come_in_and_is_answered_in_time(wishes, some, today):
    for one in fit(wishes, some, today=today):
        if one.is_open:
            assert one.bars == ()
            assert one.way.last_day is None or one.way.last_day >= today
            assert wishes.needed_by is None or one.way.answer_on <= wishes.needed_by
            assert wishes.asker_hours is None or (one.way.asker_hours or 0) <= wishes.asker_hours
            assert (one.way.parts > 1) == (one.outcome == Outcome.FITS_IF_SPLIT)
            assert one.way.window.teams_left is None or one.way.window.teams_left >= one.way.parts


@LAW
@given(WISHES, windows(), DAYS)
def test_what_does_not_fit_says_why(wishes, some, today):
    for one in fit(wishes, some, today=today):
        if not one.is_open:
            passing = {bar.cause in PASSING for bar in one.bars}
            assert passing == {True} if one.outcome == Outcome.TOO_LATE else False in passing


@LAW
@given(WISHES, windows(), DAYS)
def test_every_institution_and_block_is_told_once(wishes, some, today):
    found = fit(wishes, some, today=today)

    assert {one.institution_id for one in found} == {window.institution_id for window in some}
    unnamed = [(one.institution_id, one.way.window.starts) for one in found if not one.way.window.term]
    assert len(unnamed) == len(set(unnamed))


@LAW
@given(WISHES, windows(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_windows_does_not_matter(wishes, some, today, random):
    shuffled = some.copy()
    random.shuffle(shuffled)

    assert fit(wishes, shuffled, today=today) == fit(wishes, some, today=today)


@LAW
@given(WISHES, windows(), DAYS, st.integers(0, 80), st.integers(0, 80))
def test_more_hours_of_the_asker_never_make_it_worse(wishes, some, today, hours, more):
    few, many = replace(wishes, asker_hours=hours), replace(wishes, asker_hours=hours + more)

    assert all(b <= a for a, b in zip(ranks(few, some, today), ranks(many, some, today), strict=True))


@LAW
@given(WISHES, windows(), DAYS, DAYS, st.integers(0, 400))
def test_a_later_day_never_makes_it_worse(wishes, some, today, day, days):
    soon, later = replace(wishes, needed_by=day), replace(wishes, needed_by=day + timedelta(days))

    assert all(b <= a for a, b in zip(ranks(soon, some, today), ranks(later, some, today), strict=True))


@LAW
@given(
    WISHES,
    windows(),
    DAYS,
    st.sampled_from(["needed_by", "asker_hours", "size", "forms", "levels", "languages"]),
)
def test_a_wish_less_never_makes_it_worse(wishes, some, today, wish):
    fewer = replace(wishes, **{wish: getattr(Wishes(), wish)})

    assert all(b <= a for a, b in zip(ranks(wishes, some, today), ranks(fewer, some, today), strict=True))


@LAW
@given(WISHES, windows(), DAYS, st.sampled_from(Form))
def test_a_form_is_refused_where_students_do_something_else_and_nowhere_else(wishes, some, today, form):
    wished = replace(wishes, forms={form})

    for window in some:
        (free,) = fit(replace(wishes, forms=()), [window], today=today)
        (held,) = fit(wished, [window], today=today)
        barred = (Bar(Cause.FORM, words=(window.form,)),) if window.form != form else ()
        assert held.bars == barred + free.bars
        assert held.outcome == (Outcome.NEVER if barred else free.outcome)


@LAW
@given(WISHES, windows(), DAYS, st.sampled_from(Form))
def test_one_form_more_never_makes_it_worse(wishes, some, today, form):
    more = replace(wishes, forms={*wishes.forms, form} if wishes.forms else ())

    assert all(b <= a for a, b in zip(ranks(wishes, some, today), ranks(more, some, today), strict=True))


@LAW
@given(WISHES, windows(), DAYS, DAYS, st.integers(0, 200))
def test_a_pause_shuts_exactly_the_windows_that_overlap_with_it(wishes, some, today, first, days):
    wishes = replace(wishes, districts={"WK01"})
    pause = Shutting(first, first + timedelta(days), ShutBy.PAUSED, {"nl": "Even rust."})
    bar = Bar(Cause.DISTRICT, on=pause.last, words=("WK01",), shut=pause)

    for window in some:
        (free,) = fit(wishes, [window], today=today)
        (held,) = fit(wishes, [window], today=today, shut={"WK01": [pause], "WK02": []})
        overlaps = window.starts <= pause.last and pause.first <= window.ends
        assert (bar in held.bars) == overlaps
        assert {one for one in held.bars if one != bar} == set(free.bars)
        assert held.outcome == (Outcome.NEVER if overlaps else free.outcome)


@LAW
@given(WISHES, windows(), DAYS, DAYS, st.integers(0, 200))
def test_a_pause_elsewhere_or_none_of_a_block_s_windows_meet_changes_nothing(
    wishes, some, today, first, days
):
    wishes, last = replace(wishes, districts={"WK01"}), first + timedelta(days)
    shut = {"WK01": [Shutting(first, last, ShutBy.PAUSED)]}
    met = [one for one in some if one.starts <= last and first <= one.ends]

    before, after = fit(wishes, some, today=today), fit(wishes, some, today=today, shut=shut)

    assert fit(wishes, some, today=today, shut={"WK02": shut["WK01"]}) == before
    assert all(b >= a for a, b in zip(map(worth, before), map(worth, after), strict=True))
    if not met:
        assert after == before


@LAW
@given(WISHES, windows(), DAYS, st.integers(1, 60))
def test_waiting_never_helps(wishes, some, today, days):
    later = today + timedelta(days)

    assert all(b >= a for a, b in zip(ranks(wishes, some, today), ranks(wishes, some, later), strict=True))


@LAW
@given(WISHES, windows(), DAYS, DAYS)
def test_next_is_a_way_in_at_the_same_institution_whenever_there_is_one(wishes, some, today, paused):
    wishes, pause = replace(wishes, districts={"WK01"}), Shutting(paused, paused + timedelta(90))
    found = fit(wishes, some, today=today, shut={"WK01": [pause]})

    for one in found:
        assert (one.is_late or one.is_shut) == (
            not one.is_open and all(bar.cause in TEMPORARY for bar in one.bars)
        )
        assert not (one.is_late and one.is_shut)
        if one.is_late or one.is_shut:
            ways = [
                other.way for other in found if other.institution_id == one.institution_id and other.is_open
            ]
            assert (one.next in ways) if ways else (one.next is None)
        else:
            assert one.next is None


@LAW
@given(WISHES, windows(), DAYS)
def test_a_split_beside_a_fit_can_come_in_too(wishes, some, today):
    for one in fit(wishes, some, today=today):
        if one.split is not None:
            assert one.outcome == Outcome.FITS
            assert one.split.parts > 1
            assert fit(wishes, [one.split.window], today=today)[0].outcome == Outcome.FITS_IF_SPLIT


@LAW
@given(windows(), DAYS)
def test_no_course_is_said_of_exactly_those_without_a_window(some, today):
    names = {ident: {"nl": str(ident)} for ident in (1, 2, 3, 4)}

    without = {
        one.institution_id
        for one in fit(Wishes(), some, today=today, institutions=names)
        if any(bar.cause == Cause.NO_COURSE for bar in one.bars)
    }

    assert without == names.keys() - {window.institution_id for window in some}
