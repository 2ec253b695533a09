# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kennisstad.education.models import AcademicSession, Course, CourseText, ImportRun, Offering
from kennisstad.education.models.run import NEXT, Status
from tests.education.making import MONDAY, make_course, make_offering, make_partner

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def refused_by(constraint, make, **values):
    """Say whether saving this is refused by the constraint of that name."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make(**values)
    return constraint in str(refused.value)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("offering_ends_after_it_starts", {"starts_on": TODAY, "ends_on": TODAY - DAY}),
        (
            "offering_window_closes_after_it_opens",
            {"questions_from": TODAY, "questions_until": TODAY - DAY},
        ),
        ("offering_work_is_positive", {"teams": 0}),
        ("offering_work_is_positive", {"team_size": 0}),
        ("offering_work_is_positive", {"hours_per_team": 0}),
        ("offering_work_is_positive", {"asker_hours": 0}),
        ("offering_choice_ends_after_it_starts", {"choice_from": TODAY, "choice_until": TODAY - DAY}),
        ("offering_form_is_known", {"form": "opera"}),
    ],
)
def test_the_database_refuses_an_offering_that_cannot_be(constraint, values):
    assert refused_by(constraint, make_offering, course=make_course(), **values)


def test_the_database_takes_an_offering_of_which_little_is_known():
    course = make_course()
    make_offering(course, questions_from=TODAY)
    make_offering(course, questions_until=TODAY)
    make_offering(
        course, starts_on=TODAY, ends_on=TODAY, questions_from=TODAY, questions_until=TODAY, teams=1
    )

    assert Offering.objects.count() == 3


def test_a_session_ends_after_it_starts_and_a_course_has_a_known_level():
    partner = make_partner()
    days = {"starts_on": TODAY, "ends_on": TODAY - DAY, "kind": "block", "external_id": "a"}

    assert refused_by(
        "academic_session_ends_after_it_starts", AcademicSession.objects.create, partner=partner, **days
    )
    assert refused_by("course_level_is_known", make_course, partner=partner, level="phd")


def test_a_partner_has_one_unfinished_import_at_most():
    partner = make_partner()
    said = {"partner": partner, "source": "x", "version": "6", "started_at": MONDAY}
    ImportRun.objects.create(status=Status.BROKEN_OFF, **said)
    ImportRun.objects.create(status=Status.FINISHED, **said)
    ImportRun.objects.create(status=Status.FINISHED, **said)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.create(status=Status.RUNNING, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.create(status="odd", **said)


def test_every_status_of_an_import_has_its_steps():
    assert NEXT.keys() == set(Status)
    assert ImportRun(status=Status.BROKEN_OFF).can_become(Status.RUNNING)
    assert not ImportRun(status=Status.FINISHED).can_become(Status.RUNNING)


def test_offered_is_what_stands_and_takes_questions():
    offered = make_course(takes_questions=True)
    quiet = make_course()
    make_course(takes_questions=True, withdrawn_at=MONDAY)

    assert list(Course.objects.offered()) == [offered]
    assert list(Course.objects.standing().by_code()) == [offered, quiet]
    assert [course.is_offered for course in Course.objects.order_by("pk")] == [True, False, False]


WINDOWS = [
    # from, until, open today, upcoming
    (None, None, False, False),
    (-9, None, False, False),
    (None, 9, False, False),
    (9, None, False, False),
    (-9, -1, False, False),
    (-9, 0, True, False),
    (0, 0, True, False),
    (0, 9, True, False),
    (1, 1, False, True),
    (5, 9, False, True),
]


@pytest.mark.parametrize(("first", "last", "is_open", "is_upcoming"), WINDOWS)
def test_a_window_is_open_from_its_first_day_to_its_last_and_unknown_is_never_open(
    first, last, is_open, is_upcoming
):
    course = make_course()
    offering = make_offering(
        course,
        questions_from=None if first is None else TODAY + first * DAY,
        questions_until=None if last is None else TODAY + last * DAY,
    )

    assert course.open_offering(TODAY) == (offering if is_open else None)
    assert course.next_offering(TODAY) == (offering if is_upcoming else None)


def open_from(course, first, last, **more):
    return make_offering(
        course, questions_from=TODAY + first * DAY, questions_until=TODAY + last * DAY, **more
    )


def test_the_offering_that_closes_first_and_the_one_that_opens_first_are_named():
    course = make_course()
    open_from(course, -9, 9)
    closes_first = open_from(course, -2, 3)
    open_from(course, 5, 9)
    opens_first = open_from(course, 4, 20)

    assert course.open_offering(TODAY) == closes_first
    assert course.next_offering(TODAY) == opens_first


@pytest.mark.parametrize("days", [-1, 1])
def test_what_is_withdrawn_takes_no_questions(days):
    withdrawn = make_course(withdrawn_at=MONDAY)
    course = make_course(partner=withdrawn.partner)
    open_from(withdrawn, min(days, 5), 9)
    open_from(course, min(days, 5), 9, withdrawn_at=MONDAY)

    assert [c.open_offering(TODAY) or c.next_offering(TODAY) for c in (withdrawn, course)] == [None, None]


def test_the_words_of_a_list_of_courses_take_a_fixed_number_of_queries(django_assert_num_queries):
    partner = make_partner()

    for _ in range(2):
        for _ in range(3):
            course = make_course(partner=partner)
            CourseText.objects.create(course=course, language="nl", name="Vak", description="")
            open_from(course, -1, 1)
        # The courses with partner and department; texts; offerings. There are no sessions or departments.
        with django_assert_num_queries(3):
            shown = [
                (course.partner.name, course.text.name, course.open_offering(TODAY).teams)
                for course in Course.objects.with_words()
            ]
        assert set(shown) == {("Universiteit Leiden", "Vak", None)}
