# SPDX-License-Identifier: EUPL-1.2
"""Which editions of courses may be put in a round: by whom, and on which days."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from kennisstad.accounts.models import HeldRole, Role
from kennisstad.education.models import Offering
from kennisstad.rounds.actions import parts
from kennisstad.rounds.rules import may_put_in
from kennisstad.web.refusals import NotNow
from kennisstad.workspace.queries.rounds import offerings_for
from tests.making import MONDAY, make_course, make_partner, make_user
from tests.rounds.running import make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
OURS, THEIRS, NAMED = "our own course", "a course of theirs", "a course of theirs that names me"
WHO = {
    # Who, by the roles held at our institution: which courses that person may put in.
    "broker": ([Role.BROKER], {OURS, THEIRS, NAMED}),
    "coordinator": ([Role.COORDINATOR], {OURS, NAMED}),
    "editor": ([Role.PARTNER_EDITOR], {NAMED}),
    "manager": ([Role.PROGRAMME_MANAGER], {NAMED}),
    "administrator": ([Role.ADMINISTRATOR], {NAMED}),
    "nobody": ([], {NAMED}),
}


@pytest.fixture
def round():
    return make_round(make_partner(), questions=1)


@pytest.mark.parametrize("who", WHO)
def test_who_puts_in_which_course_and_is_offered_no_other(round, who):
    roles, allowed = WHO[who]
    mine, user = make_partner(), make_user()
    for role in roles:
        HeldRole.objects.create(user=user, role=role, partner=mine if role in NEEDS_PARTNER else None)
    courses = {OURS: make_course(mine), THEIRS: make_course(), NAMED: make_course(coordinators=[user])}

    offered = {one.course for one in offerings_for(round, user)}
    put_in = {name for name, course in courses.items() if _takes_part(round, course, user)}

    assert put_in == allowed
    assert {name for name, course in courses.items() if course in offered} == allowed
    assert {name for name, course in courses.items() if may_put_in(user, course)} == allowed


NEEDS_PARTNER = (Role.COORDINATOR, Role.PARTNER_EDITOR)


def _takes_part(round, course, user):
    with suppress(NotNow):
        parts.add_course(round, offering=course.offerings.get(), seats=None, by=user, at=MONDAY)
    return round.courses.filter(offering__course=course).exists()


def test_who_may_not_put_a_course_in_reads_whom_to_ask(round):
    with pytest.raises(NotNow, match=r"belongs to another institution.*Ask the broker"):
        parts.add_course(round, offering=make_course().offerings.get(), seats=None, by=make_user(), at=MONDAY)


FITS = [
    # When it is given, whether the round, from 1 February to 30 June 2027, has time for it.
    ({}, True),
    ({"starts_on": date(2027, 4, 26), "ends_on": date(2027, 7, 2)}, True),
    ({"starts_on": date(2026, 9, 1), "ends_on": date(2027, 6, 30)}, True),
    ({"starts_on": date(2027, 2, 1), "ends_on": date(2027, 2, 1)}, True),
    ({"starts_on": date(2027, 1, 31), "ends_on": date(2027, 2, 1)}, True),
    ({"starts_on": date(2027, 1, 30), "ends_on": date(2027, 2, 1)}, False),
    ({"starts_on": date(2026, 9, 1), "ends_on": date(2027, 2, 5)}, False),
    ({"starts_on": date(2027, 6, 30), "ends_on": date(2028, 1, 30)}, False),
    ({"starts_on": date(2027, 9, 1), "ends_on": date(2028, 1, 30)}, False),
    ({"choice_until": MONDAY.date()}, True),
    ({"choice_until": MONDAY.date() - timedelta(days=1)}, False),
]


@pytest.mark.parametrize(("days", "fits"), FITS, ids=str)
def test_an_edition_is_offered_and_put_in_only_when_it_goes_with_the_days(round, days, fits):
    broker, course = make_user(Role.BROKER), make_course()
    course.offerings.update(**days)
    offering = course.offerings.get()

    assert (offering in offerings_for(round, broker)) == fits
    if fits:
        parts.add_course(round, offering=offering, seats=None, by=broker, at=MONDAY)
    else:
        with pytest.raises(NotNow, match="does not go with the days of this round"):
            parts.add_course(round, offering=offering, seats=None, by=broker, at=MONDAY)
    assert round.courses.filter(offering=offering).exists() == fits


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        ({"withdrawn_at": MONDAY}, "no longer given then"),
        ({"course__takes_questions": False}, "takes no questions"),
        ({"course__withdrawn_at": MONDAY}, "takes no questions"),
    ],
    ids=str,
)
def test_what_is_not_given_or_takes_no_questions_is_refused(round, gone, sentence):
    offering = make_course().offerings.get()
    for name, value in gone.items():
        record = offering.course if name.startswith("course__") else offering
        setattr(record, name.removeprefix("course__"), value)
        record.save()

    assert offering not in offerings_for(round, make_user(Role.BROKER))
    with pytest.raises(NotNow, match=sentence):
        parts.add_course(round, offering=offering, seats=None, by=None, at=MONDAY)


def test_what_takes_part_already_is_not_offered_again(round):
    assert Offering.objects.count() == 1
    assert offerings_for(round, make_user(Role.BROKER)) == []
