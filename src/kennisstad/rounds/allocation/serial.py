# SPDX-License-Identifier: EUPL-1.2
"""First come, first served, in the order of the lots: no policy, but what policies are measured against."""

from collections.abc import Collection

from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Instance, Plan
from kennisstad.rounds.allocation.solution import LimitKind
from kennisstad.rounds.allocation.standing import drawn

_LOWER = (LimitKind.QUESTION_LOWER, LimitKind.SUPERVISOR_LOWER)


def first_come(instance: Instance, *, seed: int) -> Plan:
    """Let each team, by lot, take the best of its wishes that is left; teams placed by hand go before all.

    Questions that end up below their lower bound are closed, where that is allowed, and all begin anew. Other
    lower bounds may be missed: nobody who comes first looks at them.
    """
    order = sorted(drawn(seed, [team.id for team in instance.teams]).items(), key=lambda drawn: drawn[1])
    teams, closed = [team for team, _ in order], set[str]()
    while True:
        counted = _served(instance, teams, closed)
        short = {q.id for q in instance.questions if 0 < len(counted.held[q.id]) < q.lower}
        by_hand = {team.fixed for team in instance.teams}
        if not instance.closures or not short - by_hand:
            return counted.plan
        closed |= short - by_hand


def _served(instance: Instance, teams: list[str], closed: Collection[str]) -> Counted:
    counted = Counted({team.id: team.fixed for team in instance.teams if team.fixed is not None}, instance)
    for team in teams:
        for question in counted.wanted_more(team):
            broken = counted.broken_by({team: question}) if question not in closed else None
            if broken is not None and all(rule.kind in _LOWER for rule in broken):
                counted.put(team, question)
                break
    return counted
