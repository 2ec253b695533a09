# SPDX-License-Identifier: EUPL-1.2
"""What is read from the ledger: room, hindrances, and where else there is room."""

from datetime import date

import pytest

from kennisstad.fieldwork.load.ledger import HindranceKind, Stretch
from kennisstad.fieldwork.models import Status
from kennisstad.fieldwork.queries import alternative, hindrances, room
from tests.fieldwork.making import (
    SPRING,
    make_fieldwork,
    make_limit,
    make_neighbourhood,
    make_norms,
    make_pause,
)
from tests.making import make_course, make_district, make_project
from tests.neighbourhoods.making import square

pytestmark = pytest.mark.django_db


def draw(area, east: float) -> None:
    """Put an area on the map, so many degrees to the east."""
    area.outlines.create(
        year=2022, name=area.name, geometry=square(east), attribution="CBS en Kadaster (PDOK)"
    )


def test_room_is_the_threshold_less_what_was_planned_or_done():
    district = make_district()
    make_limit(district, threshold=100)
    make_fieldwork(district, 30)
    make_fieldwork(district, 50, status=Status.DONE, number_done=20)
    make_fieldwork(district, 40, status=Status.CALLED_OFF)

    assert room([district.pk], *SPRING) == {district.pk: 50}


def test_contacts_are_weighed_by_kind():
    district = make_district()
    make_norms(threshold=100, interview_weight=4, visit_weight=2)
    make_fieldwork(district, 10, kind="interview")
    make_fieldwork(district, 10, kind="visit")

    assert room([district.pk], *SPRING) == {district.pk: 40}


def test_what_happens_in_a_neighbourhood_is_asked_of_its_district_and_of_no_other_neighbourhood():
    district, other = make_district(), make_district()
    street, quiet = make_neighbourhood(district), make_neighbourhood(district)
    make_norms(threshold=100)
    make_limit(street, threshold=50)
    make_fieldwork(street, 40)

    found = room([district.pk, other.pk, street.pk, quiet.pk], *SPRING)

    assert found == {district.pk: 60, other.pk: 100, street.pk: 10, quiet.pk: 60}


def test_without_a_limit_there_is_room_for_anything_unless_an_area_is_paused():
    free, paused = make_district(), make_district()
    make_pause(paused)

    assert room([free.pk, paused.pk], *SPRING) == {free.pk: None, paused.pk: 0}


def test_a_pause_of_a_district_holds_in_its_neighbourhoods():
    street = make_neighbourhood()
    make_pause(street.parent)

    found = hindrances([street.pk], *SPRING, 1)

    assert [(one.area_id, one.kind, one.until) for one in found] == [
        (street.parent_id, HindranceKind.PAUSED, date(2027, 3, 31))
    ]


def test_a_pause_that_was_lifted_holds_no_longer_from_that_day_on():
    district = make_district()
    make_pause(district, lifted_on=date(2027, 2, 1))

    assert hindrances([district.pk], *SPRING, 1) == []
    assert hindrances([district.pk], date(2027, 1, 31), SPRING[1], 1) != []


def test_a_team_that_planned_nothing_yet_is_expected_to_make_contacts():
    district, course = make_district(), make_course()
    make_norms(threshold=100, contacts_per_team=20)
    placed = make_project(course=course, starts_on=SPRING[0], ends_on=SPRING[1])
    ours = make_project(starts_on=SPRING[0], ends_on=SPRING[1])
    stopped = make_project(
        course=course, starts_on=SPRING[0], status="stopped", ended_on=SPRING[0],
        stopped_because="x", stopped_language="nl",
    )  # fmt: skip
    for project in (placed, ours, stopped):
        project.districts.add(district)

    assert room([district.pk], *SPRING) == {district.pk: 80}

    make_fieldwork(district, 0, project=placed)
    assert room([district.pk], *SPRING) == {district.pk: 100}


def test_the_nearest_district_with_room_is_named_and_the_first_day():
    full, near, far, undrawn = (make_district(name) for name in ("Vol", "Dichtbij", "Ver", "Onbekend"))
    for area, east in ((full, 0.0), (near, 0.1), (far, -0.3)):
        draw(area, east)
    make_limit(full, threshold=10)
    make_fieldwork(full, 10)

    other = alternative([full.pk], Stretch(*SPRING), 5)
    assert (other.district, other.first_day) == (near, date(2027, 9, 1))

    make_pause(near)
    assert alternative([full.pk], Stretch(*SPRING), 5).district == far

    make_pause(far)
    assert alternative([full.pk], Stretch(*SPRING), 5).district == undrawn

    make_pause(undrawn)
    assert alternative([full.pk], Stretch(*SPRING), 500).district is None
    assert alternative([full.pk], Stretch(*SPRING), 500).first_day is None


def test_of_districts_without_an_outline_the_least_loaded_is_named():
    full, busy, quiet = make_district(), make_district("Druk"), make_district("Rustig")
    make_pause(full)
    make_fieldwork(busy, 90)

    assert alternative([full.pk], Stretch(*SPRING), 5).district == quiet


@pytest.mark.parametrize("count", [1, 4])
def test_room_takes_the_same_queries_however_many_areas(count, django_assert_num_queries):
    districts = [make_district() for _ in range(count)]
    for district in districts:
        make_fieldwork(make_neighbourhood(district))
        make_pause(district)
        make_limit(district)

    with django_assert_num_queries(7):
        room([district.pk for district in districts], *SPRING)
