# SPDX-License-Identifier: EUPL-1.2
"""What happened in a round of the example, from its preparation to the day on which teams read why."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, time
from functools import partial
from uuid import uuid4

from kennisstad.accounts.models import User
from kennisstad.demo.actions.scene import Deed, Scene
from kennisstad.demo.round_file import RoundEntry, TeamEntry
from kennisstad.education.models import Offering
from kennisstad.partners.models import Partner
from kennisstad.rounds import computing
from kennisstad.rounds.actions import making, parts, steps, teams, telling
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.models import Round

PREPARED_BEFORE = 1
"""So many days before a round opened it was put on the books."""

CLOSES_AT = 17
"""The hour, on the last day, until which teams could change their wishes."""


def deeds_of_round(scene: Scene, entry: RoundEntry) -> Iterator[Deed]:
    """Give what happened in a round; teams sign up one after the other, a few each day."""
    moment = partial(scene.days.moment, key=entry.key)
    yield moment(entry.opened_days_ago + PREPARED_BEFORE, 9), partial(_prepare, scene, entry)
    yield moment(entry.opened_days_ago, 9), partial(_open, scene, entry)
    room = entry.opened_days_ago - entry.closed_days_ago - 1
    for number, team in enumerate(entry.teams):
        ago = entry.opened_days_ago - 1 - number % room
        yield scene.days.moment(ago, 13, team.name), partial(_sign_up, scene, entry, team)
    yield moment(entry.closed_days_ago, CLOSES_AT), partial(_close, scene, entry)
    yield moment(entry.closed_days_ago - 1, 9), partial(_compute, scene, entry)
    yield moment(entry.published_days_ago, 12), partial(_publish, scene, entry)


def _prepare(scene: Scene, entry: RoundEntry, at: datetime) -> None:
    by = _coordinator(scene, entry)
    offerings = [_offering(scene, entry.organiser, code) for code in entry.courses]
    round = making.make(
        organiser=Partner.objects.get(key=entry.organiser),
        words={language: asdict(words) for language, words in entry.texts.items()},
        arrangements=_arrangements(scene, entry, offerings),
        policy=Policy(entry.policy),
        seed=entry.seed,
        by=by,
        at=at,
    )
    scene.rounds[entry.key] = round
    for offering in offerings:
        parts.add_course(round, offering=offering, seats=None, by=by, at=at)
    for part in entry.questions:
        seats = parts.Seats(lower=part.lower, upper=part.upper)
        parts.add_question(round, question=scene.questions[part.question], seats=seats, by=by, at=at)


def _coordinator(scene: Scene, entry: RoundEntry) -> User:
    return scene.ground.answers_for(entry.organiser)


def _offering(scene: Scene, partner: str, code: str) -> Offering:
    """Give the next time that a course is given, or the last one on file."""
    by_day = scene.ground.courses[partner, code].offerings.order_by("starts_on", "pk")
    found = by_day.filter(starts_on__gt=scene.days.day(0)).first() or by_day.last()
    if found is None:
        raise ValueError(f"{code} of {partner} is never given.")
    return found


def _arrangements(scene: Scene, entry: RoundEntry, offerings: list[Offering]) -> making.Arrangements:
    on = scene.days.day
    return making.Arrangements(
        opens_at=datetime.combine(on(entry.opened_days_ago), time(9), scene.days.zone),
        closes_at=datetime.combine(on(entry.closed_days_ago), time(CLOSES_AT), scene.days.zone),
        publish_on=on(entry.published_days_ago),
        appeals_until=on(-entry.appeals_in_days),
        starts_on=min(one.starts_on for one in offerings),
        ends_on=max(one.ends_on for one in offerings),
        most_wishes=entry.most_wishes,
    )


def _open(scene: Scene, entry: RoundEntry, at: datetime) -> None:
    steps.open_round(scene.rounds[entry.key], by=_coordinator(scene, entry), at=at)


def _sign_up(scene: Scene, entry: RoundEntry, told: TeamEntry, at: datetime) -> None:
    round, course = scene.rounds[entry.key], scene.ground.courses[entry.organiser, told.course]
    link = round.courses.get(offering__course=course)
    team = teams.sign_up(link, key=uuid4(), name=told.name, language="nl", at=at)
    questions = dict(round.questions.values_list("place", "pk"))
    marks = [(questions[place], str(rank)) for rank, place in enumerate(told.wishes, start=1)]
    teams.rank(team, marks, by=None, at=at)


def _close(scene: Scene, entry: RoundEntry, at: datetime) -> None:
    steps.close(scene.rounds[entry.key], by=_coordinator(scene, entry), at=at)


def _compute(scene: Scene, entry: RoundEntry, at: datetime) -> None:
    """Compute it here and now: no worker looks on while the example is loaded."""
    run = computing.ask_to_compute(scene.rounds[entry.key], by=_coordinator(scene, entry), at=at)
    computing.compute(run.pk, at=at)


def _publish(scene: Scene, entry: RoundEntry, at: datetime) -> None:
    telling.publish(_as_it_is(scene, entry), by=_coordinator(scene, entry), at=at)


def _as_it_is(scene: Scene, entry: RoundEntry) -> Round:
    round = scene.rounds[entry.key]
    round.refresh_from_db()
    return round
