# SPDX-License-Identifier: EUPL-1.2
"""How far a commitment is follows from what is linked to it, and from nothing else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.progress.state import (
    Dossier,
    Passport,
    Said,
    State,
    Tie,
    history,
    is_reached,
    is_stale,
    standing_on,
)

START = date(2026, 1, 1)
days = st.integers(-5, 40).map(lambda number: START + timedelta(days=number))
UNTIL = START + timedelta(days=45)


@st.composite
def ties(draw):
    linked, length = draw(days), draw(st.none() | st.integers(0, 20))
    until = None if length is None else linked + timedelta(days=length)
    return Tie(draw(st.integers(1, 9)), linked, until)


@st.composite
def dossiers(draw):
    entered = draw(st.lists(st.tuples(days, days, st.none() | st.integers(0, 20)), max_size=5))
    figures = [
        Passport(
            number,
            Decimal(draw(st.integers(0, 20))),
            measured_on,
            entered_on,
            None if gone is None else entered_on + timedelta(days=gone),
        )
        for number, (measured_on, entered_on, gone) in enumerate(entered, start=1)
    ]
    verdicts = draw(st.lists(st.tuples(st.sampled_from(["", "kept", "at-risk"]), days), max_size=4))
    return Dossier(
        starts_on=START,
        due_on=draw(st.none() | days),
        target=draw(st.none() | st.integers(0, 20).map(Decimal)),
        falls=draw(st.booleans()),
        projects=draw(st.lists(ties(), max_size=4)),
        results=draw(st.lists(ties(), max_size=4)),
        figures=figures,
        assessments=[Said(number, verdict, on) for number, (verdict, on) in enumerate(verdicts, start=1)],
    )


def counting(dossier, day):
    """Give the figures that were known on a day and not withdrawn."""
    return [
        one
        for one in dossier.figures
        if one.measured_on <= day
        and one.entered_on <= day
        and not (one.withdrawn_on and one.withdrawn_on <= day)
    ]


@given(dossiers(), days)
def test_a_target_is_reached_by_a_figure_alone(dossier, day):
    stood = standing_on(dossier, day)

    known = {one.ident: one for one in counting(dossier, day)}
    assert stood.figure in ({*known} or {None})
    reached = stood.figure is not None and dossier.target is not None
    if reached:
        reached = is_reached(known[stood.figure].value, dossier.target, falls=dossier.falls)
    assert (stood.state == State.REACHED) == reached


@given(dossiers(), days)
def test_no_newer_figure_counts_than_the_one_that_is_told(dossier, day):
    stood = standing_on(dossier, day)

    newest = max((one.measured_on for one in counting(dossier, day)), default=None)
    told = next((one.measured_on for one in dossier.figures if one.ident == stood.figure), None)
    assert told == newest


@given(dossiers(), days)
def test_no_evidence_means_that_nothing_stands_linked(dossier, day):
    stood = standing_on(dossier, day)

    nothing = not (stood.projects or stood.results or stood.figure)
    assert stood.state != State.NO_EVIDENCE or nothing
    assert not nothing or stood.state in (State.NO_EVIDENCE, State.OVERDUE)


@given(dossiers(), days)
def test_nothing_is_overdue_before_its_day_is_over(dossier, day):
    if dossier.due_on is None or day <= dossier.due_on:
        assert standing_on(dossier, day).state != State.OVERDUE


@given(dossiers(), days)
def test_an_assessment_never_changes_the_state(dossier, day):
    without = Dossier(**{**vars(dossier), "assessments": ()})

    assert standing_on(dossier, day).state == standing_on(without, day).state


@given(dossiers())
def test_history_tells_each_day_on_which_the_state_or_the_verdict_changed(dossier):
    told = history(dossier, UNTIL)

    # Another way: look at every single day.
    changes, before = [], None
    for number in range((UNTIL - START).days + 1):
        day = START + timedelta(days=number)
        stood = standing_on(dossier, day)
        figure = stood.figure if stood.state == State.REACHED else None
        now = (stood.state, stood.verdict, stood.assessment, figure)
        changes += [(day, stood.state, stood.verdict)] if now != before else []
        before = now
    assert [(day, stood.state, stood.verdict) for day, stood in told] == changes


@given(dossiers())
def test_the_last_of_the_history_is_how_it_stands(dossier):
    last, now = history(dossier, UNTIL)[-1][1], standing_on(dossier, UNTIL)

    assert (last.state, last.verdict, last.assessment) == (now.state, now.verdict, now.assessment)


@given(dossiers(), st.randoms())
def test_the_order_of_what_is_linked_makes_no_difference(dossier, random):
    parts = ("projects", "results", "figures", "assessments")
    shuffled = {name: random.sample(getattr(dossier, name), len(getattr(dossier, name))) for name in parts}

    assert standing_on(Dossier(**{**vars(dossier), **shuffled}), UNTIL) == standing_on(dossier, UNTIL)


@pytest.mark.parametrize(
    ("measured_on", "months", "last_fresh_day"),
    [
        (date(2025, 11, 28), 12, date(2026, 11, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_a_figure_is_stale_after_so_many_months(measured_on, months, last_fresh_day):
    assert not is_stale(measured_on, months, last_fresh_day)
    assert is_stale(measured_on, months, last_fresh_day + timedelta(days=1))


def test_a_figure_that_stays_fresh_longer_than_the_calendar_goes_is_never_stale():
    assert not is_stale(date(2026, 1, 1), 32_767 * 12, date.max)
