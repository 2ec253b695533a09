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

Node = Rule
"""A place in the network is named by the limit that it stands for."""
NOWHERE = Rule(LimitKind.COURSE, "")
"""Where teams without a place wait, and all courses get their seats from."""
FREE = Rule(LimitKind.SUPERVISOR_UPPER, "")
"""The seats that nobody has."""
Chain = tuple[tuple[str, str], ...]
"""Teams and the questions they go to, “” for none, in the order in which one makes room for the next."""
Price = Callable[[str, str], int]


class Step(NamedTuple):
    to: Node
    price: int
    team: str = ""
    """The team that moves, if the step is a move."""
    question: str = ""


class Network:
    """The steps that are open in a counted plan."""

    def __init__(self, counted: Counted, price: Price) -> None:
        self._counted, self._price = counted, price
        self.steps: dict[Node, list[Step]] = {NOWHERE: [], FREE: []}
        for question in counted.instance.questions:
            self.steps[Rule(LimitKind.QUESTION_UPPER, question.id)] = []
        for supervisor in counted.instance.supervisors:
            self._join(Rule(LimitKind.SUPERVISOR_UPPER, supervisor.id), FREE)
        for course in counted.courses:
            self._join(NOWHERE, Rule(LimitKind.COURSE, course))
        for question in counted.instance.questions:
            self._seat(question)
        for team in counted.teams:
            self._moves(team)

    def _join(self, near: Node, far: Node) -> None:
        """Let one more pass where there is room, and one less where nothing falls short."""
        limit = far if near == NOWHERE else near
        self.steps.setdefault(near, [])
        self.steps.setdefault(far, [])
        if self._counted.may_count(limit, 1):
            self.steps[near].append(Step(far, 0))
        if self._counted.filled[limit] and self._counted.may_count(limit, -1):
            self.steps[far].append(Step(near, 0))

    def _seat(self, question: Question) -> None:
        seat = Rule(LimitKind.QUESTION_UPPER, question.id)
        desk = Rule(LimitKind.SUPERVISOR_UPPER, question.supervisor)
        capped = [
            self._counted.may_count(rule, weight)
            for rule, weight in self._counted.question_weighs[question.id].items()
            if rule.kind in (LimitKind.ASKER, LimitKind.DISTRICT)
        ]
        if self._counted.may_count(seat, 1) and all(capped):
            self.steps[seat].append(Step(desk if desk in self.steps else FREE, 0))
        if self._counted.filled[seat] and self._counted.may_count(seat, -1):
            self.steps[desk if desk in self.steps else FREE].append(Step(seat, 0))

    def _moves(self, team_id: str) -> None:
        team = self._counted.teams[team_id]
        if team.fixed is not None:
            return
        course = Rule(LimitKind.COURSE, team.course)
        home = course if course in self.steps else NOWHERE
        now = self._counted.plan.get(team_id)
        here, paid = home, 0
        if now is not None:
            here, paid = Rule(LimitKind.QUESTION_UPPER, now), self._price(team_id, now)
            self.steps[here].append(Step(home, -paid, team_id))
        for question in self._counted.ranks[team_id]:
            if question != now and not self._counted.bars(team_id, question):
                there = Rule(LimitKind.QUESTION_UPPER, question)
                self.steps[here].append(Step(there, self._price(team_id, question) - paid, team_id, question))


def larger(counted: Counted, network: Network) -> Chain | None:
    """Give moves after which one team more has a place and every limit is kept; nothing if none was found.

    Cost: each step once, and a count of each chain that ends at a free seat until one holds.
    """
    came: dict[Node, tuple[Node, Step]] = {}
    line = deque([NOWHERE])
    while line:
        node = line.popleft()
        for step in network.steps[node]:
            if step.to == FREE:
                chain = _chain([*_road(came, node), step])
                if not counted.broken_by(_as_moves(chain)):
                    return chain
            elif step.to != NOWHERE and step.to not in came:
                came[step.to] = node, step
                line.append(step.to)
    return None


def _road(came: dict[Node, tuple[Node, Step]], node: Node) -> list[Step]:
    road: list[Step] = []
    while node != NOWHERE:
        node, step = came[node]
        road.append(step)
    return road[::-1]


def better(counted: Counted, network: Network) -> Chain | None:
    """Give moves that keep the size and every limit and lower the price; nothing if none was found.

    Cost: rounds of steps from the places that became cheaper, some tens in practice (Bellman 1958).
    """
    cheapest = dict.fromkeys(network.steps, 0)
    came: dict[Node, tuple[Node, Step]] = {}
    changed = list(network.steps)
    while changed:
        changed = list(dict.fromkeys(_cheaper(network, changed, cheapest, came)))
        if trip := _round_trip(came):
            chain = _chain(trip)
            return None if counted.broken_by(_as_moves(chain)) else chain
    return None


def _cheaper(
    network: Network, changed: list[Node], cheapest: dict[Node, int], came: dict[Node, tuple[Node, Step]]
) -> Iterator[Node]:
    for node in changed:
        so_far = cheapest[node]
        for step in network.steps[node]:
            if so_far + step.price < cheapest[step.to]:
                cheapest[step.to] = so_far + step.price
                came[step.to] = node, step
                yield step.to


def _round_trip(came: dict[Node, tuple[Node, Step]]) -> list[Step]:
    """Find a way back that bites its own tail: only one whose price is below zero can."""
    seen: dict[Node, Node] = {}
    for start in came:
        node = start
        while node in came and node not in seen:
            seen[node] = start
            node = came[node][0]
        if node in came and seen[node] == start:
            return _around(came, node)
    return []


def _around(came: dict[Node, tuple[Node, Step]], node: Node) -> list[Step]:
    start = node
    road: list[Step] = []
    while not road or node != start:
        node, step = came[node]
        road.append(step)
    return road[::-1]


def _chain(steps: list[Step]) -> Chain:
    return tuple((step.team, step.question) for step in steps if step.team)


def _as_moves(chain: Chain) -> dict[str, str | None]:
    return {team: question or None for team, question in chain}
