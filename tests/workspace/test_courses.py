# SPDX-License-Identifier: EUPL-1.2
"""Courses at the desk: whether and when they take questions, and who answers for them."""

from datetime import date

import pytest

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from tests.making import MONDAY, make_course, make_partner, make_proposal, make_user


@pytest.fixture
def institution(db):
    return make_partner()


@pytest.fixture
def editor(institution):
    return make_user(Role.PARTNER_EDITOR, partner=institution)


@pytest.fixture
def desk(editor, desk_of):
    return desk_of(editor)


@pytest.fixture
def course(institution):
    return make_course(institution, name="Wijkonderzoek", code="AB1")


def shown(page):
    return [course for course, _open, _next in page.context["rows"]]


def test_the_list_holds_what_somebody_may_edit(desk_of, institution, course):
    other = make_course(code="ZZ9")
    make_course(institution, withdrawn_at=MONDAY)
    named = make_user(Role.COORDINATOR, partner=make_partner())
    other.coordinators.add(named)

    def seen_by(*roles):
        return shown(desk_of(make_user(*roles, partner=institution)).see("courses"))

    assert seen_by(Role.PARTNER_EDITOR) == seen_by(Role.COORDINATOR) == [course]
    assert seen_by(Role.BROKER) == seen_by(Role.ADMINISTRATOR) == [course, other]
    assert shown(desk_of(named).see("courses")) == [other]


@pytest.mark.parametrize(
    ("words", "found"),
    [("wijk", True), ("ab", True), ("WIJKONDERZOEK", True), ("b1", False), ("%25", False), ("", True)],
)
def test_courses_are_looked_up_by_name_or_the_beginning_of_their_code(desk, course, words, found):
    assert shown(desk.see("courses", f"?words={words}")) == ([course] if found else [])


def test_a_course_takes_questions_or_not(desk, editor, course):
    assert desk.press("take_questions", {"take": "no"}, pk=course.pk).status_code == 302
    course.refresh_from_db()
    assert course.takes_questions is False
    assert desk.press("take_questions", {"take": "no"}, pk=course.pk).status_code == 409
    assert desk.press("take_questions", {"take": "perhaps"}, pk=course.pk).status_code == 400
    assert desk.press("take_questions", {"take": "yes"}, pk=course.pk).status_code == 302

    course.refresh_from_db()
    assert course.takes_questions is True
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [
        ("course.takes-none", editor.pk),
        ("course.takes-questions", editor.pk),
    ]


def test_a_withdrawn_course_does_not_take_questions_again(desk, institution):
    course = make_course(institution, takes_questions=False, withdrawn_at=MONDAY)

    assert desk.press("take_questions", {"take": "yes"}, pk=course.pk).status_code == 409


WINDOW = {"questions_from": "2026-10-01", "questions_until": "2026-12-01", "teams": "4", "team_size": "5"}


def test_a_window_is_set(desk, course):
    offering = course.offerings.get()

    assert desk.press("set_window", WINDOW, pk=course.pk, offering=offering.pk).status_code == 302

    offering.refresh_from_db()
    assert (offering.questions_from, offering.questions_until) == (date(2026, 10, 1), date(2026, 12, 1))
    assert (offering.teams, offering.team_size, offering.hours_per_team) == (4, 5, None)
    assert offering.window_set_at is not None


def test_a_whole_window_is_set(desk, course):
    offering = course.offerings.get()
    said = {"choice_from": "2026-12-14", "choice_until": "2026-12-18", "presents_on": "2027-06-25"}
    said |= {"form": "thesis", "asker_hours": "12", "needs_data": "on"}

    assert desk.press("set_window", WINDOW | said, pk=course.pk, offering=offering.pk).status_code == 302

    offering.refresh_from_db()
    assert (offering.choice_from, offering.choice_until) == (date(2026, 12, 14), date(2026, 12, 18))
    assert (offering.presents_on, offering.form) == (date(2027, 6, 25), "thesis")
    assert (offering.asker_hours, offering.needs) == (12, ("data",))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"questions_until": "2026-09-30"}, "questions_until"),
        ({"questions_from": "morgen"}, "questions_from"),
        ({"teams": "0"}, "teams"),
        ({"team_size": "10001"}, "team_size"),
        ({"hours_per_team": "-1"}, "hours_per_team"),
        ({"teams": "veel"}, "teams"),
        ({"questions_until": "2027-07-01"}, "questions_until"),
        ({"choice_from": "2026-12-18", "choice_until": "2026-12-14"}, "choice_until"),
        ({"choice_until": "2027-07-01"}, "choice_until"),
        ({"presents_on": "2027-01-31"}, "presents_on"),
        ({"form": "opera"}, "form"),
        ({"asker_hours": "0"}, "asker_hours"),
    ],
)
def test_a_window_that_cannot_be_is_shown_again(desk, course, change, field):
    offering = course.offerings.get()

    answer = desk.press("set_window", WINDOW | change, pk=course.pk, offering=offering.pk)

    [(_offering, form)] = answer.context["windows"]
    offering.refresh_from_db()
    assert (answer.status_code, list(form.errors), offering.teams) == (400, [field], 12)


def test_an_offering_is_set_by_its_own_course_only(desk, course):
    other = make_course().offerings.get()

    assert desk.press("set_window", WINDOW, pk=course.pk, offering=other.pk).status_code == 404

    other.refresh_from_db()
    assert other.window_set_at is None


def test_a_coordinator_of_the_institution_is_named_once_and_taken_off(desk, institution, course):
    colleague = make_user(Role.COORDINATOR, partner=institution)
    name = {"user": colleague.pk}

    assert [desk.press("name_coordinator", name, pk=course.pk).status_code for _ in range(2)] == [302, 409]
    assert list(course.coordinators.all()) == [colleague]

    off = {"pk": course.pk, "user": colleague.pk}
    assert [desk.press("dismiss_coordinator", **off).status_code for _ in range(2)] == [302, 409]
    assert list(course.coordinators.all()) == []


def test_nobody_of_another_institution_is_named(desk, course):
    stranger = make_user(Role.COORDINATOR, partner=make_partner())

    assert desk.press("name_coordinator", {"user": stranger.pk}, pk=course.pk).status_code == 400
    assert not course.coordinators.exists()


def test_waiting_proposals_stand_with_the_course_for_who_may_read_them(desk, desk_of, institution, course):
    proposal = make_proposal(course=course)
    coordinator = desk_of(make_user(Role.COORDINATOR, partner=institution))

    assert coordinator.see("course", pk=course.pk).context["proposals"] == [proposal]
    assert desk.see("course", pk=course.pk).context["proposals"] == []
