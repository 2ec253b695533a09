# SPDX-License-Identifier: EUPL-1.2
"""Each thing that an explanation says is so; the test finds it out anew, in the plainest way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennisstad.rounds.allocation.explain import Explainer, explain
from kennisstad.rounds.allocation.faults import FaultKind, faults
from kennisstad.rounds.allocation.instance import Cap, CapKind, Instance, Policy, Question, Supervisor, Team
from kennisstad.rounds.allocation.reasons import By, Verdict, WhyKind
from kennisstad.rounds.allocation.solution import LimitKind, Rule
from tests.rounds.allocation.small import after, barred, breaks, how_good, instances, place, plans, rank_of

BARS = {
    WhyKind.LEVEL: LimitKind.LEVEL,
    WhyKind.LANGUAGE: LimitKind.LANGUAGE,
    WhyKind.WINDOW: LimitKind.WINDOW,
    WhyKind.EXCLUDED: LimitKind.EXCLUDED,
}
FULL = {
    WhyKind.FULL: LimitKind.QUESTION_UPPER,
    WhyKind.SUPERVISOR: LimitKind.SUPERVISOR_UPPER,
    WhyKind.ASKER: LimitKind.ASKER,
    WhyKind.DISTRICT: LimitKind.DISTRICT,
    WhyKind.COURSE: LimitKind.COURSE,
}


class Told:
    """One reason that a team was told, and everything that it is about."""

    def __init__(self, why, team, plan, instance, policy, seed):
        self.why, self.team, self.plan, self.instance = why, team, plan, instance
        self.policy, self.seed = policy, seed
        self.questions = {one.id: one for one in instance.questions}
        self.teams = {one.id: one for one in instance.teams}
        self.question = self.questions[why.question]

    def likes_it_better(self, team=None):
        team = team or self.team
        wish, now = rank_of(team, self.question.id), rank_of(team, self.plan.get(team.id))
        return team.fixed is None and wish is not None and (now is None or wish < now)

    def broken(self, moves):
        return breaks(after(self.plan, moves), self.instance)

    def is_true(self):
        why, here = self.why, self.plan.get(self.team.id)
        if why.rank != rank_of(self.team, self.question.id):
            return False
        if why.kind == WhyKind.HELD:
            return here == self.question.id
        if why.kind == WhyKind.BY_HAND:
            return self.team.fixed not in (None, self.question.id)
        if why.kind == WhyKind.NOT_NEEDED:
            return self.team.fixed is None and here != self.question.id and not self.likes_it_better()
        return self.likes_it_better() and self.stands_in_the_way()

    def stands_in_the_way(self):
        why = self.why
        if why.kind in BARS:
            reasons = [
                one.reason
                for one in self.instance.exclusions
                if (one.team, one.question) == (self.team.id, self.question.id)
            ]
            is_right = why.kind != WhyKind.EXCLUDED or why.reason in reasons
            return is_right and BARS[why.kind] in barred(self.team, self.question, self.instance)
        if why.kind == WhyKind.URGENT:
            own = self.questions[self.plan[self.team.id]]
            is_free = not self.broken({self.team.id: self.question.id})
            return is_free and self.policy == Policy.URGENT and own.weight > self.question.weight
        if why.kind == WhyKind.UNEXPLAINED:
            return self.is_a_fault()
        if why.rule not in self.broken({self.team.id: self.question.id}):
            return False
        if why.kind == WhyKind.CLOSED:
            rather = [
                one.id
                for one in self.instance.teams
                if self.likes_it_better(one) and not barred(one, self.question, self.instance)
            ]
            return (why.rule, why.number, why.of) == (
                Rule(LimitKind.QUESTION_LOWER, self.question.id),
                len(rather),
                self.question.lower,
            )
        if why.kind == WhyKind.NEEDED:
            return why.number == why.of and why.rule.id in (
                self.plan[self.team.id],
                self.questions[self.plan[self.team.id]].supervisor,
            )
        return why.rule.kind == FULL[why.kind] and self.is_full()

    def is_full(self):
        """What counts is what is allowed, or nearly so where a team weighs more than 1."""
        why = self.why
        counts = {
            WhyKind.FULL: sum(one == self.question.id for one in self.plan.values()),
            WhyKind.SUPERVISOR: len(self.under_its_supervisor()),
            WhyKind.ASKER: sum(self.questions[one].asker == why.rule.id for one in self.plan.values()),
            WhyKind.COURSE: sum(self.teams[one].course == why.rule.id for one in self.plan),
            WhyKind.DISTRICT: sum(
                self.questions[one].load
                for one in self.plan.values()
                if why.rule.id in self.questions[one].districts
            ),
        }
        return why.number == counts[why.kind] and all(map(self.holds, why.holders)) and self.names_all()

    def under_its_supervisor(self):
        supervisor = self.question.supervisor
        return [one for one, held in self.plan.items() if self.questions[held].supervisor == supervisor]

    def names_all(self):
        named = sorted(holder.team for holder in self.why.holders)
        if self.why.kind == WhyKind.FULL:
            return named == sorted(one for one, held in self.plan.items() if held == self.question.id)
        if self.why.kind == WhyKind.SUPERVISOR:
            return named == sorted(self.under_its_supervisor())
        return named == []

    def holds(self, holder):
        other = self.teams[holder.team]
        own = place(self.team.id, self.question, self.instance, self.seed)
        its = place(other.id, self.question, self.instance, self.seed)
        swap = {self.team.id: self.question.id, other.id: ""}
        facts = {
            By.HAND: other.fixed is not None,
            By.WHOLE: self.policy != Policy.STABLE,
            By.PRIORITY: its[0] < own[0],
            By.LOT: its[0] == own[0] and its < own,
            By.EQUAL: its == own,
            By.BEHIND: its > own and holder.rule in self.broken(swap),
        }
        return facts[holder.by] and holder.rank == rank_of(other, self.plan[other.id])

    def is_a_fault(self):
        if not self.broken({self.team.id: self.question.id}):
            return True
        if self.policy == Policy.STABLE:
            (holder,) = self.why.holders
            return not self.broken({self.team.id: self.question.id, holder.team: ""})
        return self.why.exchange.verdict == Verdict.BETTER and self.exchange_is_true()

    def exchange_is_true(self):
        """The rank is that of the wish, it can be done, and the verdict is what the policy says."""
        one = self.why.exchange
        if one is None:
            return True
        changed = after(self.plan, {self.team.id: self.question.id, one.team: one.to})
        new, old = (how_good(plan, self.instance, self.policy) for plan in (changed, self.plan))
        verdicts = {
            Verdict.SMALLER: new[0] < old[0],
            Verdict.WORSE: new[0] == old[0] and new < old,
            Verdict.EQUAL: new == old,
            Verdict.BETTER: new > old,
        }
        is_ranked = one.to_rank == rank_of(self.teams[one.team], one.to)
        return verdicts[one.verdict] and is_ranked and not breaks(changed, self.instance)


@given(instances(), st.sampled_from(Policy), st.integers(0, 3), st.data())
@settings(max_examples=200, deadline=None)
def test_every_reason_is_true(instance, policy, seed, data):
    possible = [plan for plan in plans(instance) if not breaks(plan, instance)]
    if not possible:
        return
    plan = data.draw(st.sampled_from(possible))
    for team in instance.teams:
        for why in explain(plan, team.id, instance, policy, seed=seed).whys:
            told = Told(why, team, plan, instance, policy, seed)
            assert told.is_true(), why
            assert told.exchange_is_true(), why


@given(instances(), st.sampled_from(Policy), st.data())
@settings(max_examples=100)
def test_a_plan_without_forbidden_faults_is_explained_wholly(instance, policy, data):
    possible = [plan for plan in plans(instance) if not breaks(plan, instance)]
    if not possible:
        return
    if policy == Policy.STABLE:
        plan = data.draw(st.sampled_from(possible))
    else:
        plan = max(possible, key=lambda plan: how_good(plan, instance, policy))
    explainer = Explainer(plan, instance, policy, seed=7)

    unexplained = {
        (team.id, why.question)
        for team in instance.teams
        for why in explainer.explanation(team.id).whys
        if why.kind == WhyKind.UNEXPLAINED
    }

    forbidden = {
        (one.team, one.question)
        for one in faults(plan, instance, policy, seed=7)
        if one.forbidden and one.kind in (FaultKind.BLOCKING_PAIR, FaultKind.COULD_MOVE_UP)
    }
    assert unexplained == forbidden


@pytest.mark.parametrize(("before", "kind"), [("t1", WhyKind.UNEXPLAINED), ("t2", WhyKind.ASKER)])
def test_a_full_asker_is_no_reason_where_a_team_behind_has_the_place(before, kind):
    """One of two teams may go to the asker: the one that stands before the other, under `stable`."""
    after = {"t1": "t2", "t2": "t1"}[before]
    instance = Instance(
        teams=(Team(id="t1", wishes=(("q1",),)), Team(id="t2", wishes=(("q1",),))),
        questions=(Question(id="q1", upper=2, supervisor="s1", asker="a1"),),
        supervisors=(Supervisor(id="s1", priority=((before,), (after,))),),
        caps=(Cap(kind=CapKind.ASKER, id="a1", upper=1),),
    )

    (why,) = explain({"t2": "q1"}, "t1", instance, Policy.STABLE, seed=1).whys

    assert (why.kind, why.rule) == (kind, Rule(LimitKind.ASKER, "a1"))


@given(instances(), st.sampled_from(Policy))
@settings(max_examples=50)
def test_one_team_hears_what_it_hears_among_all(instance, policy):
    plan = next(iter(plans(instance)))

    explainer = Explainer(plan, instance, policy, seed=7)

    for team in instance.teams:
        assert explainer.explanation(team.id) == explain(plan, team.id, instance, policy, seed=7)
