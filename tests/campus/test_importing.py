# SPDX-License-Identifier: EUPL-1.2
"""Taking over campuses and homes from a file, figures that stay, and what the database refuses."""

import contextlib
import json
import math
from datetime import date
from io import StringIO

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.audit.models import Event
from kennisstad.campus import actions, campus_file
from kennisstad.campus.models import Campus, HousingFigure, HousingProject, HousingStatus, Site, SpinOff
from kennisstad.campus.models.housing import NEXT, FiguresStay
from kennisstad.lib.files import UnusableFile
from tests.campus.making import add_figure, make_campus, make_homes, make_spin_off
from tests.making import MONDAY, make_district, make_partner

FILE = """
campuses:
  - {key: bio, name: Bio, lon: 4.46, lat: 52.165, district: WK1, institutions: [uni], nl: {summary: Kennis}}
sites:
  - {key: lab, name: Lab, lon: 4.46, lat: 52.165, district: WK1, campus: bio, nl: {purpose: Proeven}}
housing:
  - key: flat
    name: Flat
    district: WK1
    whom: students
    status: building
    source: Een krant
    source_on: 2026-09-01
    figures:
      - {units: 100, ready_in: 2027, source: Een krant, as_of: 2026-09-01}
    nl: {summary: Kamers}
    en: {summary: Rooms}
spin_offs:
  - {key: firm, name: Firm, institutions: [uni], founded_in: 1993, field: medicines, status: merged,
     campus: bio, source: Een boek, source_on: 2026-01-01, nl: {about: Medicijnen}}
"""


@pytest.fixture
def ground(db):
    make_district(code="WK1")
    make_partner("uni")


def take(text):
    return actions.import_campus(campus_file.read(text), by_id=None, at=MONDAY)


def test_a_file_is_taken_over_once_and_the_journal_tells(ground):
    first, second = take(FILE), take(FILE)

    assert (first.new, first.problems) == (["bio", "lab", "flat", "firm"], [])
    assert (second.new, second.changed, second.same) == ([], [], ["bio", "lab", "flat", "firm"])
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "campus.made",
        "site.made",
        "housingproject.made",
        "spinoff.made",
    ]
    assert Site.objects.get().campus == Campus.objects.get()
    assert SpinOff.objects.get().institutions.get().key == "uni"


def test_a_newer_figure_is_added_and_the_older_one_stays(ground):
    take(FILE)

    report = take(
        FILE.replace("figures:", "figures:\n      - {units: 120, source: Een brief, as_of: 2026-10-01}")
    )

    assert report.changed == ["flat"]
    assert list(HousingFigure.objects.order_by("as_of").values_list("units", "source")) == [
        (100, "Een krant"),
        (120, "Een brief"),
    ]


def test_a_figure_that_says_something_else_of_the_same_day_is_refused(ground):
    take(FILE)

    (problem,) = take(FILE.replace("units: 100", "units: 101")).problems

    assert "never changed" in str(problem)
    assert HousingFigure.objects.get().units == 100


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Bio, lon: 4.46, lat: 52.165", "Bio, lon: 52.165, lat: 4.46", "campuses bio"),
        ("lat: 52.165, district: WK1, campus", "lat: .nan, district: WK1, campus", "sites lab"),
        ("units: 100", "units: 0", "housing flat"),
        ("units: 100", "units: 99999999999999999999", "housing flat"),
        ("ready_in: 2027", "ready_in: 27", "housing flat"),
        ("whom: students", "whom: martians", "housing flat"),
        ("    source: Een krant\n", "", "housing flat"),
        ("founded_in: 1993", "founded_in: 93", "spin_offs firm"),
        ("institutions: [uni], founded_in", "institutions: [nobody], founded_in", "spin_offs firm"),
        ("name: Firm", "name: Firm, more: 1", "spin_offs firm"),
        ("name: Flat", 'name: "Fl\\0at"', "housing flat"),
        ("key: flat", "key: a flat", "housing a flat"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_left_out_with_its_reason_and_the_rest_is_taken(ground, old, new, where):
    assert old in FILE

    report = take(FILE.replace(old, new))

    assert where in [problem.where for problem in report.problems]
    assert len(report.new) >= 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("units: 100", "units: 20001", "housing flat: units: 20001 is more than 20000."),
        ("founded_in: 1993", "founded_in: 93", "spin_offs firm: founded_in: 93 is less than 1500."),
    ],
)
def test_a_number_that_cannot_be_is_told_by_row_and_field(ground, old, new, said):
    assert [str(problem) for problem in take(FILE.replace(old, new)).problems] == [said]


@pytest.mark.parametrize(
    "text", ["", "- 1", "homes: []", "campuses: 3", "{", "a: &a [*a]", "1: 2", "campuses: [[1]]"]
)
def test_what_is_no_campus_file_changes_nothing(db, text):
    with contextlib.suppress(UnusableFile):
        assert take(text).new == []
    assert Campus.objects.count() == 0


NAMES = st.sampled_from(["key", "name", "nl", "figures", "lon", "summary", "units"])
ANYTHING = st.recursive(
    st.sampled_from([None, 3, 2.5, math.inf, 10**400, "", "x", "a\x00", date(2026, 4, 15)]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@given(ANYTHING)
def test_whatever_an_entry_is_it_is_read_or_left_out_with_a_reason(entry):

    found = campus_file.read(yaml.safe_dump({"housing": [entry]}))

    assert len(found.rows) + len(found.problems) == 1


def test_the_command_tells_each_row_and_a_dry_run_changes_nothing(ground, tmp_path):
    file, said = tmp_path / "campus.yaml", StringIO()
    file.write_text(FILE.replace("founded_in: 1993", "founded_in: 93"))

    call_command("import_campus", file, "--dry-run", stdout=said)

    assert "3 new" in said.getvalue()
    assert "spin_offs firm" in said.getvalue()
    assert Campus.objects.count() == 0
    file.write_text("nothing")
    with pytest.raises(CommandError):
        call_command("import_campus", file)


def test_the_command_shows_homes_with_their_total(db):
    make_homes("flat", units=100)
    make_homes("tower", units=60, status="plan")
    said, told = StringIO(), StringIO()

    call_command("campus_housing", stdout=said)
    call_command("campus_housing", "--status", "plan", "--json", stdout=told)

    assert said.getvalue().splitlines()[-1] == "2 projects, 160 homes"
    assert json.loads(told.getvalue())["total_homes"] == 60


@pytest.mark.django_db
def test_a_figure_is_never_changed_or_taken_away():
    figure = HousingFigure.objects.get(project=make_homes())
    figure.units = 5

    with pytest.raises(ValidationError):
        figure.full_clean()
    with pytest.raises(FiguresStay):
        figure.save()
    with pytest.raises(FiguresStay):
        figure.delete()


@pytest.mark.django_db
def test_a_project_takes_only_the_steps_of_its_table():
    project = make_homes(status="building")

    allowed = [status for status in HousingStatus if project.can_become(status)]

    assert allowed == ["building", *[s for s in HousingStatus if s in NEXT[HousingStatus.BUILDING]]]
    project.status = "idea"
    with pytest.raises(ValidationError):
        project.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (make_campus, {"lon": 52.1, "lat": 4.4}),
        (make_homes, {"lon": 4.4, "lat": None}),
        (make_homes, {"status": "martian"}),
        (make_homes, {"source": ""}),
        (make_spin_off, {"founded_in": 93}),
        (make_spin_off, {"field": "martian"}),
    ],
)
def test_the_database_refuses_what_cannot_be(make, wrong):
    record = make()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"units": 0}, {"units": 1, "ready_in": 27}, {"units": 1, "source": ""}])
def test_the_database_refuses_a_figure_without_homes_year_or_source(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        add_figure(HousingProject.objects.get(pk=make_homes(units=None).pk), as_of=date(2026, 1, 1), **wrong)
