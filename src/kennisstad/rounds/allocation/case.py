# SPDX-License-Identifier: EUPL-1.2
"""An instance made ready for solving: numbers for ids, in an order that no input order changes."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

from kennisstad.rounds.allocation.barred import Barred
from kennisstad.rounds.allocation.checking import Unfit, check, flat
from kennisstad.rounds.allocation.instance import Instance, Plan, Policy, Question, Supervisor, Team, Ties
from kennisstad.rounds.allocation.lots import lots
from kennisstad.rounds.allocation.solution import LimitKind, NoPlan, Rule, Solution

NOBODY = -1
"""The number of the supervisor of a question without one."""


@dataclass(slots=True)
class Case:
    """Teams stand in the order of their lots, questions and supervisors by id.

    `question` and `rank` are parallel: one entry for every pair that may be, by team, then rank, then
    question; `starts` tells where the pairs of each team begin, and at last where they end. A team placed
    by hand has one pair alone; its rank is 0 where it did not wish for it.
    """

    instance: Instance
    seed: int
    teams: list[Team]
    questions: list[Question]
    supervisors: list[Supervisor]
    supervisor_of: list[int]
    question: "array[int]" = field(default_factory=lambda: array("i"))
    rank: "array[int]" = field(default_factory=lambda: array("i"))
    starts: list[int] = field(default_factory=lambda: [0])

    @property
    def needs_programme(self) -> bool:
        """Whether there are rules that a flow does not hold."""
        closing = self.instance.closures and any(question.lower > 1 for question in self.questions)
        return closing or bool(self.instance.caps)

    @property
    def has_more_rules(self) -> bool:
        """Whether there are rules besides seats of questions and supervisors."""
        least = 1 if self.instance.closures else 0
        return (
            self.needs_programme
            or any(question.lower > least for question in self.questions)
            or any(supervisor.lower for supervisor in self.supervisors)
            or any(course.upper is not None for course in self.instance.courses)
        )

    @property
    def is_overfull(self) -> bool:
        """Whether more teams were placed by hand than a question or a supervisor has seats for."""
        by_hand = [team for team, one in enumerate(self.teams) if one.fixed is not None]
        on = Counter(self.question[self.starts[team]] for team in by_hand)
        under = Counter(self.supervisor_of[question] for question in on.elements())
        return any(count > self.questions[question].upper for question, count in on.items()) or any(
            upper is not None and under[number] > upper
            for number, upper in enumerate(supervisor.upper for supervisor in self.supervisors)
        )

    @property
    def is_strict(self) -> bool:
        """Whether no team and no question ever likes two equally."""
        if any(len(tier) > 1 for team in self.teams for tier in team.wishes):
            return False
        return self.instance.ties is Ties.LOTS or self._is_strict_for_questions()

    def _is_strict_for_questions(self) -> bool:
        if NOBODY in self.supervisor_of:
            return False
        teams = len(self.teams)
        named = [[len(tier) for tier in supervisor.priority] for supervisor in self.supervisors]
        return all(max(sizes, default=1) <= 1 and sum(sizes) >= teams - 1 for sizes in named)

    def pairs_of(self, team: int) -> range:
        return range(self.starts[team], self.starts[team + 1])

    def team_of(self, pair: int) -> int:
        return bisect_right(self.starts, pair) - 1

    def plan(self, chosen: list[int]) -> Plan:
        """Give the plan of these pairs."""
        return {self.teams[self.team_of(pair)].id: self.questions[self.question[pair]].id for pair in chosen}


def ready(instance: Instance, seed: int) -> Case:
    """Make a case of an instance.

    Raises:
        Unfit: the instance cannot be solved as it stands.
        NoPlan: a team was placed by hand where it may not be.
    """
    if wrongs := check(instance):
        raise Unfit(wrongs)
    drawn = lots(seed, (team.id for team in instance.teams))
    supervisors = sorted(instance.supervisors, key=lambda supervisor: supervisor.id)
    number = {supervisor.id: place for place, supervisor in enumerate(supervisors)}
    questions = sorted(instance.questions, key=lambda question: question.id)
    case = Case(
        instance=instance,
        seed=seed,
        teams=sorted(instance.teams, key=lambda team: drawn[team.id]),
        questions=questions,
        supervisors=supervisors,
        supervisor_of=[number.get(question.supervisor, NOBODY) for question in questions],
    )
    _add_pairs(case, Barred(instance))
    return case


def with_barred(case: Case) -> Case:
    """Give the case with every pair that was wished for or made by hand, also where a rule forbids it."""
    whole = replace(case, question=array("i"), rank=array("i"), starts=[0])
    place = _places(case)
    for team in case.teams:
        ranks, questions = _ranked(team, place)
        if team.fixed is not None and place[team.fixed] not in questions:
            ranks, questions = [*ranks, 0], [*questions, place[team.fixed]]
        _add(whole, ranks, questions)
    return whole


def _places(case: Case) -> dict[str, int]:
    return {question.id: number for number, question in enumerate(case.questions)}


def _add_pairs(case: Case, barred: Barred) -> None:
    place = _places(case)
    for team in case.teams:
        ranks, questions = _ranked(team, place)
        if team.fixed is not None:
            ranks, questions = _by_hand(case, barred, team, place[team.fixed], ranks, questions)
        elif not barred.is_empty:
            may = [not barred.rules(team, case.questions[question]) for question in questions]
            ranks, questions = [*compress(ranks, may)], [*compress(questions, may)]
        _add(case, ranks, questions)


def _add(case: Case, ranks: Iterable[int], questions: Iterable[int]) -> None:
    case.question.extend(questions)
    case.rank.extend(ranks)
    case.starts.append(len(case.question))


def _ranked(team: Team, place: Mapping[str, int]) -> tuple[Sequence[int], list[int]]:
    """Give the ranks and the questions of a team's wishes."""
    wishes = flat(team.wishes)
    if len(wishes) == len(team.wishes):
        return range(1, len(wishes) + 1), [*map(place.__getitem__, wishes)]
    pairs = [
        (rank, question)
        for rank, tier in enumerate(team.wishes, start=1)
        for question in sorted(place[one] for one in tier)
    ]
    return [rank for rank, _ in pairs], [question for _, question in pairs]


def _by_hand(
    case: Case, barred: Barred, team: Team, fixed: int, ranks: Sequence[int], questions: list[int]
) -> tuple[list[int], list[int]]:
    if against := barred.rules(team, case.questions[fixed]):
        raise NoPlan((Rule(LimitKind.FIXED, team.id, case.questions[fixed].id), against[0]))
    rank = ranks[questions.index(fixed)] if fixed in questions else 0
    return [rank], [fixed]


def solution(
    case: Case, policy: Policy, chosen: list[int], *, gap: float = 0.0, unproven: str = ""
) -> Solution:
    """Give the solution that these pairs make."""
    longest = max((len(team.wishes) for team in case.teams), default=0)
    profile = [0] * (longest + 1)
    for pair in chosen:
        profile[case.rank[pair]] += 1
    return Solution(
        policy=policy,
        seed=case.seed,
        plan=case.plan(sorted(chosen)),
        size=len(chosen),
        cost=sum(rank * count for rank, count in enumerate(profile)),
        profile=tuple(profile[1:]),
        gap=gap,
        unproven=unproven,
    )
