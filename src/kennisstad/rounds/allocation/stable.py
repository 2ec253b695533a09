# SPDX-License-Identifier: EUPL-1.2
"""A stable plan by deferred acceptance: the best that any team can have in a stable plan, on strict lists."""

from heapq import heappop, heappush

from kennisstad.rounds.allocation.case import NOBODY, Case


class Liking:
    """How a supervisor likes teams: the lower the number, the better; no two numbers are equal.

    Within a tier, lots decide: under open ties they do so too, which keeps the plan stable with the ties.
    """

    def __init__(self, case: Case) -> None:
        self.ids = [team.id for team in case.teams]
        self.unnamed = [len(supervisor.priority) for supervisor in case.supervisors]
        self.tiers = [
            {team: tier for tier, tied in enumerate(supervisor.priority) for team in tied}
            for supervisor in case.supervisors
        ]

    def tier(self, supervisor: int, team: int) -> int:
        if supervisor == NOBODY:
            return 0
        return self.tiers[supervisor].get(self.ids[team], self.unnamed[supervisor])

    def place(self, supervisor: int, team: int) -> int:
        """Give the tier and, within it, the lot."""
        return self.tier(supervisor, team) * len(self.ids) + team


def deferred(case: Case) -> list[int]:
    """Give the pairs of a plan that no pair blocks, with ties broken by lot.

    Of the rules only the upper bounds of questions and supervisors are kept, and teams placed by hand. On
    strict lists this is the plan that is best for every team among all stable plans; the order of
    proposals does not matter.
    Cost: one step per wish proposed, each logarithmic in the teams held.
    Source: Abraham, Irving and Manlove 2007, doi:10.1016/j.jda.2006.03.006, student-oriented form. Their
    deletions are left out: a proposal that a deletion would have spared is refused when it is made.
    """
    held = _Held(case)
    question_of = case.question
    left, ends = case.starts[:-1], case.starts[1:]
    for team, one in enumerate(case.teams):
        if one.fixed is not None:
            held.keep(team, question_of[left[team]])
            left[team] += 1
    for first in range(len(left)):
        team = first
        while team != NOBODY and (pair := left[team]) < ends[team]:
            left[team] = pair + 1
            team = held.ask(team, question_of[pair])
    # Whoever has a place has it with its last proposal.
    return [left[team] - 1 for team, question in enumerate(held.at) if question != NOBODY]


class _Held:
    """Who holds a place where, the least liked on top of a heap; whoever has left since is skipped."""

    def __init__(self, case: Case) -> None:
        self.teams = len(case.teams)
        self.at = [NOBODY] * self.teams
        self.worth = Liking(case).place
        self.supervisor_of = case.supervisor_of
        self.room = [question.upper for question in case.questions]
        self.on: list[list[int]] = [[] for _ in case.questions]
        self.rest = [
            self.teams if supervisor.upper is None else supervisor.upper for supervisor in case.supervisors
        ]
        self.under: list[list[int]] = [[] for _ in case.supervisors]

    def keep(self, team: int, question: int) -> None:
        """Give a team placed by hand its place, on no heap, so that nobody puts it out."""
        self.at[team] = question
        self.room[question] -= 1
        if (supervisor := self.supervisor_of[question]) != NOBODY:
            self.rest[supervisor] -= 1

    def ask(self, team: int, question: int) -> int:
        """Let a team ask for a place, and give the team that is left without one, or nobody."""
        supervisor = self.supervisor_of[question]
        worth = -self.worth(supervisor, team)
        self.at[team] = question
        heappush(self.on[question], worth)
        if supervisor != NOBODY:
            heappush(self.under[supervisor], worth)
        if self.room[question] <= 0:
            out = self._least_on(question)
            self.at[out] = NOBODY
            return out
        self.room[question] -= 1
        if supervisor == NOBODY:
            return NOBODY
        if self.rest[supervisor] > 0:
            self.rest[supervisor] -= 1
            return NOBODY
        out = self._least_under(supervisor)
        self.room[self.at[out]] += 1
        self.at[out] = NOBODY
        return out

    def _least_on(self, question: int) -> int:
        heap, at, teams = self.on[question], self.at, self.teams
        while at[team := -heap[0] % teams] != question:
            heappop(heap)
        return team

    def _least_under(self, supervisor: int) -> int:
        heap, at, teams, supervisor_of = self.under[supervisor], self.at, self.teams, self.supervisor_of
        while (place := at[team := -heap[0] % teams]) == NOBODY or supervisor_of[place] != supervisor:
            heappop(heap)
        return team
