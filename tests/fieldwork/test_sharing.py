# SPDX-License-Identifier: EUPL-1.2
"""Two studies in one street in one term: both supervisors hear of it, and may do it together."""

from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.fieldwork import actions
from kennisstad.fieldwork.actions import Plan
from kennisstad.fieldwork.models import Kind, SharedVisit
from kennisstad.mail.models import Letter
from kennisstad.web.refusals import NotNow
from tests.fieldwork.making import SPRING, make_fieldwork, make_neighbourhood
from tests.making import MONDAY, make_course, make_district, make_partner, make_project, make_user

pytestmark = pytest.mark.django_db


def team(language: str = "nl", title: str = "Een studie"):
    """Make a project with a coordinator who is named on its course."""
    partner = make_partner()
    coordinator = make_user(Role.COORDINATOR, partner=partner, language=language)
    return make_project(partner, title=title, course=make_course(partner, coordinators=[coordinator]))


def plan(project, area, street: str = "", days=SPRING):
    return actions.plan(project, asks=Plan(Kind.DOORS, area.pk, 10, *days, street), by=None, at=MONDAY)


def test_both_supervisors_are_told_each_in_their_own_language():
    district, one, other = make_district("Mors"), team("nl", "Groen"), team("en", "Noise")

    first = plan(one, district, "Hoge Rijndijk")
    second = plan(other, make_neighbourhood(district), "hoge rijndijk")

    shared = SharedVisit.objects.get()
    assert (shared.first, shared.second, shared.is_agreed) == (first, second, False)
    subjects = list(Letter.objects.order_by("pk").values_list("to", "subject"))
    named = [project.course.coordinators.get().email for project in (one, other)]
    assert subjects == [
        (named[0], "Twee onderzoeken in dezelfde straat: Noise"),
        (named[1], "Two studies in the same street: Groen"),
    ]


def test_without_a_street_the_same_neighbourhood_is_the_same_place_and_a_district_is_not():
    district = make_district()
    street = make_neighbourhood(district)
    make_fieldwork(district)
    mine = make_fieldwork(street, street="Kerkstraat")

    made = plan(team(), street)

    assert list(SharedVisit.objects.values_list("first", "second")) == [(mine.pk, made.pk)]


@pytest.mark.parametrize(
    "other",
    [
        {"street": "Kerkplein"},
        {"starts_on": date(2027, 9, 1), "ends_on": date(2027, 10, 1)},
        {"status": "called-off"},
        {"status": "done", "number_done": 3},
    ],
)
def test_another_street_or_term_or_what_is_over_is_not_shared(other):
    street = make_neighbourhood()
    make_fieldwork(street, **{"street": "Kerkstraat"} | other)

    plan(team(), street, "Kerkstraat")

    assert not SharedVisit.objects.exists()


def test_one_study_is_not_proposed_to_itself():
    project, street = team(), make_neighbourhood()

    plan(project, street)
    plan(project, street)

    assert not SharedVisit.objects.exists()


def test_of_many_studies_the_nearest_three_in_time_are_proposed():
    street = make_neighbourhood()
    for day in (5, 20, 10, 15):
        make_fieldwork(street, starts_on=date(2027, 2, day))

    plan(team(), street)

    assert sorted(SharedVisit.objects.values_list("first__starts_on__day", flat=True)) == [5, 10, 15]


def test_once_both_said_yes_it_is_agreed_and_both_hear_so():
    street = make_neighbourhood()
    first, second = plan(team(), street), plan(team(), street)
    shared = SharedVisit.objects.get()
    Letter.objects.all().delete()

    actions.agree_to_share(shared, work=second, by=None, at=MONDAY)
    assert (shared.is_agreed, Letter.objects.count()) == (False, 0)

    actions.agree_to_share(shared, work=first, by=None, at=MONDAY)
    assert (SharedVisit.objects.get().is_agreed, Letter.objects.count()) == (True, 2)


def test_saying_it_twice_or_too_late_is_refused():
    street = make_neighbourhood()
    first, second = plan(team(), street), plan(team(), street)
    shared = SharedVisit.objects.get()
    actions.agree_to_share(shared, work=first, by=None, at=MONDAY)

    with override("en"), pytest.raises(NotNow, match="You said already that you want to do this together"):
        actions.agree_to_share(shared, work=first, by=None, at=MONDAY)
    actions.call_off(first, by=None, at=MONDAY)
    with override("en"), pytest.raises(NotNow, match="One of the two is over or was called off"):
        actions.agree_to_share(SharedVisit.objects.get(), work=second, by=None, at=MONDAY)


def test_for_a_study_elsewhere_who_works_for_its_institution_is_told():
    partner = make_partner()
    editor = make_user(Role.PARTNER_EDITOR, partner=partner)
    make_user(Role.PARTNER_EDITOR, partner=partner, is_active=False)
    street = make_neighbourhood()
    make_fieldwork(street, partner=partner)

    plan(team(), street)

    assert set(Letter.objects.values_list("to", flat=True)) >= {editor.email}
    assert Letter.objects.count() == 2
