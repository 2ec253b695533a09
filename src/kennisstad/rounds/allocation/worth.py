# SPDX-License-Identifier: EUPL-1.2
"""What a policy makes of a place: numbers that add up over a plan, so that less is better.

Every number is exact however many teams there are: a whole number with a base above the count of teams.
"""

from collections.abc import Callable, Iterable
from itertools import zip_longest

from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Policy


def profile(ranks: Iterable[int]) -> tuple[int, ...]:
    """Count the ranks: how many first, second, third …, up to the last that occurs."""
    ranks = list(ranks)
    return tuple(ranks.count(rank) for rank in range(1, max(ranks, default=0) + 1))


def price_of(counted: Counted, policy: Policy) -> Callable[[str, str], int]:
    """Give what a team on a question costs under a policy; of equally large plans the cheapest is wanted.

    Stability is no sum: under `stable` a place costs its rank, which tells better from worse for one team.
    """
    worst = max((len(team.wishes) for team in counted.instance.teams), default=0)
    base = len(counted.instance.teams) + 1
    priced = {rank: _price(rank, worst, base, policy) for rank in range(worst + 1)}
    heavy = int(base ** (worst + 1)) if policy == Policy.URGENT else 0
    weights = {question.id: question.weight * heavy for question in counted.instance.questions}

    def price(team: str, question: str) -> int:
        return priced[counted.ranks[team].get(question, 0)] - weights[question]

    return price


def _price(rank: int, worst: int, base: int, policy: Policy) -> int:
    # A place outside the wishes counts no rank; only a place by hand can be one, and that never moves.
    if rank == 0:
        return 0
    if policy == Policy.GREEDY:
        return -int(base ** (worst - rank))
    if policy in (Policy.GENEROUS, Policy.URGENT):
        return int(base ** (rank - 1))
    return rank


def difference(after: Iterable[int], before: Iterable[int]) -> tuple[int, ...]:
    """Give what one profile has more than another, rank by rank."""
    return tuple(a - b for a, b in zip_longest(after, before, fillvalue=0))
