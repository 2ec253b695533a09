# SPDX-License-Identifier: EUPL-1.2
"""At the desks: a coordinator sees what fits and asks for it; the broker proposes with one click."""

from datetime import date

import pytest

from kennisstad.accounts.models import Role
from kennisstad.citylab import indexing, interests
from kennisstad.citylab.models import Interest, Proposal, Question, Status
from tests.making import MONDAY, make_course, make_partner, make_question, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]


@pytest.fixture
def course():
    made = make_course(name="Eenzaamheid en ouderen", description="Gesprekken in de flat.")
    made.coordinators.add(make_user(Role.COORDINATOR, partner=made.partner))
    return made


@pytest.fixture
def question(course):
    made = make_question(title="Wat helpt tegen eenzaamheid van ouderen in de flat?")
    indexing.rebuild()
    return made


def shown(page):
    return [fit.question for fit, _form in page.context["fits"]]


@pytest.mark.parametrize("level", ["mbo", "hbo-bachelor", "bachelor", "master"])
def test_who_edits_the_course_sees_what_fits_and_who_answers_for_it_may_ask(desk_of, course, question, level):
    course.level = level
    course.save()
    for role, may in [(Role.COORDINATOR, True), (Role.PARTNER_EDITOR, False), (Role.BROKER, False)]:
        page = desk_of(make_user(role, partner=course.partner)).see("course", pk=course.pk)
        assert (shown(page), b"/aanvragen/" in page.content) == ([question], may)


def test_a_course_asks_and_the_broker_proposes_with_one_click(desk_of, course, question):
    coordinator, broker = desk_of(course.coordinators.get()), desk_of(make_user(Role.BROKER))
    at = {"pk": course.pk, "question": question.pk}

    assert [coordinator.press("ask_for", {"note": "Graag"}, **at).status_code for _ in range(2)] == [302, 409]
    page = coordinator.see("course", pk=course.pk)
    assert (shown(page), [one.question for one, _ in page.context["asked_for"]]) == ([], [question])
    assert b"?tray=asked-for" in broker.see("home").content
    assert [row.question for row in broker.see("desk", "?tray=asked-for").context["rows"]] == [question]
    asking = broker.see("question", pk=question.pk)
    assert [one.course for one, _ in asking.context["interests"]] == [course]
    assert b"Graag" in asking.content

    assert broker.press("propose", {"courses": course.pk}, pk=question.pk).status_code == 302

    assert Proposal.objects.get().course == course
    assert broker.see("question", pk=question.pk).context["interests"] == []
    assert b"?tray=asked-for" not in broker.see("home").content


def test_a_course_takes_back_what_it_asked(desk_of, course, question):
    coordinator, at = desk_of(course.coordinators.get()), {"pk": course.pk, "question": question.pk}
    coordinator.press("ask_for", **at)

    assert [coordinator.press("no_longer_ask_for", **at).status_code for _ in range(2)] == [302, 409]

    assert list(Interest.objects.waiting()) == []
    assert shown(coordinator.see("course", pk=course.pk)) == [question]


def test_what_a_course_asked_is_taken_back_also_of_a_question_public_no_more(desk_of, course, question):
    coordinator, at = desk_of(course.coordinators.get()), {"pk": course.pk, "question": question.pk}
    coordinator.press("ask_for", **at)
    Question.objects.update(status=Status.WITHDRAWN, ended_at=MONDAY)

    assert coordinator.press("no_longer_ask_for", **at).status_code == 302

    assert not Interest.objects.shown().exists()


def test_two_asked_for_are_taken_back_one_by_one(desk_of, course, question):
    """Each button has a key of its own: the second press is no repeat of the first."""
    other = make_question(title="Nog iets over ouderen")
    for one in (question, other):
        interests.ask_for(one, course=course, note_to_broker="", by=None, at=MONDAY)
    coordinator = desk_of(course.coordinators.get())
    page = coordinator.see("course", pk=course.pk)

    for interest, form in page.context["asked_for"]:
        key = {"key": form["key"].value()}
        coordinator.press("no_longer_ask_for", key, pk=course.pk, question=interest.question_id)

    assert list(Interest.objects.waiting()) == []


@pytest.mark.parametrize("status", [Status.SENT, Status.WITHDRAWN])
def test_a_question_that_is_not_public_is_not_there(desk_of, course, status):
    hidden = make_question(status=status)
    coordinator = desk_of(course.coordinators.get())

    for press in ("ask_for", "no_longer_ask_for"):
        assert coordinator.press(press, pk=course.pk, question=hidden.pk).status_code == 404


def test_what_the_course_cannot_have_is_said(desk_of, course, question, settings, tmp_path):
    coordinator = desk_of(course.coordinators.get())
    long = coordinator.press("ask_for", {"note": "x" * 2001}, pk=course.pk, question=question.pk)
    assert (long.status_code, Interest.objects.count()) == (400, 0)
    settings.KENNISSTAD_HOME = tmp_path / "nowhere"
    indexing.index.cache_clear()
    assert coordinator.see("course", pk=course.pk).context["fitting"].unavailable
    closed = make_course(make_partner(), takes_questions=False, questions_until=date(2027, 1, 1))
    page = desk_of(make_user(Role.BROKER)).see("course", pk=closed.pk)
    assert page.context["fits"] == []
