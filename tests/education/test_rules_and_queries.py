# SPDX-License-Identifier: EUPL-1.2
import pytest

from kennisstad.accounts.models import Role
from kennisstad.education import queries, rules
from kennisstad.education.models import Course
from tests.education.making import MONDAY, make_course, make_partner, make_user

pytestmark = pytest.mark.django_db

TABLE = [
    # role, held for, may answer for, may edit
    (Role.BROKER, None, False, True),
    (Role.ADMINISTRATOR, None, False, True),
    (Role.PROGRAMME_MANAGER, None, False, False),
    (Role.COORDINATOR, "own", True, True),
    (Role.COORDINATOR, "other", False, False),
    (Role.PARTNER_EDITOR, "own", False, True),
    (Role.PARTNER_EDITOR, "other", False, False),
]


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("active", [False, True])
@pytest.mark.parametrize(("role", "held_for", "answers", "edits"), [*TABLE, (None, None, False, False)])
def test_who_may_answer_for_a_course_and_who_may_edit_it(role, held_for, answers, edits, active, named):
    course, other = make_course(), make_partner("lumc", "LUMC")
    partner = {"own": course.partner, "other": other}.get(held_for)
    user = make_user("someone", *([role] if role else []), partner=partner, is_active=active)
    if named:
        course.coordinators.add(user)

    assert rules.may_answer_for(user, course) is (active and (answers or named))
    assert rules.may_edit_course(user, course) is (active and (edits or named))


@pytest.mark.parametrize("active", [False, True])
def test_the_courses_of_a_user_are_those_that_user_may_answer_for(active):
    own, other = make_partner(), make_partner("lumc", "LUMC")
    user = make_user("coordinator", Role.COORDINATOR, partner=own, is_active=active)
    courses = [make_course(partner=partner) for partner in (own, own, other, other)]
    make_course(partner=own, withdrawn_at=MONDAY)
    courses[1].coordinators.add(user)
    courses[2].coordinators.add(user, make_user("second"))

    found = list(queries.courses_of(user))

    assert found == [course for course in courses if rules.may_answer_for(user, course)]
    assert len(found) == (3 if active else 0)


def test_the_courses_of_a_partner_stand_in_order_of_code():
    partner = make_partner()
    later, sooner = make_course(partner=partner, code="B"), make_course(partner=partner, code="A")
    make_course(partner=partner, withdrawn_at=MONDAY)
    make_course(partner=make_partner("lumc", "LUMC"))

    assert list(queries.partner_courses(partner)) == [sooner, later]


def test_a_page_shows_a_withdrawn_course_too_and_no_course_that_is_not_there(django_assert_num_queries):
    course = make_course(withdrawn_at=MONDAY)
    course.coordinators.add(make_user("coordinator"))

    with django_assert_num_queries(4):
        found = queries.course_for_page(course.pk)
        assert [user.username for user in found.coordinators.all()] == ["coordinator"]
        assert (list(found.texts.all()), list(found.offerings.all())) == ([], [])

    with pytest.raises(Course.DoesNotExist):
        queries.course_for_page(course.pk + 1)
