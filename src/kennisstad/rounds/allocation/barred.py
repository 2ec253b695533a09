# SPDX-License-Identifier: EUPL-1.2
"""Which pairs may not be, whatever anyone wishes."""

from collections.abc import Mapping

from kennisstad.rounds.allocation.instance import Course, Instance, Question, Team
from kennisstad.rounds.allocation.solution import LimitKind, Rule


class Barred:
    """What forbids pairs of this instance; what says nothing about a level or language fits any."""

    def __init__(self, instance: Instance) -> None:
        self.excluded = {(exclusion.team, exclusion.question) for exclusion in instance.exclusions}
        self.courses: Mapping[str, Course] = {course.id: course for course in instance.courses}
        self.choosy = {
            question.id
            for question in instance.questions
            if question.levels or question.languages or question.needed_by
        }
        self.is_empty = not self.excluded and not self.choosy

    def rules(self, team: Team, question: Question) -> list[Rule]:
        """Give every rule that forbids the pair; none when it may be."""
        kinds: list[LimitKind] = []
        if (team.id, question.id) in self.excluded:
            kinds.append(LimitKind.EXCLUDED)
        if question.id in self.choosy:
            kinds += self._unfit(team, question)
        return [Rule(kind, team.id, question.id) for kind in kinds]

    def _unfit(self, team: Team, question: Question) -> list[LimitKind]:
        kinds = []
        if question.levels and team.level and team.level not in question.levels:
            kinds.append(LimitKind.LEVEL)
        if question.languages and team.languages and not {*question.languages} & {*team.languages}:
            kinds.append(LimitKind.LANGUAGE)
        course = self.courses.get(team.course)
        if question.needed_by and course and course.ends_on and course.ends_on > question.needed_by:
            kinds.append(LimitKind.WINDOW)
        return kinds
