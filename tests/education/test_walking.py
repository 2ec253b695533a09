# SPDX-License-Identifier: EUPL-1.2
import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.education import actions
from kennisstad.education.actions import Stopped, TakenOver, Window, filling, import_courses, importing
from kennisstad.education.models import Course, ImportRun, Offering
from kennisstad.education.models.run import Status
from kennisstad.education.oeapi.live import open_live
from kennisstad.education.oeapi.pages import Page
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.versions import Version
from kennisstad.lib.calling import Caller
from kennisstad.lib.sources import BrokenOff
from tests.education.anything import QUICKLY, SHUFFLED, undone
from tests.education.making import (
    MONDAY,
    TUESDAY,
    ZONE,
    bundle,
    counted,
    course,
    events,
    id_of,
    make_partner,
    make_user,
    state,
    take,
    window,
)
from tests.education.making import offering as make_item
from tests.endpoint import Endpoint, lists_of, served

pytestmark = pytest.mark.django_db

C1, C2, C3 = (id_of("c", n) for n in (1, 2, 3))


@pytest.fixture
def partner():
    return make_partner()


@QUICKLY
@given(before=SHUFFLED, source=SHUFFLED, breaks=st.lists(st.integers(1, 8), min_size=1, max_size=3))
def test_a_run_that_broke_off_ends_as_an_unbroken_one(before, source, breaks):
    with undone():
        partner = make_partner()
        take(partner, before)
        unbroken = import_courses(partner, Fragile(source), at=TUESDAY, zone=ZONE)
        whole = state()

    with undone():
        partner = make_partner()
        take(partner, before)
        resumed = last_of_the_runs(partner, source, breaks)

        assert state() == whole
        assert resumed.counts == unbroken.counts


def last_of_the_runs(partner, source, breaks):
    """Import in runs that stop after so many pages each, and in a last one to the end."""
    for pages in breaks:
        with suppress(Stopped):
            return import_courses(partner, Fragile(source, pages), at=TUESDAY, zone=ZONE)
    return import_courses(partner, Fragile(source), at=TUESDAY, zone=ZONE)


class Fragile:
    """A source in pages of one item, which stops after so many pages."""

    def __init__(self, lists, pages=1_000):
        self.lists, self.left = lists, pages
        self.name, self.fingerprint, self.version, self.by_course = "fragile", "", Version.V6, False

    def pages(self, kind, *, first=1, course_id=""):
        key = "courseOfferings" if kind is Kind.OFFERINGS else str(kind)
        items = self.lists[key]
        for number in range(first, max(1, len(items)) + 1):
            self.left -= 1
            if self.left < 0:
                raise BrokenOff("out of breath.")
            yield Page(number, items[number - 1 : number], last=number >= len(items))


def live(endpoint, *, sleep=lambda seconds: None):
    caller = Caller(endpoint.address, allow_local=True)
    return open_live(caller, version=Version.V6, since=MONDAY.date(), sleep=sleep)


def walk(partner, endpoint, *, at=MONDAY, dry_run=False):
    return import_courses(partner, live(endpoint), at=at, zone=ZONE, dry_run=dry_run)


@pytest.fixture
def endpoint():
    with served(Endpoint(lists_of(bundle()))) as found:
        yield found


def test_walks_a_live_endpoint(partner, endpoint):
    take(make_partner("other", "Other"), bundle())

    walk(partner, endpoint)

    found = state()
    assert [row[1:] for row in found["courses"][::2]] == [row[1:] for row in found["courses"][1::2]]
    assert [parts.split("?")[0] for parts in endpoint.asked] == [
        "/v6/organisations",
        "/v6/academic-sessions",
        "/v6/courses",
        "/v6/courses",
        *(f"/v6/courses/{c}/course-offerings" for c in (C1, C2, C3)),
    ]


def test_a_page_that_stays_500_keeps_what_came_before_and_the_next_run_goes_on_there(partner, endpoint):
    endpoint.trouble = lambda path, page: (500, {}, b"") if (path, page) == ("courses", 2) else None

    with pytest.raises(Stopped) as stopped:
        walk(partner, endpoint)

    assert str(stopped.value) == (
        f"The import broke off at page 2 of the courses: {endpoint.address} answers 500 for courses, "
        "4 times. "
        "What came before is kept; the same command goes on from there."
    )
    assert [row[1] for row in state()["courses"]] == [C1, C2]
    [run] = ImportRun.objects.all()
    assert (run.status, run.list_kind, run.page, run.list_done) == (Status.BROKEN_OFF, "courses", 1, False)

    asked, endpoint.trouble = len(endpoint.asked), lambda path, page: None
    report = walk(partner, endpoint, at=MONDAY + timedelta(hours=23))

    assert endpoint.asked[asked] == "/v6/courses?pageSize=250&pageNumber=2"
    assert report.went_on_from == "page 2 of the courses"
    assert [counted(report, kind) for kind in Kind] == [{"new": 1}, {"new": 1}, {"new": 3}, {"new": 3}]
    [run] = ImportRun.objects.all()
    assert run.status == Status.FINISHED
    resumed = state()
    other = make_partner("other", "Other")
    walk(other, endpoint)
    assert [row[1:] for row in state()["courses"][1::2]] == [row[1:] for row in resumed["courses"]]


def test_a_walk_that_breaks_off_among_the_offerings_goes_on_with_that_course(partner, endpoint):
    endpoint.trouble = lambda path, page: (500, {}, b"") if C2 in path else None

    with pytest.raises(Stopped, match=rf"^The import broke off at page 1 of the offerings of course {C2}: "):
        walk(partner, endpoint)

    asked, endpoint.trouble = len(endpoint.asked), lambda path, page: None
    walk(partner, endpoint)

    assert [target.split("?")[0] for target in endpoint.asked[asked:]] == [
        f"/v6/courses/{c}/course-offerings" for c in (C2, C3)
    ]
    assert len(state()["offerings"]) == 3


def test_courses_that_vanished_are_withdrawn_at_the_end_of_a_resumed_run_too(partner, endpoint):
    take(partner, bundle(courses=[course(n) for n in range(1, 6)]))
    endpoint.trouble = lambda path, page: (500, {}, b"") if (path, page) == ("courses", 2) else None
    with pytest.raises(Stopped):
        walk(partner, endpoint, at=TUESDAY)
    assert Course.objects.standing().count() == 5

    endpoint.trouble = lambda path, page: None
    walk(partner, endpoint, at=TUESDAY)

    assert list(Course.objects.standing().order_by("external_id").values_list("external_id", flat=True)) == [
        C1,
        C2,
        C3,
    ]


def test_what_the_source_left_out_before_a_break_is_remembered_after_it(partner, endpoint):
    walk(partner, endpoint)
    del endpoint.lists[f"courses/{C1}/course-offerings"]
    endpoint.trouble = lambda path, page: (500, {}, b"") if C2 in path else None
    with pytest.raises(Stopped):
        walk(partner, endpoint, at=TUESDAY)

    endpoint.trouble = lambda path, page: None
    report = walk(partner, endpoint, at=TUESDAY)

    assert report.gaps == {Kind.OFFERINGS: "The source has no list of offerings."}
    assert not Offering.objects.exclude(withdrawn_at=None).exists()


def test_after_a_day_a_broken_run_is_given_up_and_the_walk_begins_anew(partner, endpoint):
    endpoint.trouble = lambda path, page: (500, {}, b"") if (path, page) == ("courses", 2) else None
    with pytest.raises(Stopped):
        walk(partner, endpoint)

    endpoint.trouble = lambda path, page: None
    report = walk(partner, endpoint, at=MONDAY + timedelta(days=1))

    assert report.went_on_from == ""
    assert [run.status for run in ImportRun.objects.order_by("pk")] == [Status.GIVEN_UP, Status.FINISHED]


def test_another_source_begins_anew_and_the_broken_run_is_given_up(partner, endpoint):
    endpoint.trouble = lambda path, page: (500, {}, b"") if (path, page) == ("courses", 2) else None
    with pytest.raises(Stopped):
        walk(partner, endpoint)

    take(partner, bundle())

    assert [run.status for run in ImportRun.objects.order_by("pk")] == [Status.GIVEN_UP, Status.FINISHED]


def test_a_dry_run_walks_the_endpoint_too_and_saves_nothing(partner, endpoint):
    report = walk(partner, endpoint, dry_run=True)

    assert [counted(report, kind) for kind in Kind] == [{"new": 1}, {"new": 1}, {"new": 3}, {"new": 3}]
    assert (Course.objects.count(), ImportRun.objects.count(), events()) == (0, 0, [])


def test_a_dry_run_that_breaks_off_says_that_nothing_changed(partner, endpoint):
    endpoint.trouble = lambda path, page: (500, {}, b"") if (path, page) == ("courses", 2) else None

    with pytest.raises(Stopped, match=r"4 times\. Nothing was to be changed, and nothing was\.$"):
        walk(partner, endpoint, dry_run=True)

    assert (Course.objects.count(), ImportRun.objects.count()) == (0, 0)


class Interrupted:
    """A live source in which something else happens after the second page of courses."""

    def __init__(self, inner, happening):
        self.inner, self.happening = inner, happening
        self.name, self.fingerprint, self.version, self.by_course = inner.name, "", Version.V6, True

    def pages(self, kind, *, first=1, course_id=""):
        for page in self.inner.pages(kind, first=first, course_id=course_id):
            if (kind, page.number) == (Kind.COURSES, 2):
                self.happening()
            yield page


def test_of_two_imports_at_once_the_later_takes_over_and_nothing_is_lost(partner, endpoint):
    source = Interrupted(live(endpoint), lambda: take(partner, bundle(), at=TUESDAY))

    with pytest.raises(TakenOver) as taken:
        import_courses(partner, source, at=MONDAY, zone=ZONE)

    assert str(taken.value) == (
        "Another import for universiteit-leiden began; this one stops, and nothing is lost."
    )
    assert len(state()["courses"]) == len(state()["offerings"]) == 3
    assert [run.status for run in ImportRun.objects.order_by("pk")] == [Status.GIVEN_UP, Status.FINISHED]


def test_without_looking_again_the_earlier_would_run_into_what_the_later_saved(
    partner, endpoint, monkeypatch
):
    """The control of the test above."""

    def step_blindly(run, **fields):
        ImportRun.objects.filter(pk=run.pk).update(**fields)

    monkeypatch.setattr(importing, "_step", step_blindly)
    source = Interrupted(live(endpoint), lambda: take(partner, bundle(), at=TUESDAY))

    with pytest.raises(IntegrityError):
        import_courses(partner, source, at=MONDAY, zone=ZONE)


def test_an_import_stops_when_the_same_one_was_taken_up_elsewhere_even_if_that_broke_off(partner, endpoint):
    def same_again():
        endpoint.trouble = lambda path, page: (500, {}, b"") if page == 2 else None
        with pytest.raises(Stopped):
            walk(partner, endpoint)
        endpoint.trouble = lambda path, page: None

    with pytest.raises(TakenOver):
        import_courses(partner, Interrupted(live(endpoint), same_again), at=MONDAY, zone=ZONE)

    assert [row[1] for row in state()["courses"]] == [C1, C2]
    assert walk(partner, endpoint).went_on_from == "page 2 of the courses"


def test_a_page_is_saved_whole_or_not_at_all(partner, monkeypatch):
    def fail(*args, **more):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("kennisstad.education.actions.shelves.journal", fail)
        with pytest.raises(RuntimeError):
            take(partner, bundle())

    [run] = ImportRun.objects.all()
    assert (Course.objects.count(), run.list_kind, run.status) == (0, "academicSessions", Status.RUNNING)

    report = take(partner, bundle())
    assert report.went_on_from == "page 2 of the academic sessions"
    assert counted(report) == {"new": 3}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", [True, False])
def test_a_window_that_is_set_during_an_import_is_not_written_over(partner, monkeypatch, held):
    take(partner, bundle())
    offering, user = Offering.objects.get(external_id=id_of("f", 1)), make_user("coordinator")
    fill, set_by_hand = filling.FILL[Kind.OFFERINGS], Window(teams=2)

    def set_window():
        actions.set_window(Offering.objects.get(pk=offering.pk), set_by_hand, by=user, at=TUESDAY)
        connection.close()

    person = threading.Thread(target=set_window)

    def fill_slowly(row, *rest):
        if row.pk == offering.pk:
            person.start()
            person.join(1)
        fill(row, *rest)

    monkeypatch.setitem(filling.FILL, Kind.OFFERINGS, fill_slowly)
    if not held:
        # The control: without the lock the import would write over what the person said.
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows: rows)
    changed = bundle(courseOfferings=[make_item(n, of=n, consumer=window(teams=99)) for n in (1, 2, 3)])
    take(partner, changed, at=TUESDAY)
    person.join()

    offering.refresh_from_db()
    assert (offering.teams == 2) is held
