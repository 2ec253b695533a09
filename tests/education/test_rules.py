# SPDX-License-Identifier: EUPL-1.2
import pytest

from kennisstad.accounts.models import Role
from kennisstad.education import rules
from tests.education.making import make_course, make_partner, make_user

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
