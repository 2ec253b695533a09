# SPDX-License-Identifier: EUPL-1.2
"""A plan counted against its limits: what it breaks, and what a few moves would break."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from kennisstad.rounds.allocation.instance import CapKind, Course, Instance, Plan, Question, Team
from kennisstad.rounds.allocation.solution import LimitKind, Rule

Moves = Mapping[str, str | None]
"""The new question of each team that moves; nothing for a team that loses its place."""
_CAPS = {CapKind.ASKER: LimitKind.ASKER, CapKind.DISTRICT: LimitKind.DISTRICT}
_LOWER = {
    LimitKind.QUESTION_UPPER: LimitKind.QUESTION_LOWER,
    LimitKind.SUPERVISOR_UPPER: LimitKind.SUPERVISOR_LOWER,
}
"""The kinds that have a lower bound beside their upper one."""


class Counted:
    """What a plan fills; teams and questions that the instance does not know are left out of it."""

    def __init__(self, plan: Plan, instance: Instance) -> None:
        self.instance = instance
        self.teams = {team.id: team for team in instance.teams}
        self.questions = {question.id: question for question in instance.questions}
        self.plan = {t: q for t, q in plan.items() if t in self.teams and q in self.questions}
        self.held: dict[str, list[str]] = defaultdict(list)
        """The teams on each question."""
        self.filled: Counter[Rule] = Counter()
        """How much counts for each upper limit."""
        for team in sorted(self.plan):
            self.put(team, self.plan[team])

    def put(self, team: str, question: str) -> None:
        """Count a team that has no place yet as placed."""
        self.plan[team] = question
        self.held[question].append(team)
        self.filled.update(self.weighs(team, question))

    @cached_property
    def uppers(self) -> dict[Rule, int]:
        """What each count may be at most; a rule that is not here has no limit."""
        one = self.instance
        return {
            **{Rule(LimitKind.QUESTION_UPPER, q.id): q.upper for q in one.questions},
            **{
                Rule(LimitKind.SUPERVISOR_UPPER, s.id): s.upper
                for s in one.supervisors
                if s.upper is not None
            },
            **{Rule(LimitKind.COURSE, c.id): c.upper for c in one.courses if c.upper is not None},
            **{Rule(_CAPS[cap.kind], cap.id): cap.upper for cap in one.caps},
        }

    @cached_property
    def lowers(self) -> dict[Rule, int]:
        """What each count must be at least, by the rule of its upper limit."""
        one = self.instance
        return {
            **{Rule(LimitKind.QUESTION_UPPER, q.id): q.lower for q in one.questions if q.lower},
            **{Rule(LimitKind.SUPERVISOR_UPPER, s.id): s.lower for s in one.supervisors if s.lower},
        }

    @cached_property
    def ranks(self) -> dict[str, dict[str, int]]:
        """Per team the rank of each of its wishes that the instance knows, from 1, best first."""
        return {
            team.id: {
                question: rank
                for rank, tier in enumerate(team.wishes, start=1)
                for question in tier
                if question in self.questions
            }
            for team in self.instance.teams
        }

    @cached_property
    def excluded(self) -> dict[tuple[str, str], str]:
        """The reason of each excluded pair."""
        return {(one.team, one.question): one.reason for one in self.instance.exclusions}

    @cached_property
    def courses(self) -> dict[str, Course]:
        return {course.id: course for course in self.instance.courses}

    def rank(self, team: str) -> int | None:
        """Give the rank of the place that a team has; nothing without a place, or outside its wishes."""
        return self.ranks[team].get(self.plan.get(team, ""))

    def wanted_more(self, team: str) -> list[str]:
        """Give the wishes that a team likes better than its place, best first; none once placed by hand."""
        if self.teams[team].fixed is not None:
            return []
        rank = self.rank(team)
        return [q for q, wish in self.ranks[team].items() if rank is None or wish < rank]

    def weighs(self, team: str, question: str) -> dict[Rule, int]:
        """Give the upper limits that a team on a question counts for, and how much."""
        course = self._course_rules.get(self.teams[team].course)
        return self.question_weighs[question] | course if course else self.question_weighs[question]

    @cached_property
    def _course_rules(self) -> dict[str, dict[Rule, int]]:
        return {course: {Rule(LimitKind.COURSE, course): 1} for course in self.courses}

    @cached_property
    def question_weighs(self) -> dict[str, dict[Rule, int]]:
        """The limits that each question counts for whichever team works on it."""
        return {question.id: dict(_of(question)) for question in self.instance.questions}

    def may_count(self, rule: Rule, change: int) -> bool:
        """Say whether a count may change by this much, for its own limits alone."""
        count = self.filled[rule] + change
        return (change < 0 or count <= self.uppers.get(rule, count)) and not self._is_short(rule, count)

    @cached_property
    def _open_to_all(self) -> set[str]:
        """The questions that bar no team that wished for them: most, so that is looked up first."""
        barring = {one.question for one in self.instance.exclusions}
        barring |= {q.id for q in self.instance.questions if q.levels or q.languages or q.needed_by}
        return self.questions.keys() - barring

    def bars(self, team_id: str, question_id: str) -> list[Rule]:
        """Give the rules by which this team can never work on this question."""
        if question_id in self._open_to_all and question_id in self.ranks[team_id]:
            return []
        team, question = self.teams[team_id], self.questions[question_id]
        bars = []
        if question_id not in self.ranks[team_id] and team.fixed != question_id:
            bars.append(LimitKind.ACCEPTABLE)
        if question.levels and team.level and team.level not in question.levels:
            bars.append(LimitKind.LEVEL)
        if question.languages and team.languages and not set(team.languages) & set(question.languages):
            bars.append(LimitKind.LANGUAGE)
        if question.needed_by and self._is_late(team, question):
            bars.append(LimitKind.WINDOW)
        if (team_id, question_id) in self.excluded:
            bars.append(LimitKind.EXCLUDED)
        return [Rule(kind, team_id, question_id) for kind in bars]

    def _is_late(self, team: Team, question: Question) -> bool:
        course = self.courses.get(team.course)
        return bool(course and course.ends_on and question.needed_by and course.ends_on > question.needed_by)

    def broken(self) -> list[Rule]:
        """Give every rule that the plan breaks, in order."""
        found = [rule for team, question in self.plan.items() for rule in self.bars(team, question)]
        found += [Rule(LimitKind.FIXED, t.id, t.fixed or "") for t in self.teams.values() if self._strayed(t)]
        found += [rule for rule, upper in self.uppers.items() if self.filled[rule] > upper]
        found += [_lower(rule) for rule in self.lowers if self._is_short(rule, self.filled[rule])]
        return sorted(found)

    def _strayed(self, team: Team) -> bool:
        return team.fixed is not None and self.plan.get(team.id) != team.fixed

    def _is_short(self, rule: Rule, count: int) -> bool:
        may_close = self.instance.closures and rule.kind == LimitKind.QUESTION_UPPER
        return count < self.lowers.get(rule, 0) and not (may_close and count == 0)

    def broken_by(self, moves: Moves) -> list[Rule]:
        """Give the rules that these moves would leave broken, of those that they touch, in order."""
        found = [rule for team, to in moves.items() if to is not None for rule in self.bars(team, to)]
        found += [Rule(LimitKind.FIXED, team, self.teams[team].fixed or "") for team in self._fixed(moves)]
        for rule, change in self.changes(moves).items():
            count = self.filled[rule] + change
            if change > 0 and count > self.uppers.get(rule, count):
                found.append(rule)
            if self._is_short(rule, count):
                found.append(_lower(rule))
        return sorted(found)

    def changes(self, moves: Moves) -> dict[Rule, int]:
        """Give how much these moves change each count; a count that stays is left out."""
        changes: dict[Rule, int] = {}
        for team, to in moves.items():
            if (now := self.plan.get(team)) is not None:
                for rule, weight in self.weighs(team, now).items():
                    changes[rule] = changes.get(rule, 0) - weight
            if to is not None:
                for rule, weight in self.weighs(team, to).items():
                    changes[rule] = changes.get(rule, 0) + weight
        return {rule: change for rule, change in changes.items() if change}

    def _fixed(self, moves: Moves) -> Iterator[str]:
        return (team for team, to in moves.items() if self.teams[team].fixed not in (None, to))


def _of(question: Question) -> Iterator[tuple[Rule, int]]:
    yield Rule(LimitKind.QUESTION_UPPER, question.id), 1
    if question.supervisor:
        yield Rule(LimitKind.SUPERVISOR_UPPER, question.supervisor), 1
    if question.asker:
        yield Rule(LimitKind.ASKER, question.asker), 1
    if question.load:
        yield from ((Rule(LimitKind.DISTRICT, one), question.load) for one in question.districts)


def _lower(rule: Rule) -> Rule:
    return Rule(_LOWER[rule.kind], rule.id, rule.other)
