# SPDX-License-Identifier: EUPL-1.2
"""Who stands before whom at a question: first the priority of its supervisor, then the lots.

Finds the lots anew, apart from the solver, so that a slip in one of the two shows.
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from kennisstad.rounds.allocation.instance import Instance, Question, Ties


class Precedence(NamedTuple):
    """How early a team comes at a question; less is better, and equal is equal."""

    tier: int
    """0 for the first tier of the priority; a team that is left out comes after the last."""
    lot: int
    """From 1; 0 where lots decide nothing."""


def drawn(seed: int, teams: Iterable[str]) -> dict[str, int]:
    """Give each team its lot, 1 to n: the place of the SHA-256 of “seed:team” among those of all teams."""

    def drum(team: str) -> tuple[str, str]:
        return hashlib.sha256(f"{seed}:{team}".encode()).hexdigest(), team

    return {team: lot for lot, team in enumerate(sorted(set(teams), key=drum), start=1)}


class Standing:
    """Which team goes before which at each question, for one instance and seed."""

    def __init__(self, instance: Instance, *, seed: int) -> None:
        self.lots = drawn(seed, [team.id for team in instance.teams])
        self._counts = self.lots if instance.ties == Ties.LOTS else {}
        self._tiers = {
            one.id: {team: tier for tier, teams in enumerate(one.priority) for team in teams}
            for one in instance.supervisors
        }

    def precedence(self, team: str, question: Question) -> Precedence:
        tiers = self._tiers.get(question.supervisor, {})
        return Precedence(tiers.get(team, len(tiers)), self._counts.get(team, 0))
