# SPDX-License-Identifier: EUPL-1.2
"""Why there is no plan: a smallest set of rules that cannot be kept together."""

from collections.abc import Sequence

from ortools.sat.python import cp_model_helper as cp

from kennisstad.rounds.allocation.barred import Barred
from kennisstad.rounds.allocation.case import Case, with_barred
from kennisstad.rounds.allocation.limits import Limit, limits
from kennisstad.rounds.allocation.programme import Programme
from kennisstad.rounds.allocation.solution import Rule

BUDGET = 10.0
"""Deterministic time for each question that is put to the solver."""


def clash(case: Case) -> tuple[Rule, ...]:
    """Give rules that cannot be kept together, though without any one of them they can; empty when all can.

    That a team gets no more than one place, among its wishes or by hand, is not put to the test.
    Cost: an integer programme, then a small one for every rule that the first blames.
    """
    open_case = with_barred(case)
    rules = [*limits(open_case), *_bars(open_case)]
    blamed = _blamed(open_case, rules)
    needed = blamed
    for rule in blamed:
        without = [one for one in needed if one is not rule]
        if still := _blamed(open_case, without):
            needed = [one for one in without if one in still]
    return tuple(sorted(rule.rule for rule in needed))


def _bars(case: Case) -> list[Limit]:
    barred = Barred(case.instance)
    return [
        Limit(rule, (pair,), (1,), upper=0)
        for number, team in enumerate(case.teams)
        for pair in case.pairs_of(number)
        for rule in barred.rules(team, case.questions[case.question[pair]])
    ]


def _blamed(case: Case, rules: Sequence[Limit]) -> list[Limit]:
    """Give those of the rules that make a plan impossible; nothing where there is one."""
    programme = Programme(case)
    by_switch = {programme.variable(): rule for rule in rules}
    for switch, rule in by_switch.items():
        programme.keep(rule, only_if=(switch,))
    programme.model.assumptions.extend([*by_switch])
    response = programme.solved(BUDGET)
    if response.status != cp.INFEASIBLE:
        return []
    found = [by_switch[switch] for switch in response.sufficient_assumptions_for_infeasibility]
    # Where the solver sees it before it searches, it blames nobody.
    return found or [*rules]
