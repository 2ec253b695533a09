# SPDX-License-Identifier: EUPL-1.2
"""The rules of a case as sums over pairs, each with the rule that it comes from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kennisstad.rounds.allocation.case import NOBODY, Case
from kennisstad.rounds.allocation.instance import CapKind
from kennisstad.rounds.allocation.solution import LimitKind, Rule


@dataclass(frozen=True, slots=True)
class Limit:
    """The weights of the chosen pairs add up to `lower` at least and `upper` at most."""

    rule: Rule
    pairs: Sequence[int]
    weights: Sequence[int]
    """One for all pairs, or one number for each."""
    lower: int | None = None
    upper: int | None = None
    or_none: bool = False
    """Whether nothing at all is well too."""


def limits(case: Case) -> list[Limit]:
    """Give every rule that can bind, but that a team is placed once."""
    by_question: list[list[int]] = [[] for _ in case.questions]
    by_course: dict[str, list[int]] = defaultdict(list)
    fixed = []
    for number, team in enumerate(case.teams):
        pairs = case.pairs_of(number)
        by_course[team.course].extend(pairs)
        for pair in pairs:
            by_question[case.question[pair]].append(pair)
        if team.fixed is not None:
            mine = [pair for pair in pairs if case.questions[case.question[pair]].id == team.fixed]
            fixed.append(Limit(Rule(LimitKind.FIXED, team.id, team.fixed), mine, (1,), lower=1))
    found = [
        *fixed,
        *_of_questions(case, by_question),
        *_of_supervisors(case, by_question),
        *(
            _limit(LimitKind.COURSE, course.id, by_course[course.id], upper=course.upper)
            for course in case.instance.courses
        ),
        *_of_caps(case, by_question),
    ]
    return [one for one in found if _can_bind(one)]


def _limit(
    kind: LimitKind,
    id_: str,
    pairs: Sequence[int],
    *,
    weights: Sequence[int] = (1,),
    lower: int | None = None,
    upper: int | None = None,
    or_none: bool = False,
) -> Limit:
    return Limit(Rule(kind, id_), pairs, weights, lower, upper, or_none)


def _can_bind(limit: Limit) -> bool:
    if limit.lower is not None:
        return limit.lower > (1 if limit.or_none else 0)
    most = len(limit.pairs) * limit.weights[0] if len(limit.weights) == 1 else sum(limit.weights)
    return limit.upper is not None and limit.upper < most


def _of_questions(case: Case, by_question: list[list[int]]) -> Iterator[Limit]:
    for question, pairs in zip(case.questions, by_question, strict=True):
        yield _limit(LimitKind.QUESTION_UPPER, question.id, pairs, upper=question.upper)
        yield _limit(
            LimitKind.QUESTION_LOWER,
            question.id,
            pairs,
            lower=question.lower,
            or_none=case.instance.closures,
        )


def _of_supervisors(case: Case, by_question: list[list[int]]) -> Iterator[Limit]:
    under: list[list[int]] = [[] for _ in case.supervisors]
    for number, pairs in zip(case.supervisor_of, by_question, strict=True):
        if number != NOBODY:
            under[number].extend(pairs)
    for supervisor, pairs in zip(case.supervisors, under, strict=True):
        yield _limit(LimitKind.SUPERVISOR_UPPER, supervisor.id, pairs, upper=supervisor.upper)
        yield _limit(LimitKind.SUPERVISOR_LOWER, supervisor.id, pairs, lower=supervisor.lower)


def _of_caps(case: Case, by_question: list[list[int]]) -> Iterator[Limit]:
    for cap in case.instance.caps:
        weighed = [
            (pair, question.load if cap.kind is CapKind.DISTRICT else 1)
            for question, pairs in zip(case.questions, by_question, strict=True)
            if cap.id in (question.districts if cap.kind is CapKind.DISTRICT else (question.asker,))
            for pair in pairs
        ]
        kind = LimitKind.DISTRICT if cap.kind is CapKind.DISTRICT else LimitKind.ASKER
        pairs = [pair for pair, _ in weighed]
        yield _limit(kind, cap.id, pairs, weights=[weight for _, weight in weighed] or (1,), upper=cap.upper)


def broken(case: Case, rules: Iterable[Limit], chosen: Collection[int]) -> list[Limit]:
    """Give the rules that a plan does not keep."""
    has = bytearray(len(case.question))
    for pair in chosen:
        has[pair] = 1
    return [rule for rule in rules if not keeps(rule, total(rule, has))]


def total(limit: Limit, has: Sequence[int]) -> int:
    """Give the sum that a limit is about, for a plan by pair."""
    if len(limit.weights) == len(limit.pairs):
        return sum(weight for pair, weight in zip(limit.pairs, limit.weights, strict=True) if has[pair])
    return limit.weights[0] * sum(has[pair] for pair in limit.pairs)


def keeps(limit: Limit, amount: int) -> bool:
    if limit.upper is not None and amount > limit.upper:
        return False
    return limit.lower is None or amount >= limit.lower or (limit.or_none and amount == 0)


def weights_of(limit: Limit) -> Sequence[int]:
    if len(limit.weights) == len(limit.pairs):
        return limit.weights
    return [limit.weights[0]] * len(limit.pairs)
