# SPDX-License-Identifier: EUPL-1.2
"""The best plan under a policy, exact, or the rules that clash.

What a plan must keep, whatever the policy:

- A team is placed once at most, with a question it wished for, unless it was placed by hand: then there. A pair that
  level, language, window or an exclusion forbids is not acceptable, also where a team was placed by hand.
- A question has from `lower` to `upper` teams; where the instance allows closures, no team at all is well too.
- A supervisor has from `lower` to `upper` teams over its questions, closures or not. `target` decides nothing.
- A course edition has at most `upper` placed teams, an asker at most its cap of teams, a district at most its cap of
  load: over all placed teams, those placed by hand included.

What *stable* means. A question likes teams in the order of its supervisor's `priority`: by tier, whoever is left out
after all tiers, and under `Ties.LOTS` by lot within a tier. A question without a supervisor is its own supervisor,
without limits, and likes all teams equally (under `Ties.LOTS`: by lot). A team likes questions by rank.
Team t and question q *block* a plan when t was not placed by hand, q is acceptable to t, t has no place or likes q
better than its place, and one of these moves leads to a plan that keeps every rule above:

1. t moves to q, and nothing else changes;
2. t moves to q and one other team u loses its place, where u was not placed by hand, u is at q or at another question
   of q's supervisor, and q likes t better than u (equal is not better).

So a question that was closed blocks only where one team alone is enough to open it; t does not block when its leaving
would put its old question or supervisor below a lower bound; and a full course, asker or district stops a move as a full
question does. Without caps, course seats and lower bounds this is the blocking pair of Abraham, Irving and Manlove.
A plan that no pair blocks is stable; of the stable plans, the policy asks for one that places most.
"""
