# SPDX-License-Identifier: EUPL-1.2
"""A round as plain data: teams by number, questions by place, districts by code; no names and no words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from kennisstad.citylab.models import Question as AskedQuestion
from kennisstad.citylab.models import Status as QuestionStatus
from kennisstad.citylab.models import Terms
from kennisstad.citylab.queries import BEFORE_A_RESULT, asker_of
from kennisstad.fieldwork.queries import room
from kennisstad.rounds.allocation.instance import (
    Cap,
    CapKind,
    Course,
    Exclusion,
    Instance,
    Question,
    Supervisor,
    Team,
    Tiers,
)
from kennisstad.rounds.models import Exclusion as ExclusionRow
from kennisstad.rounds.models import Limit, Priority, Round, RoundCourse, RoundQuestion
from kennisstad.rounds.models import Team as TeamRow
from kennisstad.rounds.models.part import LimitOn


def instance_of(round: Round) -> Instance:
    """Read everything that the plan of this round depends on, besides policy and seed.

    Why a coordinator keeps a team and a question apart is left out: it is about people, and the stored input
    outlives it. The same number of queries however many teams.
    """
    asked = round.questions.in_order().select_related("question__contact", "question__leg_of__contact")
    questions = list(asked.prefetch_related("question__districts"))
    courses = list(round.courses.select_related("offering__course").order_by("pk"))
    teams = list(round.teams.taking_part().in_order().select_related("fixed").prefetch_related("wishes"))
    places, askers = {one.pk: str(one.place) for one in questions}, askers_of(questions)
    return Instance(
        teams=tuple(_team(one, places, {course.pk: course for course in courses}) for one in teams),
        questions=tuple(_question(one, askers[one.pk]) for one in questions),
        supervisors=tuple(_supervisors(round)),
        courses=tuple(_course(one) for one in courses),
        caps=tuple(_caps(round, questions)),
        exclusions=tuple(_exclusions(round, places)),
        closures=round.closures,
    )


def _team(team: TeamRow, places: dict[int, str], courses: dict[int, RoundCourse]) -> Team:
    ranked = [(wish.rank, places[wish.question_id]) for wish in team.wishes.all() if wish.rank is not None]
    return Team(
        id=str(team.number),
        wishes=_tiers(ranked),
        course=str(team.course_id),
        level=courses[team.course_id].offering.course.level,
        languages=tuple(sorted(team.works_in)),
        fixed=str(team.fixed.place) if team.fixed else None,
    )


def _question(part: RoundQuestion, asker: str) -> Question:
    return Question(
        id=str(part.place),
        lower=part.lower,
        upper=part.upper,
        supervisor=str(part.supervisor_id or ""),
        levels=tuple(part.levels),
        languages=tuple(part.languages),
        needed_by=part.question.needed_by,
        asker=asker,
        districts=tuple(sorted(area.code for area in part.question.districts.all())),
        load=part.load,
        weight=part.weight,
    )


def askers_of(parts: Iterable[RoundQuestion]) -> dict[int, str]:
    """Call the asker of each question, by its key here, after the first question that this asker has here.

    The key that the city knows an asker by would tell, in a published input, who asks in several rounds.
    """
    first: dict[str, str] = {}
    return {part.pk: first.setdefault(asker_of(part.question), f"asker-{part.place}") for part in parts}


def _course(course: RoundCourse) -> Course:
    return Course(id=str(course.pk), upper=course.seats, ends_on=course.offering.ends_on)


def _supervisors(round: Round) -> Iterable[Supervisor]:
    priorities = Priority.objects.filter(supervisor__round=round, team__left_at__isnull=True)
    ranked: dict[int, list[tuple[int, str]]] = {}
    for supervisor, rank, number in priorities.values_list("supervisor", "rank", "team__number"):
        ranked.setdefault(supervisor, []).append((rank, str(number)))
    for one in round.supervisors.order_by("pk"):
        yield Supervisor(
            id=str(one.pk), lower=one.lower, upper=one.upper, priority=_tiers(ranked.get(one.pk, []))
        )


def _exclusions(round: Round, places: dict[int, str]) -> Iterable[Exclusion]:
    rows = ExclusionRow.objects.filter(team__round=round, team__left_at__isnull=True)
    for number, question in rows.order_by("team__number", "question__place").values_list(
        "team__number", "question"
    ):
        yield Exclusion(team=str(number), question=places[question])


def _caps(round: Round, questions: list[RoundQuestion]) -> Iterable[Cap]:
    limits = list(round.limits.select_related("area"))
    yield from _asker_caps(questions, limits)
    yield from _district_caps(round, questions, {one.area_id: one.upper for one in limits if one.area_id})


def asker_caps(round: Round, questions: Sequence[RoundQuestion]) -> Iterable[Cap]:
    """Give what the askers of these questions can receive by now."""
    return _asker_caps(questions, round.limits.all())


def _asker_caps(questions: Sequence[RoundQuestion], limits: Iterable[Limit]) -> Iterable[Cap]:
    """What the city lets one asker receive, less the teams that are at work there, or what is set here."""
    own = {one.asker: one.upper for one in limits if one.kind == LimitOn.ASKER}
    busy, most = _at_work(), Terms.objects.current().teams_per_asker
    names = askers_of(questions)
    known = {names[part.pk]: asker_of(part.question) for part in questions}
    for name, key in known.items():
        left = max(most - busy[key], 0)
        yield Cap(kind=CapKind.ASKER, id=name, upper=min(left, own.get(key, left)))


def _at_work() -> Counter[str]:
    """Count the projects before a result by the key of who asked; one query."""
    placed = AskedQuestion.objects.filter(status=QuestionStatus.PLACED, project__status__in=BEFORE_A_RESULT)
    rows = placed.select_related("contact", "leg_of__contact")
    return Counter(key for key, _project in {(asker_of(one), one.project_id) for one in rows})


def _district_caps(round: Round, questions: list[RoundQuestion], own: dict[int, int]) -> Iterable[Cap]:
    """A coordinator can allow a district less than the city does, never more."""
    areas = {area for part in questions if part.load for area in part.question.districts.all()}
    left = room([area.pk for area in areas], round.starts_on, round.ends_on)
    for area in sorted(areas, key=lambda area: area.code):
        uppers = [upper for upper in (left[area.pk], own.get(area.pk)) if upper is not None]
        if uppers:
            yield Cap(kind=CapKind.DISTRICT, id=area.code, upper=min(uppers))


def _tiers(ranked: Iterable[tuple[int, str]]) -> Tiers:
    """Put ids of one rank side by side; ranks that nobody uses leave no gap."""
    by_rank = groupby(sorted(ranked, key=lambda one: (one[0], int(one[1]))), key=lambda one: one[0])
    return tuple(tuple(id_ for _rank, id_ in tier) for _rank, tier in by_rank)
