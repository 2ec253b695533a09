# SPDX-License-Identifier: EUPL-1.2
"""What a question costs its asker, told before and asked afterwards; and how many teams one asker has."""

import pytest

from kennisstad.citylab import lapsing, placing, queries, returning
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import CostAnswer, Status
from kennisstad.mail.models import Letter
from kennisstad.projects import actions as projects
from kennisstad.web.refusals import NotNow
from tests.making import (
    MONDAY,
    RESULT_WORDS,
    make_course,
    make_legs,
    make_project,
    make_question,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


def course_of(hours, form="course"):
    course = make_course()
    course.offerings.update(asker_hours=hours, form=form)
    return course


def propose(question, course=None):
    course = course or make_course()
    return placing.propose(question, course=course, note_to_course="", by=None, at=MONDAY)


def place(question, course=None):
    return placing.accept(propose(question, course), by=None, at=MONDAY)


def given_back(**fields):
    return make_question(status=Status.GIVEN_BACK, project=make_project(status="given-back"), **fields)


def page_of(client, question):
    return client.get(f"/en/follow/{code_of(question.key, question.code_digest)}/")


def test_the_asker_reads_the_hours_before_and_while_students_work(client):
    question = make_question(email="asker@example.org", language="en")

    place(question, course_of(6))

    assert [
        "about 6 hours" in body for body in Letter.objects.order_by("pk").values_list("body", flat=True)
    ] == [
        True,
        True,
    ]
    question.refresh_from_db()
    assert question.expected_hours == 6
    assert b"This will take you about 6 hours." in page_of(client, question).content


def test_nothing_is_said_where_no_course_said_it(client):
    question = make_question(email="asker@example.org", language="en")

    place(question, course_of(None))

    assert not any("hours" in body for body in Letter.objects.values_list("body", flat=True))
    assert b"This will take you" not in page_of(client, question).content


def test_hours_of_legs_are_added_up():
    one, two = make_legs(orders=(1, 1))
    place(one, course_of(6)), place(two, course_of(4))

    assert queries.hours_foreseen(one.leg_of) == 10


def test_a_thesis_takes_the_edition_in_which_theses_are_written():
    course = course_of(6)
    thesis = course.offerings.create(
        external_id="thesis",
        starts_on="2027-03-01",
        ends_on="2027-08-31",
        questions_from="2026-10-01",
        questions_until="2027-02-01",
        form="thesis",
        asker_hours=12,
    )
    question = make_question(form="thesis")

    project = place(question, course)

    question.refresh_from_db()
    assert (str(project.starts_on), question.expected_hours) == (thesis.starts_on, 12)


def test_a_course_is_not_asked_for_what_it_does_not_give():
    with pytest.raises(NotNow, match="scriptie"):
        propose(make_question(form="thesis"), course_of(6))


def test_the_asker_says_once_what_it_took(client):
    question = given_back()
    address = f"/en/follow/{code_of(question.key, question.code_digest)}/hours/"

    assert client.post(address, {"hours": "8"}).status_code == 302
    assert client.post(address, {"hours": "9"}).status_code == 409

    assert CostAnswer.objects.get().hours == 8
    assert b"Thank you. You told us that it took 8 hours." in page_of(client, question).content


@pytest.mark.parametrize("hours", ["", "-1", "501", "many"])
def test_hours_that_are_no_number_get_a_sentence(client, hours):
    question = given_back()

    page = client.post(f"/en/follow/{code_of(question.key, question.code_digest)}/hours/", {"hours": hours})

    assert (page.status_code, CostAnswer.objects.exists()) == (400, False)
    assert b"field__errors" in page.content


def test_nothing_is_asked_before_the_result_is_back(client):
    question = make_question()

    assert b"How many hours" not in page_of(client, question).content
    with pytest.raises(NotNow):
        returning.say_cost(question, hours=3, at=MONDAY)


def test_the_public_figure_is_the_middle_one_and_needs_five_answers(client):
    for hours in (2, 30, 4, 4):
        returning.say_cost(given_back(), hours=hours, at=MONDAY)
    assert queries.median_hours_of_askers() is None

    returning.say_cost(given_back(), hours=6, at=MONDAY)

    assert queries.median_hours_of_askers() == 4
    assert b"needed 4 hours of their own time" in client.get("/en/questions/ask/").content


def test_an_asker_has_three_teams_at_a_time_whatever_the_case_of_the_address():
    for email in ("Asker@example.org", "asker@example.org", "ASKER@example.org"):
        place(make_question(email=email))
    refused = make_question(email="asker@Example.org")

    with pytest.raises(NotNow, match="3"):
        propose(refused)

    place(make_question(email="other@example.org"))
    place(make_question(email="asker@example.org", asker_kind="organisation"))


def test_the_cap_holds_at_accepting_too():
    waiting = propose(make_question(email="asker@example.org"))
    for _ in range(3):
        place(make_question(email="asker@example.org"))

    with pytest.raises(NotNow):
        placing.accept(waiting, by=None, at=MONDAY)

    waiting.refresh_from_db()
    assert waiting.waits


def test_a_team_that_handed_over_asks_nothing_any_more():
    lapsing.set_terms(answer_days=14, remind_days=4, teams_per_asker=1, by=None, at=MONDAY)
    project = place(make_question(email="asker@example.org"))
    projects.start(project, by=None, at=MONDAY)
    returning.hand_over(project, words=RESULT_WORDS, on=MONDAY.date(), by=None, at=MONDAY)

    assert place(make_question(email="asker@example.org")).pk


def test_legs_count_for_whoever_asked_the_whole():
    lapsing.set_terms(answer_days=14, remind_days=4, teams_per_asker=1, by=None, at=MONDAY)
    one, two = make_legs(orders=(1, 1), email="asker@example.org")
    place(one)

    for other in (two, make_question(email="asker@example.org")):
        with pytest.raises(NotNow):
            propose(other)


def test_the_key_of_an_asker_is_the_same_for_all_they_asked_and_tells_nothing():
    one = make_question(email="Asker@example.org")
    other = make_question(email="asker@example.org")
    (leg, _two) = make_legs(email="asker@example.org")
    nobody, nobody_else = make_question(), make_question()

    keys = [queries.asker_of(question) for question in (one, other, leg, nobody, nobody_else)]

    assert (len(set(keys[:3])), len(set(keys))) == (1, 3)
    assert not any("asker" in key for key in keys)
