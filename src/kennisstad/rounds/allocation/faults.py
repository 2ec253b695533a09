# SPDX-License-Identifier: EUPL-1.2
"""The faults of any plan, whoever made it: this module shares no code with the solver.

What a plan must keep and what blocks it is said once, above `solve.py`. A fault is forbidden when the policy
promises that it does not occur; else it is a known price of that policy, for a coordinator to see.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kennisstad.rounds.allocation import chains
from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Instance, Plan, Policy
from kennisstad.rounds.allocation.solution import LimitKind, Rule
from kennisstad.rounds.allocation.standing import Precedence, Standing
from kennisstad.rounds.allocation.worth import price_of


class FaultKind(StrEnum):
    UNKNOWN = "unknown"
    """The plan names a team or a question that is not there."""
    BROKEN_LIMIT = "broken-limit"
    COULD_MOVE_UP = "could-move-up"
    """A team could have a question it likes better, with nothing else changed."""
    BLOCKING_PAIR = "blocking-pair"
    """A team and a question would both rather have each other."""
    LARGER_PLAN = "larger-plan"
    """With these moves one team more has a place."""
    BETTER_PLAN = "better-plan"
    """With these moves as many teams have a place, and the policy likes the plan better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    kind: FaultKind
    forbidden: bool
    """Whether the policy promises that this does not occur."""
    team: str = ""
    question: str = ""
    rule: Rule | None = None
    others: tuple[str, ...] = ()
    """Of a blocking pair the team that would make room; of moves all teams that move after the first."""
    moves: chains.Chain = ()
    """What to do instead, to be checked by hand: each team and the question it goes to, “” for no place."""


def faults(plan: Plan, instance: Instance, policy: Policy, *, seed: int) -> list[Fault]:
    """Find what is wrong with a plan, and what its policy makes it pay.

    Where limits of askers and districts bind, or questions are closed, a larger or better plan is reported
    only if its moves prove it; without such limits one is found whenever there is one.
    """
    counted = Counted(plan, instance)
    return [
        *_unknown(plan, counted),
        *map(_broken, counted.broken()),
        *_rather(counted, Standing(instance, seed=seed), policy),
        *_chains(counted, policy),
    ]


def _unknown(plan: Plan, counted: Counted) -> Iterator[Fault]:
    for team, question in sorted(plan.items()):
        if team not in counted.teams:
            yield Fault(kind=FaultKind.UNKNOWN, forbidden=True, team=team)
        elif question not in counted.questions:
            yield Fault(kind=FaultKind.UNKNOWN, forbidden=True, team=team, question=question)


def _broken(rule: Rule) -> Fault:
    # Only the rules about a team name a question beside it.
    team = rule.id if rule.other else ""
    return Fault(kind=FaultKind.BROKEN_LIMIT, forbidden=True, rule=rule, team=team, question=rule.other)


def _rather(counted: Counted, standing: Standing, policy: Policy) -> Iterator[Fault]:
    """Look at every wish that a team likes better than its place."""
    rivals, price = _Rivals(counted, standing), price_of(counted, policy)
    for team in sorted(counted.teams):
        for question in counted.wanted_more(team):
            if rivals.leave_nothing(team, question):
                continue
            broken = counted.broken_by({team: question})
            if not broken:
                moves, now = ((team, question),), counted.plan.get(team)
                gains = now is None or policy == Policy.STABLE or price(team, question) < price(team, now)
                kind = FaultKind.COULD_MOVE_UP
                yield Fault(kind=kind, forbidden=gains, team=team, question=question, moves=moves)
            out = () if not broken else rivals.that_makes_room(team, question, broken)
            if out is not None:
                kind, forbidden = FaultKind.BLOCKING_PAIR, policy == Policy.STABLE
                yield Fault(kind=kind, forbidden=forbidden, team=team, question=question, others=out)


class _Rivals:
    """Teams whose leaving could make room at a question, those that it likes least first."""

    def __init__(self, counted: Counted, standing: Standing) -> None:
        self._counted, self._standing = counted, standing
        self._at: dict[str, list[tuple[Precedence, str]]] = defaultdict(list)
        """Per supervisor, and per question without one, the teams that were not placed by hand."""
        self._last: dict[str, Precedence] = {}
        """Per question, how the last of those teams there stands."""
        for team, held in counted.plan.items():
            if counted.teams[team].fixed is None:
                its = standing.precedence(team, counted.questions[held])
                self._at[self._desk(held)].append((its, team))
                self._last[held] = max(its, self._last.get(held, its))
        for teams in self._at.values():
            teams.sort(reverse=True)

    def _desk(self, question: str) -> str:
        # A supervisor and a question may have the same id.
        supervisor = self._counted.questions[question].supervisor
        return f"supervisor {supervisor}" if supervisor else f"question {question}"

    def leave_nothing(self, team: str, question_id: str) -> bool:
        """Say quickly that a question is full of teams that it does not like less: so for most wishes."""
        question = self._counted.questions[question_id]
        last = self._last.get(question_id)
        is_full = len(self._counted.held[question_id]) >= question.upper
        return is_full and (last is None or last <= self._standing.precedence(team, question))

    def that_makes_room(self, team: str, question: str, broken: list[Rule]) -> tuple[str] | None:
        """Give a team that the question likes less and whose place is enough; nothing without one."""
        if any(rule.other for rule in broken):
            return None
        own = self._standing.precedence(team, self._counted.questions[question])
        is_full = Rule(LimitKind.QUESTION_UPPER, question) in broken
        for its, other in self._at[self._desk(question)]:
            if its <= own:
                return None
            sits_there = self._counted.plan[other] == question
            if (sits_there or not is_full) and not self._counted.broken_by({team: question, other: None}):
                return (other,)
        return None


def _chains(counted: Counted, policy: Policy) -> Iterator[Fault]:
    is_flow = policy != Policy.STABLE
    network = chains.Network(counted, price_of(counted, policy))
    if larger := chains.larger(counted, network):
        yield _moved(FaultKind.LARGER_PLAN, larger, forbidden=is_flow)
    if is_flow and (better := chains.better(counted, network)):
        yield _moved(FaultKind.BETTER_PLAN, better, forbidden=True)


def _moved(kind: FaultKind, moves: chains.Chain, *, forbidden: bool) -> Fault:
    team, question = moves[0]
    others = tuple(other for other, _ in moves[1:])
    return Fault(kind=kind, forbidden=forbidden, team=team, question=question, others=others, moves=moves)
