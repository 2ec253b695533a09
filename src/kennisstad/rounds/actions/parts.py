# SPDX-License-Identifier: EUPL-1.2
"""What takes part in a round: course editions, questions, supervisors, and limits around them."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.citylab.models import Question
from kennisstad.citylab.stepping import hold as hold_question
from kennisstad.education.models import Offering
from kennisstad.fieldwork.models import norms
from kennisstad.neighbourhoods.models import Area
from kennisstad.rounds import notices
from kennisstad.rounds.actions.steps import change, keep, note
from kennisstad.rounds.codes import For, new_code
from kennisstad.rounds.models import (
    Limit,
    Round,
    RoundCourse,
    RoundQuestion,
    RoundSupervisor,
    Wish,
)
from kennisstad.rounds.models.part import LimitOn
from kennisstad.rounds.models.round import UNDER_WAY
from kennisstad.rounds.queries.urgency import urgency
from kennisstad.rounds.rules import may_put_in
from kennisstad.web.refusals import NotNow
from kennisstad.web.templatetags.web import in_words

MOST_SEATS = 10_000
MOST_LOAD = 1000
"""Contacts with residents that one team asks."""
MOST_CONTACTS = 1_000_000
"""In one district, for a whole round."""


@dataclass(frozen=True, kw_only=True)
class Seats:
    """What a question can take: teams, which levels and languages, and what it asks of residents."""

    lower: int = 0
    upper: int = 1
    levels: Iterable[str] = ()
    languages: Iterable[str] = ()
    load: int | None = None
    """Contacts with residents that each team brings to each of its districts; nothing for what is usual."""


@transaction.atomic
def add_course(
    round: Round, *, offering: Offering, seats: int | None, by: User | None, at: datetime
) -> RoundCourse:
    """Let the students of a course edition form teams; its code makes the link to sign up with.

    Raises:
        NotNow: it takes part already, is no longer given or not in the days of the round, has no seats, or
            belongs to an institution that whoever does this does not answer for.
    """
    change(round, by=by, at=at)
    _may_take_part(round, offering, by)
    if round.courses.filter(offering=offering).exists():
        raise NotNow(_("This course takes part already."))
    _check_seats(0, seats)
    key = uuid.uuid4()
    _code, digest = new_code(For.SIGN_UP, key)
    added = RoundCourse.objects.create(
        round=round, offering=offering, seats=seats, key=key, code_digest=digest
    )
    note(round, "course-added", by=by, at=at, offering=offering.pk)
    return added


def _may_take_part(round: Round, offering: Offering, by: User | None) -> None:
    if by is not None and not may_put_in(by, offering.course):
        raise NotNow(
            _(
                "This course belongs to another institution. You can put in courses of your own institution,"
                " and those that name you as coordinator. Ask the broker to put in this one."
            )
        )
    if offering.withdrawn_at is not None:
        raise NotNow(_("This course is no longer given then. Choose another one."))
    if not offering.course.is_offered:
        raise NotNow(_("This course takes no questions. Choose another one."))
    if not round.has_time_for(offering):
        raise NotNow(
            _(
                "This course is given from %(start)s to %(end)s, which does not go with the days of this"
                " round. Choose another edition, or change the days of the round first."
            )
            % {"start": in_words(offering.starts_on), "end": in_words(offering.ends_on)}
        )


@transaction.atomic
def set_course_seats(course: RoundCourse, *, seats: int | None, by: User | None, at: datetime) -> None:
    """Say how many teams of a course edition can be placed; nothing is no limit.

    Raises:
        NotNow: no seats at all, or the round is past changing.
    """
    change(course.round, by=by, at=at)
    _check_seats(0, seats)
    course.seats = seats
    course.save(update_fields=["seats"])
    note(course.round, "course-changed", by=by, at=at, offering=course.offering_id)


@transaction.atomic
def remove_course(course: RoundCourse, *, by: User | None, at: datetime) -> None:
    """Take a course edition out.

    Raises:
        NotNow: teams of it have signed up.
    """
    change(course.round, by=by, at=at)
    if course.teams.exists():
        raise NotNow(_("Teams of this course have signed up, so it stays. Its teams can leave themselves."))
    note(course.round, "course-removed", by=by, at=at, offering=course.offering_id)
    course.delete()


@transaction.atomic
def add_question(
    round: Round, *, question: Question, seats: Seats, by: User | None, at: datetime
) -> RoundQuestion:
    """Let teams wish for a question.

    Raises:
        NotNow: it looks for no course, is in a round that has not ended, or its seats are no range.
    """
    change(round, by=by, at=at)
    # Two coordinators may put it in two rounds at once.
    hold_question(question)
    if not question.is_seeking:
        raise NotNow(_("This question no longer looks for a course. Choose another one."))
    if question.in_rounds.filter(round__status__in=UNDER_WAY).exists():
        raise NotNow(_("This question takes part in a round already. Choose another one."))
    _check_seats(seats.lower, seats.upper)
    keep(round, last_place=round.last_place + 1)
    added = RoundQuestion.objects.create(
        round=round,
        question=question,
        place=round.last_place,
        weight=urgency([question], at=at)[question.pk],
        **_stored(seats),
    )
    note(round, "question-added", by=by, at=at, question=question.pk, place=added.place)
    return added


@transaction.atomic
def set_seats(
    part: RoundQuestion,
    *,
    seats: Seats,
    supervisor: RoundSupervisor | None,
    by: User | None,
    at: datetime,
) -> None:
    """Change what a question can take, and who guides its teams.

    Raises:
        NotNow: no seats, fewer than its least number, or the round is past changing.
    """
    change(part.round, by=by, at=at)
    _check_seats(seats.lower, seats.upper)
    for name, value in (_stored(seats) | {"supervisor": supervisor}).items():
        setattr(part, name, value)
    part.save(update_fields=["lower", "upper", "levels", "languages", "load", "supervisor"])
    note(part.round, "question-changed", by=by, at=at, place=part.place)


@transaction.atomic
def remove_question(part: RoundQuestion, *, by: User | None, at: datetime) -> None:
    """Take a question out; wishes for it go, and the teams that had one are told.

    Raises:
        NotNow: a team was placed with it by hand, or the round is past changing.
    """
    round = part.round
    change(round, by=by, at=at)
    if part.fixed_teams.exists():
        raise NotNow(_("A team was placed with this question by hand. Lift that first."))
    wishing = Wish.objects.filter(question=part, rank__isnull=False).values("team")
    notices.to_teams("question-gone", round, at=at, among=round.teams.filter(pk__in=wishing), part=part)
    note(round, "question-removed", by=by, at=at, question=part.question_id, place=part.place)
    part.delete()


@transaction.atomic
def add_supervisor(
    round: Round, *, name: str, lower: int, upper: int | None, by: User | None, at: datetime
) -> RoundSupervisor:
    """Name somebody, or a group, who guides the teams of some questions.

    Raises:
        NotNow: the name is taken, or the seats are no range.
    """
    change(round, by=by, at=at)
    if not name or round.supervisors.filter(name=name).exists():
        raise NotNow(_("Give each supervisor a name of its own."))
    _check_seats(lower, upper)
    added = RoundSupervisor.objects.create(round=round, name=name, lower=lower, upper=upper)
    note(round, "supervisor-added", by=by, at=at, supervisor=added.pk)
    return added


@transaction.atomic
def remove_supervisor(supervisor: RoundSupervisor, *, by: User | None, at: datetime) -> None:
    """Take a supervisor out; the questions stay, without one.

    Raises:
        NotNow: the round is past changing.
    """
    change(supervisor.round, by=by, at=at)
    supervisor.questions.update(supervisor=None)
    note(supervisor.round, "supervisor-removed", by=by, at=at, supervisor=supervisor.pk)
    supervisor.delete()


@transaction.atomic
def limit_asker(round: Round, *, asker: str, upper: int, by: User | None, at: datetime) -> None:
    """Say how many teams one asker can receive in this round; see `citylab.queries.asker_of`."""
    change(round, by=by, at=at)
    Limit.objects.update_or_create(round=round, asker=asker, kind=LimitOn.ASKER, defaults={"upper": upper})
    note(round, "limit-set", by=by, at=at, upper=upper)


@transaction.atomic
def limit_district(round: Round, *, area: Area, upper: int, by: User | None, at: datetime) -> None:
    """Say how many contacts with residents this round may bring to one district; 0 closes it to such work."""
    change(round, by=by, at=at)
    Limit.objects.update_or_create(round=round, area=area, kind=LimitOn.DISTRICT, defaults={"upper": upper})
    note(round, "limit-set", by=by, at=at, area=area.pk, upper=upper)


@transaction.atomic
def lift_limit(limit: Limit, *, by: User | None, at: datetime) -> None:
    """Take a limit away: what the city itself allows counts again."""
    change(limit.round, by=by, at=at)
    note(limit.round, "limit-lifted", by=by, at=at)
    limit.delete()


def _stored(seats: Seats) -> dict[str, object]:
    load = norms().contacts_per_team if seats.load is None else seats.load
    return asdict(seats) | {
        "load": load,
        "levels": sorted(seats.levels),
        "languages": sorted(seats.languages),
    }


def _check_seats(lower: int, upper: int | None) -> None:
    if upper is None:
        return
    if not 1 <= upper <= MOST_SEATS:
        raise NotNow(_("Give it at least one seat, or take it out of the round."))
    if lower > upper:
        raise NotNow(_("The least number of teams cannot be more than the most."))
