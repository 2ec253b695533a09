# SPDX-License-Identifier: EUPL-1.2
"""Stable plans where deferred acceptance does not settle it: ties, course seats, caps and lower bounds.

An integer programme in which every move that would make a pair block must break some rule. Moves that
matter in any round are in it from the start; any other is forbidden once a plan shows it.
"""

from collections.abc import Iterable, Iterator, Sequence

from kennisstad.rounds.allocation import exact, flows
from kennisstad.rounds.allocation.aims import size
from kennisstad.rounds.allocation.case import NOBODY, Case
from kennisstad.rounds.allocation.exact import Best, Impossible, Search, gap
from kennisstad.rounds.allocation.limits import broken, limits, weights_of
from kennisstad.rounds.allocation.mending import mended
from kennisstad.rounds.allocation.moves import Move, Moves
from kennisstad.rounds.allocation.programme import Programme
from kennisstad.rounds.allocation.solution import LimitKind, Undecided

ROUNDS = 50
"""How often all teams may move before a plan that does not settle is left for the programme."""
LAST = 0.05
PER_MOVE = 1e-6
"""Deterministic time that looking at a move is counted for."""
PER_SEARCH = 1e-4
"""Deterministic time that making one variable ready for another search is counted for."""


def best(case: Case, start: list[int], *, budget: float) -> Best:
    """Give a stable plan that places most.

    Args:
        start: the plan of deferred acceptance, which stands where it breaks no rule.
        budget: deterministic time.
    Raises:
        NoFlow: no plan keeps the rules, stable or not.
        Impossible: no stable plan does.
        Undecided: the budget ended before a stable plan was found.
    """
    rules = limits(case)
    most = flows.chosen(case, [size(case)])
    bound = len(most)
    # More rules forbid moves and make none: what no pair blocks stays unblocked.
    incumbent = None if broken(case, rules, start) else start
    if incumbent is not None and len(incumbent) == bound:
        return Best(incumbent)
    moves = Moves(case, rules)
    if incumbent is None:
        # A plan that keeps the rules, whose teams then move until nobody wants to: often stable, and soon
        # there.
        found = exact.best(case, rules, [size(case)], most, budget=budget / 3)
        bound = min(bound, found.bound)
        incumbent = settled(moves, found.chosen) or _mended(moves, (start, most))
    return Stable(case, moves, budget, incumbent).best(bound)


def settled(moves: Moves, chosen: list[int]) -> list[int] | None:
    """Give a stable plan that a plan moves to, if it does so soon."""
    has = [0] * len(moves.case.question)
    for pair in chosen:
        has[pair] = 1
    return pairs_in(has) if moves.settled(has, ROUNDS) else None


def _mended(moves: Moves, plans: Iterable[list[int]]) -> list[int] | None:
    """Give the first stable plan that one of these moves to, once its broken rules are mended."""
    for chosen in plans:
        if (has := mended(moves.case, moves.rules, chosen)) is not None and moves.settled(has, ROUNDS):
            return pairs_in(has)
    return None


def pairs_in(has: Sequence[int]) -> list[int]:
    """Give the pairs of a plan that says of each pair whether it has it."""
    return [pair for pair, one in enumerate(has) if one]


class Stable:
    """A programme for stable plans, with the best one so far."""

    def __init__(self, case: Case, moves: Moves, budget: float, incumbent: list[int] | None) -> None:
        self.case, self.moves, self.incumbent = case, moves, incumbent
        self.programme = Programme(case)
        self.escapes: dict[tuple[int, int], tuple[int, ...]] = {}
        self.none_worse: dict[tuple[int, int, bool], int | None] = {}
        hint = None
        if incumbent is not None:
            hint = [0] * len(case.question)
            for pair in incumbent:
                hint[pair] = 1
        self.search = Search(self.programme, budget, hint)
        for rule in moves.rules:
            self.programme.keep(rule)
        for clause in self._always():
            self.programme.clause(*clause)

    def best(self, bound: int) -> Best:
        """Search until the plan is stable and proven, or the budget ends."""
        worth = size(self.case).worth
        tried = self.moves.tried
        while self.search.budget > LAST and not self._is_proven(bound):
            answer = self.search.improve(worth, self.search.budget)
            bound = min(bound, -answer.bound)
            if answer.values is None:
                if answer.is_proven and self.incumbent is None:
                    raise Impossible
                break
            has = answer.values[: len(worth)]
            amounts = self.moves.amounts(has)
            cuts = [
                move
                for team in range(len(self.case.teams))
                for move in self.moves.blocking(team, has, amounts)
            ]
            if not cuts:
                self._hold(pairs_in(has))
                break
            self._forbid(cuts, has)
            self.search.budget -= (self.moves.tried - tried) * PER_MOVE + PER_SEARCH * self.programme.count
            tried = self.moves.tried
        if self.incumbent is None:
            raise Undecided
        left = gap(len(self.incumbent), bound)
        return Best(self.incumbent, left, "size" if left else "")

    def _is_proven(self, bound: int) -> bool:
        return self.incumbent is not None and len(self.incumbent) == bound

    def _forbid(self, cuts: list[Move], has: list[int]) -> None:
        for move in cuts:
            self.programme.clause(*self.cut(move))
        if (chosen := settled(self.moves, pairs_in(has))) is not None:
            self._hold(chosen)

    def _hold(self, chosen: list[int]) -> None:
        """Keep a stable plan where it is the largest so far."""
        if self.incumbent is None or len(chosen) > len(self.incumbent):
            self.incumbent = chosen

    def cut(self, move: Move) -> list[int]:
        """Give the clause that a move is not open: its team is elsewhere, or a rule stands in the way."""
        team = self.moves.team_of[move.pair]
        away = [~move.was] if move.was != NOBODY else [*self.case.pairs_of(team)]
        stays = [~move.out] if move.out != NOBODY else []
        return [*away, *stays, *self._in_the_way(self.moves.change(move))]

    def _in_the_way(self, change: dict[int, int]) -> list[int]:
        return [literal for rule, by in change.items() for literal in self._escape(rule, by)]

    def _escape(self, rule: int, by: int) -> tuple[int, ...]:
        """Give literals that hold only where changing the sum of a rule by so much breaks it."""
        if (rule, by) not in self.escapes:
            self.escapes[rule, by] = tuple(self._new_escapes(rule, by))
        return self.escapes[rule, by]

    def _new_escapes(self, number: int, by: int) -> Iterator[int]:
        rule = self.moves.rules[number]
        if rule.upper is not None and by > 0:
            yield self._holds_if(number, lower=rule.upper - by + 1)
        if rule.lower is not None and (by < 0 or rule.or_none):
            # Below the lower bound, but not down to nothing where nothing is well.
            least = 1 - by if rule.or_none else None
            yield self._holds_if(number, lower=least, upper=rule.lower - by - 1)

    def _holds_if(self, number: int, *, lower: int | None = None, upper: int | None = None) -> int:
        rule, literal = self.moves.rules[number], self.programme.variable()
        self.programme.sum(rule.pairs, weights_of(rule), lower=lower, upper=upper, only_if=(literal,))
        return literal

    def _always(self) -> Iterator[list[int]]:
        """Give the clauses that matter in any round."""
        for team in range(len(self.case.teams)):
            if not self.moves.is_fixed[team]:
                for pair in self.case.pairs_of(team):
                    yield from self._of_pair(team, pair)

    def _of_pair(self, team: int, pair: int) -> Iterator[list[int]]:
        rank, touched = self.case.rank, self.moves.touched
        others = self.case.pairs_of(team)
        # A team that is as well off, or that may be unable to leave where it is, is not in the way.
        content = [
            other
            for other in others
            if rank[other] <= rank[pair] or any(self._is_lower(rule) for rule in touched[other])
        ]
        free = self._in_the_way(touched[pair])
        yield [*content, *free]
        if (none := self._none_worse(pair, on_question=True)) is not None:
            yield [*content, none, *self._in_the_way(self._of(pair, LimitKind.COURSE))]
        if (none := self._none_worse(pair, on_question=False)) is not None:
            without = {
                rule: weight
                for rule, weight in touched[pair].items()
                if self.moves.rules[rule].rule.kind is not LimitKind.SUPERVISOR_UPPER
            }
            yield [*content, none, *self._in_the_way(without)]
        for other in others:
            if rank[other] > rank[pair] and self.moves.group_of[other] == self.moves.group_of[pair]:
                yield self.cut(Move(pair, other, NOBODY))

    def _is_lower(self, rule: int) -> bool:
        return self.moves.rules[rule].lower is not None

    def _of(self, pair: int, kind: LimitKind) -> dict[int, int]:
        touched = self.moves.touched[pair].items()
        return {rule: weight for rule, weight in touched if self.moves.rules[rule].rule.kind is kind}

    def _none_worse(self, pair: int, *, on_question: bool) -> int | None:
        """Give a literal that holds only where no team that is liked less has a place, if there is one.

        Over a whole supervisor it is of use only where all of its teams can be put out.
        """
        group, likes = self.moves.group_of[pair], self.moves.likes
        key = (self.case.question[pair] if on_question else group, likes[pair], on_question)
        if key not in self.none_worse:
            worse = [
                other
                for other in self.moves.groups[group]
                if likes[other] > likes[pair]
                and (not on_question or self.case.question[other] == self.case.question[pair])
            ]
            self.none_worse[key] = self._none_of(worse, tied=not on_question)
        return self.none_worse[key]

    def _none_of(self, pairs: list[int], *, tied: bool) -> int | None:
        touched = self.moves.touched
        if not pairs or (tied and any(self._is_lower(rule) for pair in pairs for rule in touched[pair])):
            return None
        literal = self.programme.variable()
        self.programme.sum(pairs, [1] * len(pairs), upper=0, only_if=(literal,))
        return literal
