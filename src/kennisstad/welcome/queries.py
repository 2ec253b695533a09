# SPDX-License-Identifier: EUPL-1.2
"""Reads for the newcomers' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import City
from kennisstad.welcome.choices import Anchor, Newcomer, Passport, Phase
from kennisstad.welcome.models import Ambassador, PathStep, PressFact, Venue
from kennisstad.welcome.path import Term, days_left, due_on
from kennisstad.welcome.wording import day_in_words, left_in_words, term_in_words


@dataclass(frozen=True)
class Planned:
    """One step with the last day to do it, as far as the days of coming and leaving are known."""

    step: PathStep
    term: Term | None
    due: date | None
    left: int | None

    @property
    def term_said(self) -> str:
        return term_in_words(self.term)

    @property
    def due_said(self) -> str:
        return day_in_words(self.due) if self.due else ""

    @property
    def left_said(self) -> str:
        return "" if self.left is None else left_in_words(self.left)

    @property
    def is_late(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass(frozen=True)
class PlannedPhase:
    phase: Phase
    steps: list[Planned]


def newcomer_path(
    kind: Newcomer,
    passport: Passport,
    *,
    today: date,
    arrival: date | None = None,
    departure: date | None = None,
) -> list[PlannedPhase]:
    """Give the steps for somebody, phase by phase; each phase that has a step, in order."""
    steps = with_texts(PathStep.objects.for_kind(kind).for_passport(passport).in_order())
    planned = [_planned(step, today, arrival, departure) for step in steps]
    phases = [PlannedPhase(phase, [one for one in planned if one.step.phase == phase]) for phase in Phase]
    return [phase for phase in phases if phase.steps]


def _planned(step: PathStep, today: date, arrival: date | None, departure: date | None) -> Planned:
    term = term_of(step)
    due = due_on(term, arrival, departure)
    return Planned(step, term, due, None if due is None else days_left(due, today))


def term_of(step: PathStep) -> Term | None:
    """Give a step's term as plain data."""
    if step.counted_from == Anchor.NONE or step.due is None:
        return None
    return Term(step.counted_from, step.due, step.unit)  # type: ignore[arg-type]


def dated(phases: Sequence[PlannedPhase]) -> list[tuple[date, Planned]]:
    """Give each step that has a last day with that day, the first one first."""
    found = [(one.due, one) for phase in phases for one in phase.steps if one.due]
    return sorted(found, key=lambda pair: (pair[0], pair[1].step.pk))


def venues(people: int | None, arrangement: str) -> list[Venue]:
    """Give venues by name, with their rooms; those with a room for so many when that is asked."""
    found = Venue.objects.all() if people is None else Venue.objects.for_people(people, arrangement)
    return list(found.by_name().prefetch_related("texts", "rooms"))


def press_facts() -> list[PressFact]:
    return with_texts(PressFact.objects.in_order())


def ambassadors() -> list[Ambassador]:
    """Give who may be written to; the address stays in the database."""
    return list(Ambassador.objects.public().by_alias().defer("email", "consent_text"))


def press_desk() -> City | None:
    """Give the city, whose desk journalists may call."""
    return City.objects.first()
