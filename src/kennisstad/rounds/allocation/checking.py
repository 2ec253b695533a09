# SPDX-License-Identifier: EUPL-1.2
"""What makes an instance unfit, before anything is solved."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TypeVar

from kennisstad.rounds.allocation.instance import Instance, Question, Supervisor, Tiers

T = TypeVar("T", bound=Hashable)


class WrongKind(StrEnum):
    """What is wrong with an entry; `Wrong` says where."""

    NO_ID = "no-id"
    """`id` is the list that an entry without an id stands in."""
    TEAM_TWICE = "team-twice"
    QUESTION_TWICE = "question-twice"
    SUPERVISOR_TWICE = "supervisor-twice"
    COURSE_TWICE = "course-twice"
    CAP_TWICE = "cap-twice"
    """`other` is the kind of the cap."""
    WISH_UNKNOWN = "wish-unknown"
    """Team `id` wishes for question `other`, which does not take part."""
    WISH_TWICE = "wish-twice"
    COURSE_UNKNOWN = "course-unknown"
    """Team `id` belongs to course edition `other`, which does not take part."""
    FIXED_UNKNOWN = "fixed-unknown"
    """Team `id` was placed by hand with question `other`, which does not take part."""
    SUPERVISOR_UNKNOWN = "supervisor-unknown"
    """Question `id` has supervisor `other`, who does not take part."""
    PRIORITY_UNKNOWN = "priority-unknown"
    """The priority of supervisor `id` names team `other`, which does not take part."""
    PRIORITY_TWICE = "priority-twice"
    EXCLUDED_UNKNOWN = "excluded-unknown"
    """An exclusion of team `id` and question `other`, one of which does not take part."""
    NO_SEATS = "no-seats"
    """Question `id` has no seat for any team."""
    LOWER_ABOVE_UPPER = "lower-above-upper"
    """`number` is the lower bound of question or supervisor `id`."""
    NEGATIVE = "negative"
    """`other` is the field of `id` that holds `number`, below 0."""


@dataclass(frozen=True, slots=True, order=True)
class Wrong:
    kind: WrongKind
    id: str
    other: str = ""
    number: int = 0


class Unfit(Exception):
    """The instance cannot be solved as it stands; `wrongs` says why, never empty."""

    def __init__(self, wrongs: list[Wrong]) -> None:
        super().__init__("; ".join(f"{wrong.kind} {wrong.id} {wrong.other}".strip() for wrong in wrongs[:5]))
        self.wrongs = wrongs


def check(instance: Instance) -> list[Wrong]:
    """Find everything that is wrong with an instance, in its own order; empty when it is fit to be solved."""
    teams = {team.id for team in instance.teams}
    questions = {question.id for question in instance.questions}
    return [
        *_ids(instance),
        *_teams(instance, questions),
        *_questions(instance.questions, {supervisor.id for supervisor in instance.supervisors}),
        *_supervisors(instance.supervisors, teams),
        *_limits(instance),
        *(
            Wrong(WrongKind.EXCLUDED_UNKNOWN, exclusion.team, exclusion.question)
            for exclusion in instance.exclusions
            if exclusion.team not in teams or exclusion.question not in questions
        ),
    ]


def _ids(instance: Instance) -> Iterator[Wrong]:
    lists = {
        "teams": (WrongKind.TEAM_TWICE, [team.id for team in instance.teams]),
        "questions": (WrongKind.QUESTION_TWICE, [question.id for question in instance.questions]),
        "supervisors": (WrongKind.SUPERVISOR_TWICE, [supervisor.id for supervisor in instance.supervisors]),
        "courses": (WrongKind.COURSE_TWICE, [course.id for course in instance.courses]),
    }
    for name, (twice, ids) in lists.items():
        if "" in ids:
            yield Wrong(WrongKind.NO_ID, name)
        yield from (Wrong(twice, one) for one in _repeated(ids))
    caps = [(cap.id, str(cap.kind)) for cap in instance.caps]
    yield from (Wrong(WrongKind.CAP_TWICE, *one) for one in _repeated(caps))


def _repeated(items: list[T]) -> list[T]:
    """Give the items that stand twice or more, each once."""
    if len(set(items)) == len(items):
        return []
    return [item for item, count in Counter(items).items() if count > 1]


def flat(tiers: Tiers) -> list[str]:
    """Give the ids of all tiers, one after another."""
    return [*chain.from_iterable(tiers)]


def _teams(instance: Instance, questions: set[str]) -> Iterator[Wrong]:
    courses = {course.id for course in instance.courses}
    for team in instance.teams:
        if not _is_clean(wishes := flat(team.wishes), questions):
            yield from _list(team.id, wishes, questions, WrongKind.WISH_UNKNOWN, WrongKind.WISH_TWICE)
        if team.course and team.course not in courses:
            yield Wrong(WrongKind.COURSE_UNKNOWN, team.id, team.course)
        if team.fixed is not None and team.fixed not in questions:
            yield Wrong(WrongKind.FIXED_UNKNOWN, team.id, team.fixed)


def _is_clean(named: list[str], known: set[str]) -> bool:
    return known.issuperset(named) and len(set(named)) == len(named)


def _list(
    owner: str, named: list[str], known: set[str], unknown: WrongKind, twice: WrongKind
) -> Iterator[Wrong]:
    yield from (Wrong(unknown, owner, one) for one in dict.fromkeys(named) if one not in known)
    yield from (Wrong(twice, owner, one) for one in _repeated(named))


def _questions(questions: Iterable[Question], supervisors: set[str]) -> Iterator[Wrong]:
    for question in questions:
        if question.supervisor and question.supervisor not in supervisors:
            yield Wrong(WrongKind.SUPERVISOR_UNKNOWN, question.id, question.supervisor)
        if question.upper == 0:
            yield Wrong(WrongKind.NO_SEATS, question.id)
        elif question.lower > question.upper:
            yield Wrong(WrongKind.LOWER_ABOVE_UPPER, question.id, number=question.lower)
        yield from _negative(question, "lower", "upper", "load", "weight")


def _supervisors(supervisors: Iterable[Supervisor], teams: set[str]) -> Iterator[Wrong]:
    for supervisor in supervisors:
        if not _is_clean(named := flat(supervisor.priority), teams):
            yield from _list(
                supervisor.id, named, teams, WrongKind.PRIORITY_UNKNOWN, WrongKind.PRIORITY_TWICE
            )
        if supervisor.upper is not None and supervisor.lower > supervisor.upper:
            yield Wrong(WrongKind.LOWER_ABOVE_UPPER, supervisor.id, number=supervisor.lower)
        yield from _negative(supervisor, "lower", "target", "upper")


def _limits(instance: Instance) -> Iterator[Wrong]:
    for limit in (*instance.courses, *instance.caps):
        yield from _negative(limit, "upper")


def _negative(record: object, *fields: str) -> Iterator[Wrong]:
    for field in fields:
        number = getattr(record, field)
        if number is not None and number < 0:
            yield Wrong(WrongKind.NEGATIVE, str(getattr(record, "id")), field, number)  # noqa: B009
