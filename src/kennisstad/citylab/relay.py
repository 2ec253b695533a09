# SPDX-License-Identifier: EUPL-1.2
"""Reads of a chain: the whole, its legs by turn, where each stands and what it hands over."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Prefetch
from django.utils.timezone import localdate

from kennisstad.citylab.models import Question, Status
from kennisstad.citylab.models.question import QuestionQuerySet
from kennisstad.citylab.news import LEFT_OUT
from kennisstad.citylab.road import Words, next_step
from kennisstad.projects.models import Result


@dataclass(frozen=True)
class Leg:
    """One leg as a page shows it."""

    question: Question
    number: int
    """Which part it is, 1 first; 0 when it was left out."""
    says: Words
    """What happens now."""
    opened_on: date | None
    placed_on: date | None
    result: Result | None

    @property
    def is_done(self) -> bool:
        return self.question.has_handed_over

    @property
    def is_now(self) -> bool:
        return bool(self.number) and not self.is_done and self.question.status != Status.WAITING


@dataclass(frozen=True)
class Turn:
    """Legs that run side by side."""

    number: int
    legs: list[Leg]


@dataclass(frozen=True)
class Relay:
    whole: Question
    turns: list[Turn]

    @property
    def legs(self) -> list[Leg]:
        return [leg for turn in self.turns for leg in turn.legs]

    @property
    def parts(self) -> int:
        """How many legs it has, without those that were left out."""
        return sum(1 for leg in self.legs if leg.number)


def relay_of(pk: int, *, among: QuestionQuerySet | None = None) -> Relay | None:
    """Read the chain of a whole question; a fixed number of queries.

    Args:
        among: the questions that may be seen; those that visitors see, when left out.
    """
    found = Question.objects.public() if among is None else among
    whole = found.prefetch_related("texts", Prefetch("legs", queryset=_legs())).filter(pk=pk).first()
    turns = turns_of(whole) if whole else []
    return Relay(whole, turns) if whole and turns else None


def turns_of(whole: Question) -> list[Turn]:
    """Give the legs of a whole by turn, from its prefetched `legs`."""
    chain = [leg for leg in whole.legs.all() if leg.leg_order is not None]
    chain.sort(key=lambda leg: (leg.leg_order, leg.pk))
    numbers = {leg.pk: number for number, leg in enumerate(whole.standing_legs, start=1)}
    shown = [_leg(leg, numbers.get(leg.pk, 0)) for leg in chain]
    turns = groupby(shown, key=lambda leg: leg.question.leg_order or 0)
    return [Turn(number, list(some)) for number, some in turns]


def before(leg: Question) -> list[Leg]:
    """Give what the legs of the turn before this one handed over to it; nothing for any other question."""
    if leg.leg_of_id is None or leg.leg_order is None:
        return []
    standing = _legs().exclude(status=Status.WITHDRAWN).filter(leg_of=leg.leg_of_id)
    earlier = [one for one in standing if (one.leg_order or 0) < leg.leg_order]
    last = max((one.leg_order or 0 for one in earlier), default=0)
    numbered = enumerate(earlier, start=1)
    return [_leg(one, number) for number, one in numbered if one.leg_order == last and one.has_handed_over]


def _legs() -> QuestionQuerySet:
    results = ("project__result__texts", "advised_with__texts")
    joined = Question.objects.in_chain().select_related("project__carrier", "project__result", "advised_with")
    return joined.prefetch_related("texts", "steps", "project__texts", *results)


def _leg(question: Question, number: int) -> Leg:
    reached = {step.status: localdate(step.at) for step in question.steps.all()}
    return Leg(
        question,
        number,
        next_step(question) if number else LEFT_OUT,
        opened_on=reached.get(Status.OPEN),
        placed_on=reached.get(Status.PLACED),
        result=_result(question),
    )


def _result(question: Question) -> Result | None:
    if question.advised_with is not None:
        return question.advised_with
    if question.project is None or not question.project.has_result:
        return None
    found: Result | None = getattr(question.project, "result", None)
    return found
