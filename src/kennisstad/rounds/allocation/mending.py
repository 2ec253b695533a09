# SPDX-License-Identifier: EUPL-1.2
"""A plan to start from where a flow breaks rules: what breaks them goes out, what still fits comes in."""

from collections.abc import Sequence

from kennisstad.rounds.allocation.case import Case
from kennisstad.rounds.allocation.limits import Limit, keeps, weights_of


def mended(case: Case, rules: Sequence[Limit], chosen: Sequence[int]) -> list[int] | None:
    """Give a plan, by pair, that keeps the rules, made from one that does not; nothing if this fails.

    Cost: for each rule some passes over its pairs; no search.
    """
    plan = _Mending(case, rules, chosen)
    for _ in range(len(rules)):
        wrong = [number for number, rule in enumerate(rules) if not keeps(rule, plan.amounts[number])]
        if not wrong:
            break
        for number in wrong:
            plan.take_out(number)
    plan.put_in()
    is_whole = all(keeps(rule, amount) for rule, amount in zip(rules, plan.amounts, strict=True))
    return plan.has if is_whole else None


class _Mending:
    def __init__(self, case: Case, rules: Sequence[Limit], chosen: Sequence[int]) -> None:
        self.case, self.rules = case, rules
        self.touched: list[list[tuple[int, int]]] = [[] for _ in case.question]
        for number, rule in enumerate(rules):
            for pair, weight in zip(rule.pairs, weights_of(rule), strict=True):
                self.touched[pair].append((number, weight))
        self.has = [0] * len(case.question)
        self.amounts = [0] * len(rules)
        for pair in chosen:
            self._set(pair, 1)

    def _set(self, pair: int, to: int) -> None:
        self.has[pair] = to
        for number, weight in self.touched[pair]:
            self.amounts[number] += weight if to else -weight

    def take_out(self, number: int) -> None:
        """Take pairs out of a broken rule, the worst ranks first, until it is kept or none can be taken."""
        rule = self.rules[number]
        held = sorted((pair for pair in rule.pairs if self.has[pair]), key=lambda pair: self.case.rank[pair])
        while held and not keeps(rule, self.amounts[number]):
            pair = held.pop()
            if self.case.teams[self.case.team_of(pair)].fixed is None:
                self._set(pair, 0)

    def put_in(self) -> None:
        """Give teams without a place their best wish that fits, in the order of their lots."""
        for team in range(len(self.case.teams)):
            pairs = self.case.pairs_of(team)
            if not any(self.has[pair] for pair in pairs):
                fits = (pair for pair in pairs if self._fits(pair))
                if (pair := next(fits, None)) is not None:
                    self._set(pair, 1)

    def _fits(self, pair: int) -> bool:
        return all(keeps(self.rules[number], self.amounts[number] + by) for number, by in self.touched[pair])
