# SPDX-License-Identifier: EUPL-1.2
"""Why a team has its place, and why not each wish it likes better: facts that can be checked by hand.

An explanation is about one plan, whoever made it. It claims nothing of how the plan was found: it says which
rule stands between the team and its wish, and who sits there by what. The words for it come elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kennisstad.rounds.allocation.counting import Counted
from kennisstad.rounds.allocation.instance import Instance, Plan, Policy
from kennisstad.rounds.allocation.reasons import By, Exchange, Explanation, Holder, Verdict, Why, WhyKind
from kennisstad.rounds.allocation.solution import LimitKind, Rule
from kennisstad.rounds.allocation.standing import Precedence, Standing
from kennisstad.rounds.allocation.worth import price_of

_BARS = {
    LimitKind.LEVEL: WhyKind.LEVEL,
    LimitKind.LANGUAGE: WhyKind.LANGUAGE,
    LimitKind.WINDOW: WhyKind.WINDOW,
    LimitKind.EXCLUDED: WhyKind.EXCLUDED,
}
_TAKEN = {
    LimitKind.QUESTION_UPPER: WhyKind.FULL,
    LimitKind.SUPERVISOR_UPPER: WhyKind.SUPERVISOR,
    LimitKind.ASKER: WhyKind.ASKER,
    LimitKind.DISTRICT: WhyKind.DISTRICT,
    LimitKind.COURSE: WhyKind.COURSE,
}
"""From the nearest to the farthest: the first that is full is told."""
_UPPER = {
    LimitKind.QUESTION_LOWER: LimitKind.QUESTION_UPPER,
    LimitKind.SUPERVISOR_LOWER: LimitKind.SUPERVISOR_UPPER,
}


def explain(plan: Plan, team: str, instance: Instance, policy: Policy, *, seed: int) -> Explanation:
    """Say why a team has its place, wish by wish.

    Raises:
        KeyError: the instance knows no such team.
    """
    return Explainer(plan, instance, policy, seed=seed).explanation(team)


class Explainer:
    """Explains teams one by one: what is the same for all of a plan is worked out once."""

    def __init__(self, plan: Plan, instance: Instance, policy: Policy, *, seed: int) -> None:
        self._counted, self._policy, self._seed = Counted(plan, instance), policy, seed
        self._standing = Standing(instance, seed=seed)
        self._price = price_of(self._counted, policy)
        self._under: dict[str, list[str]] = defaultdict(list)
        """The teams of each supervisor."""
        self._rather: dict[str, int] = defaultdict(int)
        """How many teams would rather have each question, and may."""
        self._full = {q.id for q in instance.questions if len(self._counted.held[q.id]) >= q.upper}
        for team, held in sorted(self._counted.plan.items()):
            self._under[self._counted.questions[held].supervisor].append(team)
        for team in self._counted.teams:
            for question in self._counted.wanted_more(team):
                self._rather[question] += not self._counted.bars(team, question)

    def explanation(self, team_id: str) -> Explanation:
        team = self._counted.teams[team_id]
        return Explanation(
            team=team_id,
            policy=self._policy,
            seed=self._seed,
            lot=self._standing.lots[team_id],
            teams=len(self._standing.lots),
            question=self._counted.plan.get(team_id, ""),
            is_by_hand=team.fixed is not None,
            whys=tuple(self._whys(team_id)),
        )

    def _whys(self, team: str) -> Iterator[Why]:
        wanted = set(self._counted.wanted_more(team))
        for question, rank in self._counted.ranks[team].items():
            if question in wanted:
                yield replace(self._why_not(team, question), rank=rank)
            else:
                yield Why(question=question, rank=rank, kind=self._settled(team, question))

    def _settled(self, team: str, question: str) -> WhyKind:
        if self._counted.plan.get(team) == question:
            return WhyKind.HELD
        return WhyKind.NOT_NEEDED if self._counted.teams[team].fixed is None else WhyKind.BY_HAND

    def _why_not(self, team: str, question: str) -> Why:
        broken = self._counted.broken_by({team: question})
        first = {rule.kind: rule for rule in reversed(broken)}
        for kind, why in _BARS.items():
            if kind in first:
                reason = self._counted.excluded.get((team, question), "")
                return Why(question=question, kind=why, rule=first[kind], reason=reason)
        if (own := Rule(LimitKind.QUESTION_LOWER, question)) in broken:
            number, of = self._rather[question], self._counted.questions[question].lower
            return Why(question=question, kind=WhyKind.CLOSED, rule=own, number=number, of=of)
        for kind, why in _TAKEN.items():
            if kind in first:
                return self._taken(team, question, why, first[kind])
        return self._needed(question, broken) if broken else self._open(team, question)

    def _open(self, team: str, question: str) -> Why:
        """Say what keeps a team from a free seat: no rule, so only the urgency of where it is can."""
        now = self._counted.plan.get(team)
        is_dearer = now is not None and self._price(team, question) > self._price(team, now)
        kind = WhyKind.URGENT if is_dearer else WhyKind.UNEXPLAINED
        return Why(question=question, kind=kind)

    def _needed(self, question: str, broken: list[Rule]) -> Why:
        rule = broken[0]
        upper = Rule(_UPPER[rule.kind], rule.id)
        number, of = self._counted.filled[upper], self._counted.lowers[upper]
        return Why(question=question, kind=WhyKind.NEEDED, rule=rule, number=number, of=of)

    def _taken(self, team: str, question: str, kind: WhyKind, rule: Rule) -> Why:
        number, of = self._counted.filled[rule], self._counted.uppers[rule]
        why = Why(question=question, kind=kind, rule=rule, number=number, of=of)
        supervised = self._supervised(question)
        if kind not in (WhyKind.FULL, WhyKind.SUPERVISOR):
            return self._capped(team, why, supervised) if self._policy == Policy.STABLE else why
        seated = self._counted.held[question] if kind == WhyKind.FULL else supervised
        if self._policy == Policy.STABLE:
            return self._by_standing(team, why, seated)
        return self._for_the_whole(team, why, seated)

    def _supervised(self, question: str) -> list[str]:
        """Give who has a place with the supervisor of a question; without one it is its own supervisor."""
        supervisor = self._counted.questions[question].supervisor
        return self._under[supervisor] if supervisor else self._counted.held[question]

    def _capped(self, team: str, why: Why, supervised: list[str]) -> Why:
        """Keep a full course, asker or district as the reason, unless a team that is liked less could go."""
        told = self._by_standing(team, why, supervised)
        return told if told.kind == WhyKind.UNEXPLAINED else why

    def _holder(self, other: str, by: By, rule: Rule | None = None) -> Holder:
        by = By.HAND if self._counted.teams[other].fixed is not None else by
        return Holder(other, by, self._counted.rank(other), self._standing.lots[other], rule)

    def _by_standing(self, team: str, why: Why, seated: list[str]) -> Why:
        question = self._counted.questions[why.question]
        own, holders = self._standing.precedence(team, question), []
        for its, other in sorted((self._standing.precedence(other, question), other) for other in seated):
            holder = self._holder(other, _by(its, own))
            if holder.by == By.BEHIND:
                broken = self._counted.broken_by({team: question.id, other: None})
                if not broken:
                    return replace(why, kind=WhyKind.UNEXPLAINED, holders=(holder,))
                holder = replace(holder, rule=broken[0])
            holders.append(holder)
        return replace(why, holders=tuple(holders))

    def _for_the_whole(self, team: str, why: Why, seated: list[str]) -> Why:
        holders = tuple(self._holder(other, By.WHOLE) for other in seated)
        options = [
            option
            for holder in holders
            if holder.by == By.WHOLE
            for option in self._exchanges(team, why.question, holder.team)
        ]
        if not options:
            return replace(why, holders=holders)
        _, exchange = min(options, key=lambda option: option[0])
        kind = WhyKind.UNEXPLAINED if exchange.verdict == Verdict.BETTER else why.kind
        return replace(why, kind=kind, holders=holders, exchange=exchange)

    def _exchanges(self, team: str, question: str, other: str) -> Iterator[tuple[tuple[int, int], Exchange]]:
        """Give each way to give the place of one team to another, with what it costs: places, then price."""
        freed = self._counted.plan.get(team)
        left = self._counted.plan[other]
        for to, rank in [(None, None), *self._counted.ranks[other].items()]:
            # Most questions are full, so that is looked at first.
            if to is not None and (to == left or (to != freed and to in self._full)):
                continue
            if not self._counted.broken_by({team: question, other: to}):
                paid = [(team, question, 1), (other, left, -1)]
                paid += [(other, to, 1)] if to is not None else []
                paid += [(team, freed, -1)] if freed is not None else []
                lost = -sum(sign for _, _, sign in paid)
                dearer = sum(sign * self._price(who, place) for who, place, sign in paid)
                yield (lost, dearer), Exchange(other, to or "", rank, _verdict(lost, dearer))


def _by(other: Precedence, own: Precedence) -> By:
    if other.tier < own.tier:
        return By.PRIORITY
    if other < own:
        return By.LOT
    return By.EQUAL if other == own else By.BEHIND


def _verdict(lost: int, dearer: int) -> Verdict:
    if lost > 0:
        return Verdict.SMALLER
    if lost < 0 or dearer < 0:
        return Verdict.BETTER
    return Verdict.WORSE if dearer > 0 else Verdict.EQUAL
