# SPDX-License-Identifier: EUPL-1.2
"""Rounds for tests, each with one plain call; `run_until` leads one along its road."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kennisstad.accounts.models import Role, User
from kennisstad.partners.models import Partner
from kennisstad.rounds import computing
from kennisstad.rounds.actions import making, parts, settling, steps, telling
from kennisstad.rounds.actions.parts import Seats
from kennisstad.rounds.allocation.digest import VERSION, digest
from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.writing import to_json
from kennisstad.rounds.codes import For, new_code
from kennisstad.rounds.models import Round, RoundCourse, RoundQuestion, Run, Status, Team, Wish
from kennisstad.rounds.queries.instance import instance_of
from tests.making import MONDAY, make_course, make_district, make_partner, make_question, make_user

ARRANGEMENTS = making.Arrangements(
    opens_at=MONDAY,
    closes_at=MONDAY + timedelta(days=14),
    publish_on=date(2026, 12, 10),
    appeals_until=date(2026, 12, 17),
    starts_on=date(2027, 2, 1),
    ends_on=date(2027, 6, 30),
)
SETTLED_AT = MONDAY + timedelta(days=30)
WORDS = {
    "nl": {"title": "Ronde voorjaar", "explanation": "Kies met uw team."},
    "en": {"title": "Spring round", "explanation": "Choose with your team."},
}


def move(round: Round, *, opens_at: datetime) -> None:
    """Let all days of a round come later or earlier, for pages that go by the real clock."""
    moved = opens_at - round.opens_at
    for name in ("opens_at", "closes_at", "publish_on", "appeals_until", "starts_on", "ends_on"):
        setattr(round, name, getattr(round, name) + moved)
    round.save()


def make_round(
    organiser: Partner | None = None,
    *,
    questions: int | Sequence[Seats] = 3,
    policy: Policy = Policy.GREEDY,
    seed: int = 7,
    **arrangements: Any,
) -> Round:
    """Make a round in draft, with one course and these questions; given a number, each has one seat."""
    organiser = organiser or make_partner()
    round = making.make(
        organiser=organiser,
        words=WORDS,
        arrangements=making.Arrangements(**(vars(ARRANGEMENTS) | arrangements)),
        policy=policy,
        seed=seed,
        by=None,
        at=MONDAY,
    )
    course = make_course(organiser)
    parts.add_course(round, offering=course.offerings.get(), seats=None, by=None, at=MONDAY)
    for seats in [Seats()] * questions if isinstance(questions, int) else questions:
        add_question(round, seats=seats)
    return round


def add_question(round: Round, *, seats: Seats | None = None, **fields: Any) -> RoundQuestion:
    """Put a new question in, about a district of its own."""
    question = make_question(districts=[make_district()], **fields)
    return parts.add_question(round, question=question, seats=seats or Seats(), by=None, at=MONDAY)


def make_team(
    round: Round, *wishes: int | Sequence[int], course: RoundCourse | None = None, **fields: Any
) -> Team:
    """Make a team that wants questions by place, in this order; those in one list equally."""
    key, number = uuid.uuid4(), round.teams.count() + 1
    values = {
        "course": course or round.courses.order_by("pk").first(),
        "number": number,
        "name": f"Team {number}",
        "key": key,
        "code_digest": new_code(For.TEAM, key)[1],
        "signed_up_at": MONDAY,
        "changed_at": MONDAY,
    }
    team = Team.objects.create(round=round, **values | fields)
    by_place = {one.place: one for one in round.questions.all()}
    for rank, tier in enumerate(wishes, start=1):
        for place in [tier] if isinstance(tier, int) else tier:
            Wish.objects.create(team=team, question=by_place[place], rank=rank)
    return team


def run_until(round: Round, status: Status, *, by: User | None = None) -> Round:
    """Lead a round from draft to where it should stand; its teams may be there already."""
    by = by or make_user(Role.BROKER)
    steps.open_round(round, by=by, at=MONDAY)
    if status == Status.OPEN:
        return round
    steps.close(round, by=by, at=MONDAY)
    if status == Status.CLOSED:
        return round
    computed(round)
    if status == Status.COMPUTED:
        return round
    telling.publish(round, by=by, at=MONDAY)
    if status == Status.SETTLED:
        settling.settle(round, by=by, at=SETTLED_AT)
    return round


def computed(round: Round) -> Run:
    """Have a closed round computed, as the worker would."""
    run = computing.ask_to_compute(round, by=None, at=MONDAY)
    computing.compute(run.pk, at=MONDAY)
    round.refresh_from_db()
    run.refresh_from_db()
    return run


def make_run(round: Round) -> Run:
    """Make a look that has been computed, wherever the round stands."""
    instance = instance_of(round)
    run = Run.objects.create(
        round=round,
        number=round.runs.count() + 1,
        policy=round.policy,
        seed=round.seed,
        seed_salt=round.seed_salt,
        for_real=False,
        instance=to_json(instance),
        digest=digest(instance, Policy(round.policy), round.seed),
        version=VERSION,
        asked_at=MONDAY,
    )
    computing.compute(run.pk, at=MONDAY)
    run.refresh_from_db()
    return run
