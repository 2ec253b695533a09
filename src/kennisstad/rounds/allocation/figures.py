# SPDX-License-Identifier: EUPL-1.2
"""What a plan comes to, in numbers: for the coordinator who reviews it, and beside other plans."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Instance, Plan
from kennisstad.rounds.allocation.standing import Standing
from kennisstad.rounds.allocation.worth import profile


@dataclass(frozen=True, slots=True)
class Group:
    """The teams of one level, course edition or institution, or the seats at questions in one district."""

    id: str
    of: int
    """Teams of a level, course edition or institution; seats in a district."""
    placed: int
    mean_rank: float | None
    """Of those placed with a wish; nothing if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    teams: int
    size: int
    """Placed teams."""
    cost: int
    """The sum of ranks."""
    profile: tuple[int, ...]
    """Teams with their first wish, their second, …, up to the worst that occurs."""
    envy: int
    """Teams that would rather have the place of a team that stands behind them there, lots left aside."""
    envy_of_equals: int
    """Teams that would rather have the place of a team that stands equal to them there, lots left aside."""
    unused: int
    """Seats that nobody has, of questions that run."""
    closed: int
    """Questions without a team."""
    broken: int
    """Rules that the plan breaks."""
    districts: tuple[Group, ...] = ()
    levels: tuple[Group, ...] = ()
    courses: tuple[Group, ...] = ()

    @property
    def share(self) -> float:
        """Give the share of teams with a place, 0 to 1; without teams everybody has one."""
        return self.size / self.teams if self.teams else 1.0

    @property
    def worst(self) -> int:
        """Give the worst rank that occurs; 0 if nobody has a wish of their own."""
        return len(self.profile)


def figures(plan: Plan, instance: Instance) -> Figures:
    """Count what a plan comes to; who stands where is taken from the priorities alone, without lots."""
    counted, standing = Counted(plan, instance), Standing(instance, seed=0)
    ranks = [rank for team in counted.plan if (rank := counted.rank(team)) is not None]
    envied = [_envied(counted, standing, team) for team in counted.teams]
    running = [question for question in instance.questions if counted.held[question.id]]
    return Figures(
        teams=len(instance.teams),
        size=len(counted.plan),
        cost=sum(ranks),
        profile=profile(ranks),
        envy=sum(_BEHIND in found for found in envied),
        envy_of_equals=sum(_EQUAL in found for found in envied),
        unused=sum(max(question.upper - len(counted.held[question.id]), 0) for question in running),
        closed=len(instance.questions) - len(running),
        broken=len(counted.broken()),
        districts=_districts(counted),
        levels=_groups(counted, [(team.level, team.id) for team in instance.teams]),
        courses=_groups(counted, [(team.course, team.id) for team in instance.teams]),
    )


def teams_by(plan: Plan, instance: Instance, groups: Mapping[str, str]) -> tuple[Group, ...]:
    """Count teams by what their course editions belong to, such as an institution.

    Args:
        groups: per course edition the group that it belongs to; a team of any other stands in no group.
    """
    members = [(groups.get(team.course, ""), team.id) for team in instance.teams]
    return _groups(Counted(plan, instance), members)


_BEHIND, _EQUAL = "behind", "equal"


def _envied(counted: Counted, standing: Standing, team: str) -> set[str]:
    found: set[str] = set()
    for question_id in counted.wanted_more(team):
        if counted.bars(team, question_id):
            continue
        question = counted.questions[question_id]
        own = standing.precedence(team, question).tier
        for other in counted.held[question_id]:
            if (
                counted.teams[other].fixed is None
                and (its := standing.precedence(other, question).tier) >= own
            ):
                found.add(_BEHIND if its > own else _EQUAL)
    return found


def _mean(ranks: Iterable[int | None]) -> float | None:
    known = [rank for rank in ranks if rank is not None]
    return sum(known) / len(known) if known else None


def _groups(counted: Counted, members: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    """Count teams by level or course edition; those without one stand in no group."""
    groups: dict[str, list[str]] = {}
    for group, team in members:
        if group:
            groups.setdefault(group, []).append(team)
    return tuple(
        Group(
            id=group,
            of=len(teams),
            placed=sum(team in counted.plan for team in teams),
            mean_rank=_mean(map(counted.rank, teams)),
        )
        for group, teams in sorted(groups.items())
    )


def _districts(counted: Counted) -> tuple[Group, ...]:
    seats: Counter[str] = Counter()
    teams: dict[str, list[str]] = {}
    for question in counted.instance.questions:
        for district in set(question.districts):
            seats[district] += question.upper
            teams.setdefault(district, []).extend(counted.held[question.id])
    return tuple(
        Group(district, seats[district], len(teams[district]), _mean(map(counted.rank, teams[district])))
        for district in sorted(seats)
    )
