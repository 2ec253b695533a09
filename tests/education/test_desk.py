# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.audit.models import Event
from kennisstad.education import actions
from kennisstad.education.actions import BadWindow, NotNow, Window
from kennisstad.education.models import Course
from tests.education.making import MONDAY, TUESDAY, make_course, make_offering, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def broker():
    return make_user("broker")


def told():
    return list(Event.objects.order_by("pk").values_list("kind", "subject", "actor", "at", "facts"))


def test_naming_a_coordinator_is_done_once_and_written_down(broker):
    course, teacher = make_course(), make_user("teacher")

    actions.name_coordinator(course, teacher, by=broker, at=MONDAY)
    with pytest.raises(NotNow, match=r"^This person already answers for the course\.$"):
        actions.name_coordinator(course, teacher, by=broker, at=TUESDAY)

    assert list(course.coordinators.all()) == [teacher]
    assert told() == [
        ("course.coordinator-named", f"course:{course.pk}", broker.pk, MONDAY, {"coordinator": teacher.pk})
    ]


def test_who_left_is_not_named(broker):
    course, gone = make_course(), make_user("gone", is_active=False)

    with pytest.raises(NotNow, match=r"^This person no longer signs in here\.$"):
        actions.name_coordinator(course, gone, by=broker, at=MONDAY)

    assert not course.coordinators.exists()


def test_a_coordinator_is_taken_off_and_who_is_none_cannot_be(broker):
    course, teacher = make_course(), make_user("teacher")
    course.coordinators.add(teacher)

    actions.dismiss_coordinator(course, teacher, by=broker, at=MONDAY)
    with pytest.raises(NotNow, match=r"^This person does not answer for the course\.$"):
        actions.dismiss_coordinator(course, teacher, by=broker, at=MONDAY)

    assert not course.coordinators.exists()
    assert told() == [
        (
            "course.coordinator-dismissed",
            f"course:{course.pk}",
            broker.pk,
            MONDAY,
            {"coordinator": teacher.pk},
        )
    ]


def test_a_course_takes_questions_and_stops_taking_them(broker):
    course = make_course()

    actions.take_questions(course, yes=True, by=broker, at=MONDAY)
    assert Course.objects.get().takes_questions is True
    actions.take_questions(course, yes=False, by=broker, at=TUESDAY)
    assert Course.objects.get().takes_questions is False

    assert told() == [
        ("course.takes-questions", f"course:{course.pk}", broker.pk, MONDAY, {}),
        ("course.takes-none", f"course:{course.pk}", broker.pk, TUESDAY, {}),
    ]


@pytest.mark.parametrize(
    ("values", "yes", "reason"),
    [
        ({"takes_questions": True}, True, "This course already takes questions."),
        ({}, False, "This course takes no questions already."),
        ({"withdrawn_at": MONDAY}, True, "The institution no longer gives this course."),
    ],
)
def test_what_was_said_before_or_of_a_course_that_is_gone_is_refused(broker, values, yes, reason):
    course = make_course(**values)

    with pytest.raises(NotNow) as refused:
        actions.take_questions(course, yes=yes, by=broker, at=TUESDAY)

    assert str(refused.value) == reason
    assert told() == []


def test_of_two_people_pressing_at_once_the_second_is_told(broker):
    course = make_course()
    seen_earlier = Course.objects.get()

    actions.take_questions(course, yes=True, by=broker, at=MONDAY)
    with pytest.raises(NotNow):
        actions.take_questions(seen_earlier, yes=True, by=broker, at=MONDAY)


def test_a_course_that_was_withdrawn_may_still_say_that_it_takes_none(broker):
    course = make_course(takes_questions=True, withdrawn_at=MONDAY)

    actions.take_questions(course, yes=False, by=broker, at=TUESDAY)

    assert Course.objects.get().takes_questions is False


def test_a_window_is_set_whole_and_written_down_with_its_course(broker):
    offering = make_offering(make_course(), questions_from=date(2026, 1, 1), teams=9, team_size=9)
    window = Window(
        date(2026, 5, 1), date(2026, 6, 1), teams=3, hours_per_team=80, form="thesis", needs_consent=True
    )

    actions.set_window(offering, window, by=broker, at=MONDAY)

    offering.refresh_from_db()
    assert (offering.form, offering.needs, offering.asker_hours) == ("thesis", ("consent",), None)
    assert (
        offering.questions_from,
        offering.questions_until,
        offering.teams,
        offering.team_size,
        offering.hours_per_team,
        offering.window_set_at,
    ) == (date(2026, 5, 1), date(2026, 6, 1), 3, None, 80, MONDAY)
    assert told() == [
        ("course.window-set", f"course:{offering.course_id}", broker.pk, MONDAY, {"offering": offering.pk})
    ]


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(date(2026, 5, 2), date(2026, 5, 1)), "The last day for questions is before the first."),
        (Window(teams=0), "Teams, team size and hours are whole numbers from 1 to 10,000."),
        (Window(team_size=-1), "Teams, team size and hours are whole numbers from 1 to 10,000."),
        (Window(hours_per_team=10_001), "Teams, team size and hours are whole numbers from 1 to 10,000."),
        (Window(asker_hours=0), "Teams, team size and hours are whole numbers from 1 to 10,000."),
        (
            Window(choice_from=date(2026, 5, 2), choice_until=date(2026, 5, 1)),
            "The last day of the choice is before the first.",
        ),
        (
            Window(questions_until=date(2026, 10, 24)),
            "The last day for questions is after the course has ended.",
        ),
        (
            Window(choice_until=date(2026, 10, 24)),
            "The last day of the choice is after the course has ended.",
        ),
        (Window(presents_on=date(2026, 9, 6)), "The presentation is before the course begins."),
        (Window(form="opera"), "Choose what students do in this course."),
    ],
)
def test_a_window_that_cannot_be_is_refused_and_nothing_changes(broker, window, reason):
    offering = make_offering(make_course(), teams=9)

    with pytest.raises(BadWindow) as refused:
        actions.set_window(offering, window, by=broker, at=MONDAY)

    offering.refresh_from_db()
    assert str(refused.value) == reason
    assert (offering.teams, offering.window_set_at, told()) == (9, None, [])
