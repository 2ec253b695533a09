# SPDX-License-Identifier: EUPL-1.2
"""When courses take questions, published and foretold."""

from datetime import date

import pytest

from kennisstad.education import queries
from kennisstad.education.calendar.window import Form, Need, Window
from kennisstad.education.models import AcademicSession, Calendar, CourseText, Department
from tests.education.making import MONDAY, make_course, make_offering, make_partner

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 28)
SPRING = {
    "starts_on": date(2027, 2, 1),
    "ends_on": date(2027, 6, 18),
    "questions_from": date(2026, 9, 1),
    "questions_until": date(2026, 11, 15),
}


def make_named(**more):
    course = make_course(takes_questions=True, **more)
    for language, name in (("nl", "Wijkonderzoek"), ("en", "Local research")):
        CourseText.objects.create(course=course, language=language, name=name)
    return course


def make_term(partner, name="Blok 3, 2026-2027"):
    term = AcademicSession.objects.create(
        partner=partner, external_id="b3", kind="block", starts_on=date(2027, 2, 1), ends_on=date(2027, 3, 26)
    )
    term.texts.create(language="nl", name=name)
    return term


def told(windows):
    return [(window.starts, window.expected) for window in windows]


def test_a_window_says_all_that_is_known():
    course = make_named(level="master", languages=["en"])
    offering = make_offering(
        course,
        **SPRING,
        session=make_term(course.partner),
        choice_from=date(2026, 12, 14),
        choice_until=date(2026, 12, 18),
        presents_on=date(2027, 6, 17),
        form="thesis",
        teams=5,
        team_size=4,
        hours_per_team=300,
        asker_hours=12,
        needs_data=True,
    )

    window = queries.ahead(TODAY).windows[0]

    assert window == Window(
        id=offering.pk,
        course_id=course.pk,
        course={"nl": "Wijkonderzoek", "en": "Local research"},
        institution_id=course.partner_id,
        institution={"nl": "Universiteit Leiden", "en": "Universiteit Leiden"},
        term={"nl": "Blok 3, 2026-2027"},
        form=Form.THESIS,
        level="master",
        languages=("en",),
        opens=date(2026, 9, 1),
        closes=date(2026, 11, 15),
        choice_from=date(2026, 12, 14),
        choice_until=date(2026, 12, 18),
        starts=date(2027, 2, 1),
        ends=date(2027, 6, 18),
        presents=date(2027, 6, 17),
        teams_left=5,
        team_size=4,
        hours_per_team=300,
        asker_hours=12,
        needs=(Need.DATA,),
    )


def test_what_nobody_published_for_the_next_year_is_foretold_with_all_its_teams():
    course = make_named()
    make_offering(course, **SPRING, session=make_term(course.partner), teams=5)

    known, foretold = queries.ahead(TODAY).windows

    assert (known.teams_left, known.expected, known.closes) == (5, False, date(2026, 11, 15))
    assert (foretold.teams_left, foretold.expected, foretold.id) == (5, True, known.id)
    assert (foretold.opens, foretold.closes) == (date(2027, 9, 7), date(2027, 11, 21))
    assert (foretold.starts, foretold.ends) == (date(2028, 1, 31), date(2028, 6, 16))
    assert foretold.term == {"nl": "Blok 3, 2027-2028"}
    assert (foretold.choice_from, foretold.presents) == (None, None)


def test_only_the_last_known_year_is_foretold_from_and_only_for_the_year_after():
    course = make_named()
    make_offering(course, starts_on=date(2025, 9, 1), ends_on=date(2026, 1, 30))
    make_offering(course, starts_on=date(2026, 9, 7), ends_on=date(2027, 1, 29))
    make_offering(course, starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 18))

    assert told(queries.ahead(TODAY).windows) == [
        (date(2026, 9, 7), False),
        (date(2027, 2, 1), False),
        (date(2027, 9, 13), True),
        (date(2028, 1, 31), True),
    ]


def test_of_a_course_known_until_last_year_this_year_is_foretold():
    course = make_named()
    make_offering(course, starts_on=date(2026, 2, 2), ends_on=date(2026, 6, 19))

    assert told(queries.ahead(TODAY).windows) == [(date(2027, 2, 8), True)]


def test_what_is_long_past_withdrawn_or_takes_no_questions_has_no_windows():
    old, withdrawn, quiet = make_named(), make_named(), make_course()
    make_offering(old, starts_on=date(2024, 9, 2), ends_on=date(2025, 1, 31))
    make_offering(withdrawn, **SPRING, withdrawn_at=MONDAY)
    make_offering(quiet, **SPRING)

    assert queries.ahead(TODAY).windows == []


def test_a_course_without_a_name_goes_by_its_code():
    make_offering(make_course(code="ABC-1", takes_questions=True), **SPRING)

    assert queries.ahead(TODAY).windows[0].course == {"nl": "ABC-1", "en": "ABC-1"}


@pytest.mark.parametrize("count", [1, 12])
def test_windows_take_as_many_queries_however_many(count, django_assert_num_queries):
    partner = make_partner()
    term, faculty = make_term(partner), Department.objects.create(partner=partner, external_id="fgw")
    for number in range(count):
        make_offering(make_named(department=faculty), **SPRING, session=term)
        calendar = {"year": 2027, "version": number + 1, "origin": "form", "made_at": MONDAY}
        held = Calendar.objects.create(partner=partner, department=faculty, **calendar)
        held.terms.create(kind="holiday", starts_on=date(2027, 12, 27), ends_on=date(2028, 1, 7))

    # Offerings, names of courses and terms; calendars, terms, words; sessions, words; who is exempt.
    with django_assert_num_queries(9):
        assert len(queries.ahead(TODAY).windows) == 2 * count
