# SPDX-License-Identifier: EUPL-1.2
"""Chains of moves that make a plan larger or better: a team takes a seat, whoever sat there takes another, …

The plan is a flow from the courses over the teams to the seats of questions and supervisors. What could be
added to it or taken back makes a network of steps; a road through it from no place to a free seat places one
team more (Ford and Fulkerson 1956), and a round trip whose price is below zero makes the plan better (Klein
1967). Seats of questions, supervisors and courses and lower bounds are in the network. Caps of askers and
districts are no flow: they close steps beforehand, and a chain is believed only once it was counted anew. So
what is found is proven; where askers, districts or closed questions bind, not all that exists is found.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Question
from kennisstad.rounds.allocation.solution import LimitKind, Rule

Chain = tuple[tuple[str, str], ...]
"""Teams and the questions they go to, “” for none, in the order in which one makes room for the next."""
Price = Callable[[str, str], int]
NOWHERE, FREE = 0, 1
"""Where teams without a place wait and all courses get their seats from; the seats that nobody has."""


class Step(NamedTuple):
    to: int
    price: int
    team: str = ""
    """The team that moves, if the step is a move."""
    question: str = ""


Came = dict[int, tuple[int, Step]]
"""How a place in the network was reached: from where, by which step."""


class Network:
    """The steps that are open in a counted plan, from each limit of seats to others."""

    def __init__(self, counted: Counted, price: Price) -> None:
        self._counted, self._price = counted, price
        self.steps: list[list[Step]] = [[], []]
        self._seats = {one.id: self._add() for one in counted.instance.questions}
        self._desks = {one.id: self._add() for one in counted.instance.supervisors}
        self._courses = {course: self._add() for course in counted.courses}
        for supervisor, desk in self._desks.items():
            self._join(desk, FREE, Rule(LimitKind.SUPERVISOR_UPPER, supervisor))
        for course, seats in self._courses.items():
            self._join(NOWHERE, seats, Rule(LimitKind.COURSE, course))
        for question in counted.instance.questions:
            desk, limit = (
                self._desks.get(question.supervisor, FREE),
                Rule(LimitKind.QUESTION_UPPER, question.id),
            )
            self._join(self._seats[question.id], desk, limit, is_open=self._is_open(question))
        for team in counted.teams:
            self._add_moves(team)

    def _add(self) -> int:
        self.steps.append([])
        return len(self.steps) - 1

    def _join(self, near: int, far: int, limit: Rule, *, is_open: bool = True) -> None:
        """Let one more pass where there is room, and one less where nothing falls short."""
        if is_open and self._counted.may_count(limit, 1):
            self.steps[near].append(Step(far, 0))
        if self._counted.filled[limit] and self._counted.may_count(limit, -1):
            self.steps[far].append(Step(near, 0))

    def _is_open(self, question: Question) -> bool:
        return all(
            self._counted.may_count(rule, weight)
            for rule, weight in self._counted.question_weighs[question.id].items()
            if rule.kind in (LimitKind.ASKER, LimitKind.DISTRICT)
        )

    def _add_moves(self, team_id: str) -> None:
        team, now = self._counted.teams[team_id], self._counted.plan.get(team_id)
        if team.fixed is not None:
            return
        here, paid = self._courses.get(team.course, NOWHERE), 0
        if now is not None:
            home, here, paid = here, self._seats[now], self._price(team_id, now)
            self.steps[here].append(Step(home, -paid, team_id))
        for question in self._counted.ranks[team_id]:
            if question != now and not self._counted.bars(team_id, question):
                price = self._price(team_id, question) - paid
                self.steps[here].append(Step(self._seats[question], price, team_id, question))


def larger(counted: Counted, network: Network) -> Chain | None:
    """Give moves after which one team more has a place and every limit is kept; nothing if none was found.

    Cost: each step once, and a count of each chain that ends at a free seat until one holds.
    """
    came: Came = {}
    line = deque([NOWHERE])
    while line:
        node = line.popleft()
        for step in network.steps[node]:
            if step.to == FREE:
                chain = _chain([*_road(came, node), step])
                if not counted.broken_by(as_moves(chain)):
                    return chain
            elif step.to != NOWHERE and step.to not in came:
                came[step.to] = node, step
                line.append(step.to)
    return None


def _road(came: Came, node: int) -> list[Step]:
    road: list[Step] = []
    while node != NOWHERE:
        node, step = came[node]
        road.append(step)
    return road[::-1]


def better(counted: Counted, network: Network) -> Chain | None:
    """Give moves that keep the size and every limit and lower the price; nothing if none was found.

    Cost: rounds of steps from the places that became cheaper, some tens in practice (Bellman 1958).
    """
    cheapest = [0] * len(network.steps)
    came: Came = {}
    changed, rounds = set(range(len(network.steps))), 0
    while changed:
        changed, rounds = set(_cheaper(network, changed, cheapest, came)), rounds + 1
        # Looking back costs what a round does: after 1, 2, 4, 8 … it is never the most of the work.
        if rounds & (rounds - 1) == 0 and (trip := _round_trip(came)):
            chain = _chain(trip)
            return None if counted.broken_by(as_moves(chain)) else chain
    return None


def _cheaper(network: Network, changed: set[int], cheapest: list[int], came: Came) -> Iterator[int]:
    for node in sorted(changed):
        so_far = cheapest[node]
        for step in network.steps[node]:
            price = so_far + step[1]
            if price < cheapest[step[0]]:
                cheapest[step[0]] = price
                came[step[0]] = node, step
                yield step[0]


def _round_trip(came: Came) -> list[Step]:
    """Find a way back that bites its own tail: only one whose price is below zero can."""
    seen: dict[int, int] = {}
    for start in came:
        node = start
        while node in came and node not in seen:
            seen[node] = start
            node = came[node][0]
        if node in came and seen[node] == start:
            return _around(came, node)
    return []


def _around(came: Came, node: int) -> list[Step]:
    start = node
    road: list[Step] = []
    while not road or node != start:
        node, step = came[node]
        road.append(step)
    return road[::-1]


def _chain(steps: list[Step]) -> Chain:
    return tuple((step.team, step.question) for step in steps if step.team)


def as_moves(chain: Chain) -> dict[str, str | None]:
    """Give the question of each team that a chain moves, or nothing."""
    return {team: question or None for team, question in chain}
