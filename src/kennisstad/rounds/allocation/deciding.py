# SPDX-License-Identifier: EUPL-1.2
"""Which method decides: a flow where it holds all the rules, else an integer programme."""

from kennisstad.rounds.allocation import blocking, exact, flows
from kennisstad.rounds.allocation.aims import aims
from kennisstad.rounds.allocation.case import Case, solution
from kennisstad.rounds.allocation.clash import clash
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.limits import broken, limits
from kennisstad.rounds.allocation.programme import UNITS_PER_SECOND
from kennisstad.rounds.allocation.solution import LimitKind, NoPlan, Rule, Solution
from kennisstad.rounds.allocation.stable import deferred


def placed(case: Case, policy: Policy, limit_s: float) -> Solution:
    """Give the best plan under any policy but `stable`; raises what `solve` raises."""
    wanted = aims(case, policy)
    try:
        chosen = flows.chosen(case, wanted)
        if not case.needs_programme or not broken(case, rules := limits(case), chosen):
            return solution(case, policy, chosen)
        found = exact.best(case, rules, wanted, chosen, budget=limit_s * UNITS_PER_SECOND)
    except (flows.NoFlow, exact.Impossible):
        raise NoPlan(clash(case)) from None
    return solution(case, policy, found.chosen, gap=found.gap, unproven=found.unproven)


def stable(case: Case, limit_s: float) -> Solution:
    """Give a stable plan that places most; raises what `solve` raises."""
    if case.is_overfull:
        raise NoPlan(clash(case))
    try:
        found = blocking.best(case, deferred(case), budget=limit_s * UNITS_PER_SECOND)
    except flows.NoFlow:
        raise NoPlan(clash(case)) from None
    except exact.Impossible:
        # There may be plans, but no stable one.
        raise NoPlan(clash(case) or (Rule(LimitKind.STABLE, ""),)) from None
    return solution(case, Policy.STABLE, found.chosen, gap=found.gap, unproven=found.unproven)
