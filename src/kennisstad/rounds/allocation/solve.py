# SPDX-License-Identifier: EUPL-1.2
"""The best plan under a policy, exact, or the rules that clash.

What a plan must keep, whatever the policy:

- A team is placed once at most, with a question it wished for, unless it was placed by hand: then there. A
  pair that level, language, window or an exclusion forbids is not acceptable, also where a team was placed
  by hand.
- A question has from `lower` to `upper` teams; where the instance allows closures, no team at all is well
  too.
- A supervisor has from `lower` to `upper` teams over its questions, closures or not. `target` decides
  nothing.
- A course edition has at most `upper` placed teams, an asker at most its cap of teams, a district at most
  its cap of load: over all placed teams, those placed by hand included.

What *stable* means. A question likes teams in the order of its supervisor's `priority`: by tier, whoever is
left out after all tiers, and under `Ties.LOTS` by lot within a tier. A question without a supervisor is its
own supervisor, without limits, and likes all teams equally (under `Ties.LOTS`: by lot). A team likes
questions by rank.
Team t and question q *block* a plan when t was not placed by hand, q is acceptable to t, t has no place or
likes q better than its place, and one of these moves leads to a plan that keeps every rule above:

1. t moves to q, and nothing else changes;
2. t moves to q and one other team u loses its place, where u was not placed by hand, u is at q or at
   another question of q's supervisor, and q likes t better than u (equal is not better).

So a question that was closed blocks only where one team alone is enough to open it; t does not block when
its leaving would put its old question or supervisor below a lower bound; and a full course, asker or
district stops a move as a full question does. Without caps, course seats and lower bounds this is the
blocking pair of Abraham, Irving and Manlove. A plan that no pair blocks is stable; of the stable plans, the
policy asks for one that places most.
"""

from kennisstad.rounds.allocation.case import ready, solution
from kennisstad.rounds.allocation.instance import Instance, Policy
from kennisstad.rounds.allocation.solution import Solution
from kennisstad.rounds.allocation.stable import deferred

LIMIT_S = 60.0


def solve(instance: Instance, policy: Policy, *, seed: int, limit_s: float = LIMIT_S) -> Solution:
    """Give the best plan under a policy; the order of the input does not matter.

    Args:
        seed: the lots are drawn from it; they decide between equal plans, under `Ties.LOTS` between teams
            too.
        limit_s: roughly the seconds that an integer programme may take on one core. It is counted in steps
            of the solver, so the same input, seed and version give the same plan on every machine.
    Raises:
        Unfit: the instance cannot be solved as it stands.
        NoPlan: no plan keeps all the rules.
        Undecided: the time was too short to find a plan, or to prove that there is none.

    Stable plans of strict lists come from deferred acceptance; with ties or more rules, they are proven by
    the largest flow or by an integer programme. For the other policies a flow is exact until caps, or
    questions that may close, break it; then an integer programme is.
    """
    case = ready(instance, seed)
    if policy is Policy.STABLE and case.is_strict and not case.has_more_rules and not case.is_overfull:
        return solution(case, policy, deferred(case))
    # Late, so that a stable plan does not wait for libraries that it does not need.
    from kennisstad.rounds.allocation import deciding  # noqa: PLC0415

    if policy is Policy.STABLE:
        return deciding.stable(case, limit_s)
    return deciding.placed(case, policy, limit_s)
