# SPDX-License-Identifier: EUPL-1.2
"""Only what was given back is done; and later we ask whether it was used."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.citylab import placing, returning
from kennisstad.citylab.models import Status, Use
from kennisstad.citylab.models.step import MOMENTS
from kennisstad.citylab.returning import moment_of, months_between
from kennisstad.mail.models import Letter
from kennisstad.projects import actions as projects
from kennisstad.web.refusals import NotNow
from tests.making import MONDAY, RESULT_WORDS, make_project, make_proposal, make_question, make_user

PLACE = {"nl": {"place": "Buurthuis"}, "en": {"place": "Community centre"}}
MOMENT = st.datetimes(MONDAY.replace(tzinfo=None), timezones=st.just(UTC)).filter(lambda at: at.year < 2100)


def placed():
    project = placing.accept(make_proposal(), by=make_user(), at=MONDAY)
    projects.start(project, by=None, at=MONDAY)
    return project


def hand_over(project):
    return projects.hand_over(project, words=RESULT_WORDS, on=MONDAY.date(), by=None, at=MONDAY)


def give_back(project, at=MONDAY):
    return returning.give_back(project, words=PLACE, on=at.date(), form="meeting", by=None, at=at)


@pytest.mark.django_db
def test_giving_back_ends_the_question():
    project = placed()
    hand_over(project)

    give_back(project)

    question = project.questions.get()
    assert (question.status, question.ended_at) == (Status.GIVEN_BACK, MONDAY)
    assert question.steps.last().status == Status.GIVEN_BACK


@pytest.mark.django_db
def test_nothing_is_given_back_or_closed_without_a_result():
    project = placed()

    with pytest.raises(NotNow, match="nog geen resultaat"):
        give_back(project)
    with pytest.raises(NotNow, match="nog geen resultaat"):
        projects.close(project, by=None, at=MONDAY)
    hand_over(project)
    with pytest.raises(NotNow, match="nog niet teruggebracht"):
        projects.close(project, by=None, at=MONDAY)

    assert (project.givings_back.count(), project.questions.get().status) == (0, Status.PLACED)


@pytest.mark.django_db
def test_stopping_a_project_opens_its_question_again():
    project = placed()

    returning.stop(project, because="Team weg", language="nl", by=None, at=MONDAY)

    assert (project.status, project.questions.count()) == ("stopped", 0)
    assert project.course.proposals.get().question.status == Status.OPEN


@pytest.mark.django_db
def test_an_answer_may_change_but_stays_one_per_moment():
    question = make_question(status=Status.GIVEN_BACK, project=make_project(status="given-back"))

    for answer in ("not", "used"):
        returning.say_used(question, answer=answer, why="", language="nl", at=MONDAY)

    assert list(Use.objects.values_list("months", "answer")) == [(3, "used")]


@pytest.mark.django_db
def test_nobody_says_used_before_it_was_given_back():
    question = make_question(status=Status.OPEN)

    with pytest.raises(NotNow):
        returning.say_used(question, answer="used", why="", language="nl", at=MONDAY)


@pytest.mark.django_db
def test_the_asker_is_asked_once_at_each_moment():
    project = make_project(status="given-back")
    make_question(status=Status.GIVEN_BACK, project=project, email="asker@example.org")
    days = (89, 95, 96, 370, 1100, 1200)
    asked = [returning.ask_whether_used(MONDAY + timedelta(days=day)) for day in days]

    assert asked == [0, 1, 0, 1, 1, 0]
    assert Letter.objects.count() == 3


@given(MOMENT, MOMENT)
def test_the_moment_is_the_last_that_has_come(given_back_at, at):
    months, moment = months_between(given_back_at, at), moment_of(given_back_at, at)

    assert moment in MOMENTS
    assert moment <= max(months, 3)
    assert not any(moment < later <= months for later in MOMENTS)
