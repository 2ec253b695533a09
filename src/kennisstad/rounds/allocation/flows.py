# SPDX-License-Identifier: EUPL-1.2
"""The best plan as a flow, exact for any number of aims in turn.

A unit runs from each team over a pair to a question, on to its supervisor and out; a team without a place
runs out over its course edition. Every arc has a lower and an upper bound, so seats and lower bounds of
questions and supervisors and seats of course editions are all in the network. Caps are not, nor are
questions that may close.

After each aim, arcs that no flow which is best so far can use (or leave) are fixed there: by complementary
slackness with one set of shortest distances these are exactly the best flows. So a hundred thousand teams
with ten ranks never need a number larger than the solver can hold, and the network shrinks on the way.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import max_flow, min_cost_flow

from kennisstad.rounds.allocation.aims import Aim, Numbers
from kennisstad.rounds.allocation.case import NOBODY, Case


class NoFlow(Exception):
    """No flow keeps all the bounds."""


@dataclass(slots=True)
class Network:
    """Arcs, those of the pairs first; `lower` and `upper` close in on the best flows, aim by aim."""

    pairs: int
    tail: Numbers
    head: Numbers
    lower: Numbers
    upper: Numbers
    supply: Numbers
    """What enters at each node; below zero what leaves."""
    out: int
    """The arc of all that stay without a place."""


def network(case: Case) -> Network:
    """Build the network of a case, in the order of lots."""
    teams, questions = len(case.teams), len(case.questions)
    courses = sorted({team.course for team in case.teams})
    first_supervisor = teams + questions
    first_course = first_supervisor + len(case.supervisors)
    without = first_course + len(courses)
    sink = without + 1
    team = np.repeat(np.arange(teams, dtype=np.int64), np.diff(case.starts))
    arcs: list[tuple[int, int, int, int]] = []
    for number, question in enumerate(case.questions):
        to = case.supervisor_of[number]
        least = 0 if case.instance.closures else question.lower
        arcs.append((teams + number, sink if to == NOBODY else first_supervisor + to, least, question.upper))
    for number, supervisor in enumerate(case.supervisors):
        most = teams if supervisor.upper is None else supervisor.upper
        arcs.append((first_supervisor + number, sink, supervisor.lower, max(most, supervisor.lower)))
    arcs += _left_out(case, courses, first_course, without)
    arcs.append((without, sink, 0, teams))
    tail, head, lower, upper = np.array(arcs, dtype=np.int64).T
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[:teams], supply[sink] = 1, -teams
    question_of = np.array(case.question, dtype=np.int64)
    return Network(
        pairs=len(team),
        tail=np.concatenate([team, tail]),
        head=np.concatenate([teams + question_of, head]),
        lower=np.concatenate([np.zeros_like(team), lower]),
        upper=np.concatenate([np.ones_like(team), upper]),
        supply=supply,
        out=len(team) + len(arcs) - 1,
    )


def _left_out(case: Case, courses: list[str], first: int, without: int) -> list[tuple[int, int, int, int]]:
    """Give the arcs of teams without a place: as many must leave a course edition as find no seat in it."""
    place = {course: first + number for number, course in enumerate(courses)}
    seats = {course.id: course.upper for course in case.instance.courses}
    members = dict.fromkeys(courses, 0)
    arcs = []
    for number, team in enumerate(case.teams):
        members[team.course] += 1
        if team.fixed is None:
            arcs.append((number, place[team.course], 0, 1))
    for course, count in members.items():
        most = seats.get(course)
        least = 0 if most is None else max(0, count - most)
        arcs.append((place[course], without, least, count))
    return arcs


def chosen(case: Case, aims: list[Aim]) -> list[int]:
    """Give the pairs of the best plan that keeps what the network holds; the first aim must be size.

    Raises:
        NoFlow: no plan keeps it.
    """
    if not case.teams:
        return []
    pairs: list[int] = np.flatnonzero(best(network(case), aims)).tolist()
    return pairs


def best(net: Network, aims: list[Aim]) -> npt.NDArray[np.bool_]:
    """Give the pairs of the best flow, and leave in the network the bounds of the flows that are as good.

    The first aim must be size.

    Raises:
        NoFlow: no flow keeps the bounds.
    """
    _place_most(net)
    _spare_worst(net, aims[1:])
    flow: Numbers | None = None
    for aim in aims[1:]:
        cost = np.zeros_like(net.lower)
        cost[: net.pairs] = np.where((net.lower < net.upper)[: net.pairs], aim.worth, 0)
        if cost.any():
            flow = _cheapest(net, cost)
            _keep_best(net, cost, flow)
    if flow is None:
        flow = _cheapest(net, np.zeros_like(net.lower))
    chosen: npt.NDArray[np.bool_] = flow[: net.pairs] > 0
    return chosen


def _place_most(net: Network) -> None:
    """Fix how many stay without a place, at the fewest."""
    upper = net.upper.copy()
    upper[net.out] = 0
    short = _short(net, np.zeros_like(net.lower), upper)
    net.lower[net.out] = short
    upper = net.upper.copy()
    upper[net.out] = short
    if _short(net, net.lower, upper):
        # Lower bounds cost places: how many, a flow must say.
        net.lower[net.out] = 0
        cost = np.zeros_like(net.lower)
        cost[net.out] = 1
        short = int(_cheapest(net, cost)[net.out])
    net.lower[net.out] = net.upper[net.out] = short


def _spare_worst(net: Network, aims: list[Aim]) -> None:
    """Close the pairs of the aims at the head that can be brought to nothing, all at once."""
    counted = [aim for aim in aims if aim.worth.min(initial=0) == 0 and aim.name.startswith("rank")]
    if not counted or counted[0] is not aims[0]:
        return
    few, many = 0, len(counted)
    while few < many:
        middle = (few + many + 1) // 2
        if _short(net, net.lower, _without(net, counted[:middle])):
            many = middle - 1
        else:
            few = middle
    net.upper = _without(net, counted[:few])


def _without(net: Network, aims: list[Aim]) -> Numbers:
    upper = net.upper.copy()
    for aim in aims:
        upper[: net.pairs][aim.worth > 0] = net.lower[: net.pairs][aim.worth > 0]
    return upper


def _left_to_carry(net: Network, lower: Numbers) -> Numbers:
    """Give what enters at each node when every arc carries its lower bound already."""
    excess = net.supply.copy()
    np.subtract.at(excess, net.tail, lower)
    np.add.at(excess, net.head, lower)
    return excess


def _short(net: Network, lower: Numbers, upper: Numbers) -> int:
    """Give how many units find no way through."""
    excess = _left_to_carry(net, lower)
    into, outof = np.flatnonzero(excess > 0), np.flatnonzero(excess < 0)
    free = np.flatnonzero(lower < upper)
    start, end = len(excess), len(excess) + 1
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        np.concatenate([np.full_like(into, start), net.tail[free], outof]).astype(np.int32),
        np.concatenate([into, net.head[free], np.full_like(outof, end)]).astype(np.int32),
        np.concatenate([excess[into], (upper - lower)[free], -excess[outof]]),
    )
    total = int(excess[into].sum())
    if total == 0:
        return 0
    flow.solve(start, end)
    return total - int(flow.optimal_flow())


def _cheapest(net: Network, cost: Numbers) -> Numbers:
    """Give a flow of the least cost, by arc."""
    free = np.flatnonzero(net.lower < net.upper)
    excess = _left_to_carry(net, net.lower)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        net.tail[free].astype(np.int32),
        net.head[free].astype(np.int32),
        (net.upper - net.lower)[free],
        cost[free],
    )
    # Nodes that no free arc touches are unknown to the solver: they must be in balance by themselves.
    known = int(max(net.tail[free].max(initial=-1), net.head[free].max(initial=-1))) + 1
    if excess[known:].any() or (net.lower > net.upper).any():
        raise NoFlow
    flow = net.lower.copy()
    if not known:
        return flow
    solver.set_nodes_supplies(np.arange(known, dtype=np.int32), excess[:known])
    status = solver.solve()
    if status == solver.INFEASIBLE:
        raise NoFlow
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"The flow solver gave up: {status.name}.")
    flow[free] += solver.flows(np.arange(len(free), dtype=np.int32))
    return flow


def _keep_best(net: Network, cost: Numbers, flow: Numbers) -> None:
    """Fix every arc that flows of this cost have no choice about."""
    free = np.flatnonzero(net.lower < net.upper)
    distance = _distances(net, cost, flow, free)
    reduced = (cost + distance[net.tail] - distance[net.head])[free]
    net.upper[free[reduced > 0]] = net.lower[free[reduced > 0]]
    net.lower[free[reduced < 0]] = net.upper[free[reduced < 0]]


def _distances(net: Network, cost: Numbers, flow: Numbers, free: Numbers) -> Numbers:
    """Give the length of a shortest way to each node over arcs that can still carry more, or less.

    Raises:
        ArithmeticError: the flow is not of the least cost.
    """
    more = free[flow[free] < net.upper[free]]
    less = free[flow[free] > net.lower[free]]
    tail = np.concatenate([net.tail[more], net.head[less]])
    head = np.concatenate([net.head[more], net.tail[less]])
    length = np.concatenate([cost[more], -cost[less]])
    order = np.argsort(head, kind="stable")
    tail, head, length = tail[order], head[order], length[order]
    first = np.flatnonzero(np.diff(head, prepend=-1))
    ends = head[first]
    distance = np.zeros_like(net.supply)
    for _ in range(len(net.supply) + 1):
        nearer = np.minimum(distance[ends], np.minimum.reduceat(distance[tail] + length, first))
        if np.array_equal(nearer, distance[ends]):
            return distance
        distance[ends] = nearer
    raise ArithmeticError("The flow solver gave a plan that is not the best.")
