# SPDX-License-Identifier: EUPL-1.2
"""The best plan where the rules are more than a flow can hold: aim after aim by an integer programme.

What an aim came to is kept while the next is sought. The budget is the solver's own count of steps; when
it is used up, the best plan so far is given, with the gap of the first aim that is not proven.
"""

from dataclasses import dataclass

import numpy as np

from kennisstad.rounds.allocation.aims import Aim, Numbers
from kennisstad.rounds.allocation.case import Case
from kennisstad.rounds.allocation.limits import Limit
from kennisstad.rounds.allocation.mending import mended
from kennisstad.rounds.allocation.programme import Answer, Programme
from kennisstad.rounds.allocation.relaxation import Relaxed, relaxed, rows_of
from kennisstad.rounds.allocation.solution import Undecided

LEAST = 0.05
"""Deterministic time below which no further aim is tried."""
NEAR = 0.3
"""The share of the pairs that is looked at first: those that the relaxation would pay the least for."""
HEAVIEST = 10**6
PER_ENTRY = 3e-6
"""Deterministic time that an entry of a linear programme is counted for."""


class Impossible(Exception):
    """It is proven that no plan keeps the rules."""


@dataclass(slots=True)
class Best:
    chosen: list[int]
    gap: float = 0.0
    unproven: str = ""
    bound: int = 0
    """At most so many teams can be placed."""


@dataclass(slots=True)
class Search:
    """A programme, the best values so far and what is left of the budget."""

    programme: Programme
    budget: float
    values: list[int] | None = None
    gap: float = 0.0
    unproven: str = ""

    def improve(self, weights: Numbers, budget: float) -> Answer:
        answer = self.programme.best(weights.tolist(), self.values, budget)
        self.budget -= answer.spent
        if answer.values is not None:
            self.values = answer.values
        return answer

    def reach(self, aim: Aim, share: float) -> int:
        """Bring one aim as far as a share of the budget goes, hold it there, and give the bound of the best.

        Raises:
            Impossible: no plan keeps the rules.
            Undecided: neither a plan was found, nor that there is none.
        """
        now = self._value(aim)
        least = int(aim.worth[aim.worth < 0].sum())
        if now is None or now > least:
            now, least = self._brought(aim, now, max(self.budget * share, LEAST))
        used = np.flatnonzero(aim.worth)
        self.programme.sum(used.tolist(), aim.worth[used].tolist(), upper=now)
        return least

    def _brought(self, aim: Aim, now: int | None, budget: float) -> tuple[int, int]:
        least = int(aim.worth[aim.worth < 0].sum())
        if now is not None and self.budget < LEAST:
            self._leave(aim, now, least)
            return now, least
        if (known := self.near(aim.worth, budget / 2)) is not None:
            least, now = known.bound, self._value(aim)
            if now is not None:
                self.programme.fix(*known.settled(now))
        if now == least:
            return now, least
        answer = self.improve(aim.worth, budget)
        if answer.is_proven and answer.values is not None:
            return answer.value, answer.value
        if answer.is_proven and now is None:
            raise Impossible
        if (value := self._value(aim)) is None:
            raise Undecided
        self._leave(aim, value, max(least, answer.bound))
        return value, max(least, answer.bound)

    def near(self, weights: Numbers, budget: float) -> Relaxed | None:
        """Look for a plan among the pairs that a linear programme comes near to, and give what it says."""
        cost = np.zeros(self.programme.count, dtype=np.int64)
        cost[: self.programme.pairs] = weights
        rows = rows_of(self.programme.model)
        self.budget -= len(rows.row) * PER_ENTRY
        known = relaxed(rows, cost)
        if known is None:
            return None
        dear = np.sort(known.reduced)[int(len(cost) * NEAR)]
        far = np.flatnonzero(known.reduced > max(0, dear))
        if self._worth(weights) == known.bound or len(far) < len(cost) / 4:
            return known
        with self.programme.without(far):
            answer = self.programme.best(weights.tolist(), self.values, budget)
        self.budget -= answer.spent
        if answer.values is not None and self._is_better(answer.values, weights):
            self.values = answer.values
        return known

    def _is_better(self, values: list[int], weights: Numbers) -> bool:
        now = self._worth(weights)
        return now is None or np.dot(weights, values[: len(weights)]) < now

    def _leave(self, aim: Aim, value: int, bound: int) -> None:
        """Note an aim that is not proven, if it is the first."""
        if not self.unproven:
            self.unproven, self.gap = aim.name, gap(value, bound)

    def _value(self, aim: Aim) -> int | None:
        return self._worth(aim.worth)

    def _worth(self, weights: Numbers) -> int | None:
        if self.values is None:
            return None
        return int(np.dot(weights, self.values[: len(weights)]))

    def chosen(self) -> list[int]:
        return [pair for pair, value in enumerate((self.values or [])[: self.programme.pairs]) if value]


def gap(value: int, bound: int) -> float:
    """Give how far a value may be from the best, as a share of it; 1 at most."""
    return min(1.0, abs(value - bound) / max(1, abs(value)))


def best(case: Case, rules: list[Limit], aims: list[Aim], start: list[int], *, budget: float) -> Best:
    """Give the best plan that keeps the rules, proven as far as a budget of deterministic time goes.

    Args:
        start: the pairs of a plan that need not keep them.
    Raises:
        Impossible: no plan keeps the rules.
        Undecided: the budget ended before a plan was found.
    """
    programme = Programme(case)
    for rule in rules:
        programme.keep(rule)
    search = Search(programme, budget, mended(case, rules, start))
    # One rough aim for all: it brings most of them where they must be, before they are proven.
    search.near(_rough(aims[:-1] or aims), max(search.budget / 4, LEAST))
    most = -search.reach(aims[0], 0.5)
    for aim in aims[1:]:
        search.reach(aim, 0.5)
    return Best(search.chosen(), search.gap, search.unproven, most)


def _rough(aims: list[Aim]) -> Numbers:
    """Join aims in one, each three times as heavy as the most of the next, as far as numbers go."""
    total = np.zeros_like(aims[0].worth)
    for aim in aims:
        if abs(total).max(initial=0) > HEAVIEST:
            break
        total = total * 3 * max(1, int(abs(aim.worth).max(initial=0))) + aim.worth
    return total
