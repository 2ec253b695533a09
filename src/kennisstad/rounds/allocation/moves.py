# SPDX-License-Identifier: EUPL-1.2
"""The moves by which a pair blocks a plan, as `solve` defines them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kennisstad.rounds.allocation.case import NOBODY, Case
from kennisstad.rounds.allocation.instance import Ties
from kennisstad.rounds.allocation.limits import Limit, keeps, weights_of
from kennisstad.rounds.allocation.stable import Liking


@dataclass(frozen=True, slots=True)
class Move:
    pair: int
    """That blocks."""
    was: int
    """The pair that its team has now, or nobody."""
    out: int
    """The pair of the team that loses its place, or nobody."""


class Moves:
    """What a move changes and whether it may be."""

    def __init__(self, case: Case, rules: Sequence[Limit]) -> None:
        self.case, self.rules = case, rules
        self.team_of = [team for team in range(len(case.teams)) for _ in case.pairs_of(team)]
        self.is_fixed = [team.fixed is not None for team in case.teams]
        self.touched: list[dict[int, int]] = [{} for _ in case.question]
        for number, rule in enumerate(rules):
            for pair, weight in zip(rule.pairs, weights_of(rule), strict=True):
                self.touched[pair][number] = weight
        self.tried = 0
        """Moves looked at, so that what they cost can be counted."""
        liking = Liking(case)
        like = liking.place if case.instance.ties is Ties.LOTS else liking.tier
        supervisor_of = [case.supervisor_of[question] for question in case.question]
        self.likes = [like(*one) for one in zip(supervisor_of, self.team_of, strict=True)]
        self.group_of = [
            (-1 - question if supervisor == NOBODY else supervisor)
            for question, supervisor in zip(case.question, supervisor_of, strict=True)
        ]
        self.groups: dict[int, list[int]] = {}
        """The pairs of each supervisor that may lose their place."""
        for pair, group in enumerate(self.group_of):
            if not self.is_fixed[self.team_of[pair]]:
                self.groups.setdefault(group, []).append(pair)

    def change(self, move: Move) -> dict[int, int]:
        """Give by how much the sum of each rule that a move touches changes."""
        change = dict(self.touched[move.pair])
        for gone in (move.was, move.out):
            if gone != NOBODY:
                for rule, weight in self.touched[gone].items():
                    change[rule] = change.get(rule, 0) - weight
        return {rule: by for rule, by in change.items() if by}

    def amounts(self, has: Sequence[int]) -> list[int]:
        """Give the sum of each rule in a plan, by pair."""
        amounts = [0] * len(self.rules)
        for pair, touched in enumerate(self.touched):
            if has[pair]:
                for rule, weight in touched.items():
                    amounts[rule] += weight
        return amounts

    def blocking(self, team: int, has: Sequence[int], amounts: Sequence[int]) -> Iterator[Move]:
        """Find a move for every pair of a team that blocks a plan, the best wish first."""
        if self.is_fixed[team]:
            return
        was = next((pair for pair in self.case.pairs_of(team) if has[pair]), NOBODY)
        for pair in self.case.pairs_of(team):
            if was != NOBODY and self.case.rank[pair] >= self.case.rank[was]:
                return
            move = next((move for move in self._tried(pair, was, has) if self._may(move, amounts)), None)
            if move:
                yield move

    def _tried(self, pair: int, was: int, has: Sequence[int]) -> Iterator[Move]:
        yield Move(pair, was, NOBODY)
        self.tried += len(self.groups[self.group_of[pair]]) // 8
        worse = [
            other
            for other in self.groups[self.group_of[pair]]
            if has[other] and other != was and self.likes[other] > self.likes[pair]
        ]
        yield from (Move(pair, was, out) for out in worse)

    def _may(self, move: Move, amounts: Sequence[int]) -> bool:
        self.tried += 1
        return all(keeps(self.rules[rule], amounts[rule] + by) for rule, by in self.change(move).items())

    def settled(self, has: list[int], rounds: int) -> bool:
        """Make moves until no pair blocks the plan, and say whether so many rounds were enough."""
        amounts = self.amounts(has)
        for _ in range(rounds):
            moved = False
            for team in range(len(self.case.teams)):
                if move := next(self.blocking(team, has, amounts), None):
                    moved = True
                    for rule, by in self.change(move).items():
                        amounts[rule] += by
                    has[move.pair] = 1
                    for gone in {move.was, move.out} - {NOBODY}:
                        has[gone] = 0
            if not moved:
                return True
        return False
