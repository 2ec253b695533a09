# SPDX-License-Identifier: EUPL-1.2
"""A team plans what it asks of residents: it fits, or what would fit is named."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from kennisstad.audit.models import Event
from kennisstad.citylab import returning
from kennisstad.fieldwork import actions
from kennisstad.fieldwork.actions import Plan
from kennisstad.fieldwork.models import Fieldwork, Kind, Status
from kennisstad.fieldwork.queries import room
from kennisstad.web.refusals import NotNow
from tests.fieldwork.making import SPRING, make_fieldwork, make_limit, make_norms, make_pause
from tests.making import MONDAY, in_english, make_course, make_district, make_project, make_user

pytestmark = pytest.mark.django_db


def doors(area, number: int = 10, **fields) -> Plan:
    return replace(Plan(Kind.DOORS, area.pk, number, *SPRING), **fields)


def refusal(act) -> str:
    with override("en"):
        with pytest.raises(NotNow) as refused:
            act()
        return str(refused.value)


def test_a_plan_is_kept_and_written_down():
    project, user, district = make_project(), make_user(), make_district()

    made = actions.plan(project, asks=doors(district, street="Hoge Rijndijk"), by=user, at=MONDAY)

    assert (made.project, made.partner, made.number, made.status) == (project, project.carrier, 10, "planned")
    event = Event.objects.get()
    facts = {"area": district.pk, "project": project.pk, "number": 10}
    assert (event.kind, event.actor, event.facts) == ("fieldwork.planned", user.pk, facts)


def test_a_plan_that_does_not_fit_is_refused_with_what_would_fit():
    district = make_district("Mors")
    make_district("Stevenshof")
    make_limit(district, threshold=100)
    make_fieldwork(district, 70)

    said = refusal(lambda: actions.plan(make_project(), asks=doors(district, 31), by=None, at=MONDAY))

    assert said == (
        f"Mors has room for 30 contacts until {in_english(date(2027, 8, 31))}, and this asks for more. "
        f"There is room in Stevenshof, or here from {in_english(date(2027, 9, 1))} on."
    )
    assert Fieldwork.objects.count() == 1


def test_what_just_fits_is_planned():
    district = make_district()
    make_limit(district, threshold=100)
    make_fieldwork(district, 70)

    actions.plan(make_project(), asks=doors(district, 30), by=None, at=MONDAY)

    assert room([district.pk], *SPRING) == {district.pk: 0}


def test_a_paused_or_resting_area_is_named_as_such():
    paused, resting = make_district("Mors"), make_district("Noord")
    make_pause(paused)
    make_limit(resting, threshold=10, rest_days=60)
    make_fieldwork(resting, 10, ends_on=date(2027, 8, 31))
    autumn = {"starts_on": date(2027, 9, 1), "ends_on": date(2027, 10, 1)}

    one = refusal(lambda: actions.plan(make_project(), asks=doors(paused), by=None, at=MONDAY))
    other = refusal(lambda: actions.plan(make_project(), asks=doors(resting, **autumn), by=None, at=MONDAY))

    assert one.startswith(
        f"Mors is paused until {in_english(date(2027, 3, 31))}: the neighbourhood asks for no new visits."
    )
    assert other.startswith(
        f"Noord rests until {in_english(date(2027, 10, 30))}, after a term with many visits."
    )


def test_where_nothing_fits_people_are_told_what_to_do():
    district = make_district("Mors")
    make_limit(district, threshold=5)

    said = refusal(lambda: actions.plan(make_project(), asks=doors(district, 6), by=None, at=MONDAY))

    assert said.endswith("Ask for fewer contacts, or ask the neighbourhood director.")


def test_what_a_team_was_expected_to_ask_does_not_stand_in_its_own_way():
    district = make_district()
    make_norms(threshold=20, contacts_per_team=20)
    project = make_project(course=make_course(), starts_on=SPRING[0], ends_on=SPRING[1])
    project.districts.add(district)

    actions.plan(project, asks=doors(district, 15), by=None, at=MONDAY)

    assert room([district.pk], *SPRING) == {district.pk: 5}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((date(2027, 2, 1), date(2027, 1, 31)), "The last day is before the first."),
        ((date(2026, 9, 1), date(2026, 11, 22)), "These days are over. Plan days that are still to come."),
        ((date(2027, 2, 1), date(2028, 2, 2)), "Plan at most one year at a time."),
    ],
)
def test_days_that_cannot_be_are_refused(days, said):
    asks = doors(make_district(), starts_on=days[0], ends_on=days[1])

    assert refusal(lambda: actions.plan(make_project(), asks=asks, by=None, at=MONDAY)) == said


def test_a_project_that_ended_plans_nothing():
    project = make_project(status="closed", ended_on=MONDAY.date())

    said = refusal(lambda: actions.plan(project, asks=doors(make_district()), by=None, at=MONDAY))

    assert said == "This project has ended. Its neighbourhoods are not visited any more."


def test_what_was_done_counts_instead_of_what_was_planned():
    district = make_district()
    make_limit(district, threshold=100)
    work = make_fieldwork(district, 60)

    actions.begin(work, by=None, at=MONDAY)
    actions.finish(work, number_done=45, by=None, at=MONDAY)

    work.refresh_from_db()
    assert (work.status, work.number, work.number_done) == (Status.DONE, 60, 45)
    assert room([district.pk], *SPRING) == {district.pk: 55}


def test_what_is_called_off_gives_back_its_room():
    district = make_district()
    make_limit(district, threshold=100)
    work = make_fieldwork(district, 60)

    actions.call_off(work, by=None, at=MONDAY)

    assert room([district.pk], *SPRING) == {district.pk: 100}


def test_a_number_may_fall_and_rises_only_as_far_as_there_is_room():
    district = make_district("Mors")
    make_limit(district, threshold=100)
    work = make_fieldwork(district, 60)

    actions.change_number(work, number=100, by=None, at=MONDAY)
    refused = refusal(lambda: actions.change_number(work, number=101, by=None, at=MONDAY))
    actions.change_number(work, number=20, by=None, at=MONDAY)

    assert refused.startswith("Mors has no room left")
    assert Fieldwork.objects.get().number == 20


@pytest.mark.parametrize("step", [actions.begin, actions.call_off])
def test_a_step_too_many_is_refused_in_words(step):
    work = make_fieldwork(make_district(), status=Status.DONE, number_done=1)

    assert refusal(lambda: step(work, by=None, at=MONDAY)) == "This fieldwork is done already."


def test_with_a_project_that_stops_its_plans_are_called_off():
    project, district = make_project(status="running"), make_district()
    planned = make_fieldwork(district, project=project)
    begun = make_fieldwork(district, project=project, status=Status.UNDER_WAY)

    returning.stop(project, because="Geen team", language="nl", by=make_user(), at=MONDAY)

    for work in (planned, begun):
        work.refresh_from_db()
    assert (planned.status, begun.status) == (Status.CALLED_OFF, Status.UNDER_WAY)
