# SPDX-License-Identifier: EUPL-1.2
"""Rounds and teams for the tests of the teams' side, each with one plain call."""

import html
import uuid
from datetime import timedelta
from itertools import count
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.education.models import Course
from kennisstad.rounds import computing
from kennisstad.rounds.actions import steps, telling
from kennisstad.rounds.actions import teams as actions
from kennisstad.rounds.codes import For, code_of, new_code
from kennisstad.rounds.models import Round, RoundCourse, RoundQuestion, RoundText, Team
from tests.making import make_course, make_question, make_user

_numbers = count(1)


def make_round(*, questions: int = 4, title: str = "Vragen voor het voorjaar", **fields: Any) -> Round:
    """Make a round that is open now, by the clock that the pages use, with questions 1, 2, …"""
    now = timezone.now()
    course = make_course()
    values = {
        "organiser": course.partner,
        "status": "open",
        "policy": "generous",
        "seed": 2027,
        "opens_at": now - timedelta(days=3),
        "closes_at": now + timedelta(days=7),
        "publish_on": (now + timedelta(days=14)).date(),
        "appeals_until": (now + timedelta(days=28)).date(),
        "starts_on": (now + timedelta(days=70)).date(),
        "ends_on": (now + timedelta(days=210)).date(),
        "most_wishes": 3,
    }
    made = Round.objects.create(**values | fields)
    RoundText.objects.create(round=made, language="nl", title=title, explanation="Kies met uw team.")
    RoundText.objects.create(round=made, language="en", title="Questions for spring", explanation="Choose.")
    make_round_course(made, course)
    for number in range(1, questions + 1):
        make_part(made, number)
    return made


def make_round_course(round: Round, course: Course | None = None) -> RoundCourse:
    key = uuid.uuid4()
    offering = (course or make_course()).offerings.get()
    digest = new_code(For.SIGN_UP, key)[1]
    return RoundCourse.objects.create(round=round, offering=offering, key=key, code_digest=digest)


def make_part(round: Round, number: int, **fields: Any) -> RoundQuestion:
    question = make_question(title=f"Vraag nummer {number}?")
    steps.keep(round, last_place=max(round.last_place, number))
    return RoundQuestion.objects.create(round=round, question=question, place=number, upper=2, **fields)


def make_team(round: Round, *, name: str = "", **fields: Any) -> Team:
    values = {"key": uuid.uuid4(), "name": name or f"Team {next(_numbers)}", "language": "nl"}
    return actions.sign_up(round.courses.first(), at=timezone.now(), **values | fields)


def ranked(team: Team, *filled_in: str) -> Team:
    """Save wishes for a team: what it filled in at question 1, 2, …"""
    actions.rank(team, marks(team.round, *filled_in), by=None, at=timezone.now())
    return team


def published(round: Round) -> Round:
    """Close, compute and publish a round."""
    broker, now = make_user(Role.BROKER), timezone.now()
    steps.close(round, by=broker, at=now)
    run = computing.ask_to_compute(round, by=broker, at=now)
    computing.compute(run.pk, at=now)
    round.refresh_from_db()
    telling.publish(round, by=broker, at=now)
    return round


def parts(round: Round) -> list[RoundQuestion]:
    return list(round.questions.in_order())


def marks(round: Round, *filled_in: str) -> list[tuple[int, str]]:
    """Give what is filled in at question 1, 2, …"""
    return list(zip([part.pk for part in parts(round)], filled_in, strict=False))


def as_form(sent: list[tuple[int, str]]) -> dict[str, str]:
    return {f"wish-{question}": mark for question, mark in sent}


def at(name: str, *args: Any, language: str = "nl") -> str:
    with override(language):
        return reverse(f"rounds:{name}", args=args)


def sign_up_page(course: RoundCourse, *, language: str = "nl") -> str:
    return at("sign_up", code_of(For.SIGN_UP, course.key, course.code_digest), language=language)


def team_page(team: Team, page: str = "team", *, language: str = "nl") -> str:
    return at(page, code_of(For.TEAM, team.key, team.code_digest), language=language)


def page_of(answer: Any) -> str:
    """Read a page as a person does: without the marks for signs of HTML, in one line."""
    return " ".join(html.unescape(answer.content.decode()).split())
