# SPDX-License-Identifier: EUPL-1.2
"""Two plans side by side: who gains, who loses."""

from dataclasses import dataclass

from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Instance, Plan
from kennisstad.rounds.allocation.worth import difference, profile


@dataclass(frozen=True, slots=True)
class Change:
    """A team with another place; “” is no place."""

    team: str
    before: str
    after: str
    rank_before: int | None
    rank_after: int | None
    """Nothing without a place, or for a place outside its wishes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    gain: tuple[Change, ...]
    """Teams that like their second place better, in the order of the instance."""
    lose: tuple[Change, ...]
    move: tuple[Change, ...]
    """Teams with another place that they like as well."""
    same: int
    """Teams for which nothing changes."""
    size: int
    """How many teams more have a place in the second plan."""
    cost: int
    """How much higher the sum of ranks is in the second plan; more teams cost more."""
    profile: tuple[int, ...]
    """How many teams more have their first wish, their second, …"""


def compare(before: Plan, after: Plan, instance: Instance) -> Comparison:
    """Say what changes for whom when the second plan comes in place of the first."""
    first, second = Counted(before, instance), Counted(after, instance)
    changes = [
        Change(team, first.plan.get(team, ""), second.plan.get(team, ""), first.rank(team), second.rank(team))
        for team in first.teams
        if first.plan.get(team) != second.plan.get(team)
    ]
    ranks = [[rank for team in one.plan if (rank := one.rank(team)) is not None] for one in (first, second)]
    return Comparison(
        gain=tuple(change for change in changes if _liking(change) > 0),
        lose=tuple(change for change in changes if _liking(change) < 0),
        move=tuple(change for change in changes if _liking(change) == 0),
        same=len(first.teams) - len(changes),
        size=len(second.plan) - len(first.plan),
        cost=sum(ranks[1]) - sum(ranks[0]),
        profile=difference(profile(ranks[1]), profile(ranks[0])),
    )


def _liking(change: Change) -> int:
    """Give more than 0 for better, less for worse; what a team never ranked is neither."""
    if not change.before or not change.after:
        return 1 if change.after else -1
    if change.rank_before is None or change.rank_after is None:
        return 0
    return change.rank_before - change.rank_after
