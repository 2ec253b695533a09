# SPDX-License-Identifier: EUPL-1.2
"""What takes part in vain: a course that can get no question, a question that no course or district takes."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisstad.rounds.allocation.barred import Barred
from kennisstad.rounds.allocation.instance import Course, Instance, Question, Team
from kennisstad.rounds.allocation.solution import LimitKind
from kennisstad.rounds.models import Round, RoundCourse, RoundQuestion, Status
from kennisstad.rounds.queries.settling import shut_out
from kennisstad.web.templatetags.web import in_words

One = TypeVar("One")
Pairs = dict[tuple[int, int], LimitKind | None]
"""By the keys of a course and a question."""


def in_vain(round: Round) -> list[str]:
    """Say what can lead to nothing, and by which rules; nothing once teams cannot choose otherwise any more.

    Cost: a few queries, whatever takes part.
    """
    if round.status not in (Status.DRAFT, Status.OPEN):
        return []
    found = round.courses.select_related("offering__course__partner").order_by("pk")
    courses = list(found.prefetch_related("offering__course__texts"))
    parts = list(round.questions.with_words().in_order())
    barred = _barred(courses, parts)
    of_course = {one: [barred[one.pk, part.pk] for part in parts] for one in courses}
    of_part = {part: [barred[one.pk, part.pk] for one in courses] for part in parts}
    return [
        *(_of_days(one) for one in courses if not round.has_time_for(one.offering)),
        *(_of_course(one, Counter(kinds)) for one, kinds in _all_out(of_course)),
        *(_of_part(part, Counter(kinds)) for part, kinds in _all_out(of_part)),
        *(one.sentence for one in shut_out(round, parts)),
    ]


def _barred(courses: list[RoundCourse], parts: list[RoundQuestion]) -> Pairs:
    """Give for each course and question the first rule that keeps every team of the course from it.

    By the rules that a plan keeps: a course stands here for a team that works in the languages of the course.
    """
    teams = {one.pk: _as_team(one) for one in courses}
    questions = {one.pk: _as_question(one) for one in parts}
    ends = tuple(Course(id=str(one.pk), ends_on=one.offering.ends_on) for one in courses)
    instance = Instance(teams=tuple(teams.values()), questions=tuple(questions.values()), courses=ends)
    rules = Barred(instance).rules
    return {
        (course, part): next((rule.kind for rule in rules(team, question)), None)
        for course, team in teams.items()
        for part, question in questions.items()
    }


def _as_team(one: RoundCourse) -> Team:
    course = one.offering.course
    own = str(one.pk)
    return Team(id=own, wishes=(), course=own, level=course.level, languages=tuple(course.languages))


def _as_question(part: RoundQuestion) -> Question:
    return Question(
        id=str(part.place),
        levels=tuple(part.levels),
        languages=tuple(part.languages),
        needed_by=part.question.needed_by,
    )


def _all_out(barred: Mapping[One, list[LimitKind | None]]) -> Iterator[tuple[One, list[LimitKind]]]:
    """Keep what every rule of the round together keeps from all there is."""
    for one, kinds in barred.items():
        known = [kind for kind in kinds if kind is not None]
        if kinds and len(known) == len(kinds):
            yield one, known


def _of_days(one: RoundCourse) -> str:
    offering = one.offering
    said = _("%(course)s is given from %(start)s to %(end)s, which does not go with the days of this round.")
    days = {"start": in_words(offering.starts_on), "end": in_words(offering.ends_on)}
    return said % {"course": one.called, **days}


def _of_course(one: RoundCourse, kinds: Counter[LimitKind]) -> str:
    said = _("%(course)s can get no question of this round: %(why)s.")
    return said % {"course": one.called, "why": _listed(_WHY_NO_QUESTION, kinds)}


def _of_part(part: RoundQuestion, kinds: Counter[LimitKind]) -> str:
    said = _("Question %(place)d (%(title)s) can go to no course of this round: %(why)s.")
    why = _listed(_WHY_NO_COURSE, kinds)
    return said % {"place": part.place, "title": part.question, "why": why}


def _listed(why: Mapping[LimitKind, Callable[[int], str]], kinds: Counter[LimitKind]) -> str:
    said = [sentence(kinds[kind]) % {"number": kinds[kind]} for kind, sentence in why.items() if kinds[kind]]
    return get_text_list(said, _("and"))


_WHY_NO_QUESTION: dict[LimitKind, Callable[[int], str]] = {
    LimitKind.LEVEL: lambda number: ngettext(
        "%(number)d question is for another level", "%(number)d questions are for another level", number
    ),
    LimitKind.LANGUAGE: lambda number: ngettext(
        "%(number)d question is for another language", "%(number)d questions are for another language", number
    ),
    LimitKind.WINDOW: lambda number: ngettext(
        "the answer to %(number)d question is needed before the course ends",
        "the answer to %(number)d questions is needed before the course ends",
        number,
    ),
}
_WHY_NO_COURSE: dict[LimitKind, Callable[[int], str]] = {
    LimitKind.LEVEL: lambda number: ngettext(
        "%(number)d course has another level", "%(number)d courses have another level", number
    ),
    LimitKind.LANGUAGE: lambda number: ngettext(
        "%(number)d course is taught in another language",
        "%(number)d courses are taught in another language",
        number,
    ),
    LimitKind.WINDOW: lambda number: ngettext(
        "%(number)d course ends after the day on which the answer is needed",
        "%(number)d courses end after the day on which the answer is needed",
        number,
    ),
}
