# SPDX-License-Identifier: EUPL-1.2
"""How far a commitment is, from what is linked to it: plain data in, one state with its reason out.

An assessment never hides what is derived: both are given, and pages show both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kennisstad.lib.months import months_later


class State(StrEnum):
    NO_EVIDENCE = "no-evidence"
    """Nothing is linked to it yet."""
    UNDER_WAY = "under-way"
    """A project works on it; nothing shows yet what came of it."""
    EVIDENCE = "evidence"
    """A result or a figure shows what came of it."""
    REACHED = "reached"
    """The newest figure is at its target."""
    OVERDUE = "overdue"
    """The day has passed, and no figure is at the target; without a target, nothing shows what came of it."""


@dataclass(frozen=True)
class Passport:
    """A figure: so much, on that day."""

    ident: int
    value: Decimal
    measured_on: date
    entered_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Tie:
    """A project or result that was linked on a day, and perhaps taken away on another."""

    ident: int
    linked_on: date
    unlinked_on: date | None = None

    def stood_on(self, day: date) -> bool:
        return self.linked_on <= day and (self.unlinked_on is None or day < self.unlinked_on)


@dataclass(frozen=True)
class Said:
    """An assessment of a day; an empty verdict takes the one before back."""

    ident: int
    verdict: str
    on: date


@dataclass(frozen=True)
class Dossier:
    """All that tells how far one commitment is. The parts may come in any order."""

    starts_on: date
    due_on: date | None = None
    target: Decimal | None = None
    falls: bool = False
    projects: Sequence[Tie] = ()
    results: Sequence[Tie] = ()
    figures: Sequence[Passport] = ()
    assessments: Sequence[Said] = ()


@dataclass(frozen=True)
class Standing:
    """Where a commitment stands on a day, and why."""

    state: State
    projects: int
    results: int
    figure: int | None
    """The newest figure of that day."""
    assessment: int | None
    """The assessment that counted on that day."""
    verdict: str = ""


def standing_on(dossier: Dossier, day: date) -> Standing:
    """Say where a commitment stood at the end of a day, from what was known on it.

    Of two figures of the same day the one that was entered later counts; what was withdrawn by then does not.
    """
    projects = sum(tie.stood_on(day) for tie in dossier.projects)
    results = sum(tie.stood_on(day) for tie in dossier.results)
    figure = newest_figure(dossier.figures, day)
    said = max(
        (one for one in dossier.assessments if one.on <= day),
        key=lambda one: (one.on, one.ident),
        default=None,
    )
    return Standing(
        state=_state(dossier, day, figure, projects=projects, results=results),
        projects=projects,
        results=results,
        figure=figure.ident if figure else None,
        assessment=said.ident if said and said.verdict else None,
        verdict=said.verdict if said else "",
    )


def newest_figure(figures: Iterable[Passport], day: date) -> Passport | None:
    """Give the figure that counted on a day, or nothing."""
    known = (
        one
        for one in figures
        if one.entered_on <= day
        and one.measured_on <= day
        and (one.withdrawn_on is None or day < one.withdrawn_on)
    )
    return max(known, key=lambda one: (one.measured_on, one.entered_on, one.ident), default=None)


def is_reached(value: Decimal, target: Decimal, *, falls: bool) -> bool:
    """Say whether a figure is at its target or past it."""
    return value <= target if falls else value >= target


def is_stale(measured_on: date, fresh_for_months: int, day: date) -> bool:
    """Say whether a figure is older on a day than so many months.

    A month later is the same day of the month, or its last day where it has no such day.
    """
    try:
        return day > months_later(measured_on, fresh_for_months)
    except OverflowError:
        # Fresh for longer than there are days.
        return False


def _state(dossier: Dossier, day: date, figure: Passport | None, *, projects: int, results: int) -> State:
    if (
        figure
        and dossier.target is not None
        and is_reached(figure.value, dossier.target, falls=dossier.falls)
    ):
        return State.REACHED
    shown = bool(figure or results)
    is_late = dossier.due_on is not None and day > dossier.due_on
    if is_late and (dossier.target is not None or not shown):
        return State.OVERDUE
    if shown:
        return State.EVIDENCE
    return State.UNDER_WAY if projects else State.NO_EVIDENCE


def history(dossier: Dossier, until: date) -> list[tuple[date, Standing]]:
    """Tell each day on which the state or the verdict changed, oldest first, from the first day on.

    Cost: one standing per day on which something happened.
    """
    changes: list[tuple[date, Standing]] = []
    for day in sorted(_days(dossier, until)):
        stood = standing_on(dossier, day)
        if not changes or _told(changes[-1][1]) != _told(stood):
            changes.append((day, stood))
    return changes


def _told(stood: Standing) -> Standing:
    """Leave out what may grow without the state changing."""
    return replace(
        stood, projects=0, results=0, figure=stood.figure if stood.state == State.REACHED else None
    )


def _days(dossier: Dossier, until: date) -> set[date]:
    days = {dossier.starts_on, *(one.on for one in dossier.assessments)}
    for tie in (*dossier.projects, *dossier.results):
        days |= {tie.linked_on, tie.unlinked_on or tie.linked_on}
    for figure in dossier.figures:
        days |= {max(figure.entered_on, figure.measured_on), figure.withdrawn_on or figure.entered_on}
    if dossier.due_on is not None and dossier.due_on < until:
        days.add(date.fromordinal(dossier.due_on.toordinal() + 1))
    return {day for day in days if dossier.starts_on <= day <= until}
