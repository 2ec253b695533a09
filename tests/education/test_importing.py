# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date, timedelta

import pytest
from hypothesis import given

from kennisstad.education import actions
from kennisstad.education.actions import Window
from kennisstad.education.models import AcademicSession, Course, Department, ImportRun, Level, Offering
from kennisstad.education.oeapi.ledger import Verdict
from kennisstad.education.oeapi.records import Kind
from tests.education.anything import QUICKLY, SHUFFLED, undone
from tests.education.making import (
    DATA,
    MONDAY,
    TUESDAY,
    bundle,
    counted,
    course,
    events,
    id_of,
    make_partner,
    make_user,
    offering,
    older_bundle,
    organisation,
    session,
    state,
    take,
    window,
    words,
)

pytestmark = pytest.mark.django_db

C1, C2, C3 = (id_of("c", n) for n in (1, 2, 3))
F1 = id_of("f", 1)


@pytest.fixture
def partner():
    return make_partner("universiteit-leiden", "Universiteit Leiden")


def test_brings_a_whole_institution(partner):
    report = take(partner, bundle())

    assert state()["courses"][0] == (
        "universiteit-leiden",
        C1,
        "C-001",
        Level.BACHELOR,
        ["nl", "en"],
        id_of("0", 1),
        [("en", "Course 1", "Students keep asking."), ("nl", "Vak 1", "Studenten vragen door.")],
        None,
    )
    assert state()["offerings"][0] == (
        C1,
        F1,
        id_of("a", 1),
        date(2026, 9, 7),
        date(2026, 10, 23),
        date(2026, 5, 1),
        date(2026, 6, 30),
        6,
        None,
    )
    assert [counted(report, kind) for kind in Kind] == [{"new": 1}, {"new": 1}, {"new": 3}, {"new": 3}]
    block = AcademicSession.objects.get()
    assert (block.kind, block.starts_on, block.ends_on, block.text_in("en").name) == (
        "block",
        date(2026, 9, 1),
        date(2026, 10, 31),
        "Block 1",
    )
    assert Department.objects.get().text_in("nl").name == "Faculteit 1"
    assert not Course.objects.offered().exists()


def test_both_versions_bring_the_same(partner):
    take(partner, bundle(courses=[course(n, teachingLanguages=["nl"]) for n in (1, 2, 3)]))
    before = state()

    report = take(partner, older_bundle())

    assert report.changes == 0
    assert state() == before


def test_the_same_input_twice_changes_nothing_and_tells_the_journal_so(partner):
    take(partner, bundle())
    before, told = state(), events()

    report = take(partner, bundle(), at=TUESDAY)

    assert state() == before
    assert [counted(report, kind) for kind in Kind] == [
        {"unchanged": 1},
        {"unchanged": 1},
        {"unchanged": 3},
        {"unchanged": 3},
    ]
    assert events()[len(told) :] == [("import.finished", f"importrun:{ImportRun.objects.latest('pk').pk}")]


def test_the_journal_names_each_course_that_changed_so_that_the_index_follows(partner):
    take(partner, bundle())
    keys = dict(Course.objects.values_list("external_id", "pk"))
    [run] = ImportRun.objects.all()
    first = [("course.imported", f"course:{keys[c]}") for c in (C1, C2, C3)]
    second = [("course.changed", f"course:{keys[c]}") for c in (C1, C2, C3)]

    assert events() == [*first, *second, ("import.finished", f"importrun:{run.pk}")]

    told = len(events())
    changed = bundle(courses=[course(1, name=words("Nieuw")), course(2)])
    take(partner, changed, at=TUESDAY)

    assert events()[told:-1] == [
        ("course.changed", f"course:{keys[C1]}"),
        ("course.withdrawn", f"course:{keys[C3]}"),
    ]


def test_a_change_replaces_what_the_source_says_and_nothing_that_people_said_here(partner):
    take(partner, bundle())
    kept, user = Course.objects.get(external_id=C1), make_user("coordinator")
    actions.name_coordinator(kept, user, by=user, at=MONDAY)
    actions.take_questions(kept, yes=True, by=user, at=MONDAY)
    said = Window(date(2026, 4, 1), None, 2, presents_on=date(2026, 9, 7), form="honours", needs_data=True)
    actions.set_window(Offering.objects.get(external_id=F1), said, by=user, at=MONDAY)
    changed = bundle(
        courses=[course(1, name=words("Nieuw"), level="master"), course(2), course(3)],
        courseOfferings=[
            offering(
                1,
                consumer=window(teams=99, form="thesis", askerHours=9),
                # The course moves past the day that somebody set: that day stays all the same.
                startDateTime="2026-09-14",
                endDateTime="2026-10-30",
            )
        ],
    )

    take(partner, changed, at=TUESDAY)

    kept = Course.objects.get(external_id=C1)
    edition = Offering.objects.get(external_id=F1)
    assert [(text.language, text.name) for text in kept.texts.all()] == [("nl", "Nieuw")]
    assert (kept.level, kept.takes_questions, list(kept.coordinators.all())) == (Level.MASTER, True, [user])
    assert (edition.ends_on, edition.questions_from, edition.questions_until, edition.teams) == (
        date(2026, 10, 30),
        date(2026, 4, 1),
        None,
        2,
    )
    assert (edition.presents_on, edition.form, edition.asker_hours) == (date(2026, 9, 7), "honours", None)


def test_what_is_no_longer_named_is_withdrawn_and_comes_back_when_it_is(partner):
    take(partner, bundle())
    before = state()

    gone = take(partner, bundle(courses=[course(1)], courseOfferings=[offering(1)]), at=TUESDAY)
    missing = list(Course.objects.order_by("external_id").values_list("withdrawn_at", flat=True))
    again = take(partner, bundle(courses=[course(1)], courseOfferings=[offering(1)]), at=TUESDAY)
    back = take(partner, bundle(), at=TUESDAY + timedelta(days=1))

    assert counted(gone) == {"unchanged": 1, "withdrawn": 2}
    assert counted(gone, Kind.OFFERINGS) == {"unchanged": 1, "withdrawn": 2}
    assert missing == [None, TUESDAY, TUESDAY]
    assert again.changes == 0
    assert counted(back) == {"unchanged": 1, "changed": 2}
    assert state() == before


def test_an_offering_that_began_is_history_and_is_not_withdrawn(partner):
    took_place = offering(1, startDateTime="2026-02-01", endDateTime="2026-03-31")
    take(partner, bundle(courseOfferings=[took_place, offering(2)]))

    take(partner, bundle(courseOfferings=[]), at=TUESDAY)

    assert dict(Offering.objects.values_list("external_id", "withdrawn_at")) == {
        F1: None,
        id_of("f", 2): TUESDAY,
    }


def test_a_cancelled_offering_is_withdrawn_and_stays_so(partner):
    take(partner, bundle(courseOfferings=[offering(1), offering(2)]))
    cancelled = bundle(courseOfferings=[offering(1, state="cancelled"), offering(2)])

    first = take(partner, cancelled, at=TUESDAY)
    second = take(partner, cancelled, at=TUESDAY + timedelta(days=1))

    assert counted(first, Kind.OFFERINGS) == {"changed": 1, "unchanged": 1}
    assert counted(second, Kind.OFFERINGS) == {"unchanged": 2}
    assert dict(Offering.objects.values_list("external_id", "withdrawn_at")) == {
        F1: TUESDAY,
        id_of("f", 2): None,
    }


def test_a_withdrawn_offering_that_changes_keeps_the_day_on_which_it_was_withdrawn(partner):
    take(partner, bundle(courseOfferings=[offering(1, state="cancelled")]))

    changed = offering(1, state="cancelled", endDateTime="2026-10-30")
    report = take(partner, bundle(courseOfferings=[changed]), at=TUESDAY)

    assert counted(report, Kind.OFFERINGS) == {"changed": 1}
    assert Offering.objects.get().withdrawn_at == MONDAY


def test_a_course_that_has_ceased_is_withdrawn(partner):
    take(partner, bundle())
    told = len(events())

    take(partner, bundle(courses=[course(1, validTo="2026-03-03"), course(2), course(3)]), at=TUESDAY)

    ceased = Course.objects.get(external_id=C1)
    assert ceased.withdrawn_at == TUESDAY
    assert events()[told:-1] == [("course.withdrawn", f"course:{ceased.pk}")]


@pytest.mark.parametrize(
    "source",
    [
        {"organisations": [organisation()], "courseOfferings": [offering()]},
        {"courses": {"pageNumber": 1, "hasNextPage": True, "items": [course()]}, "organisations": []},
        bundle(courses=[], courseOfferings=[]),
    ],
)
def test_a_source_that_is_not_whole_withdraws_nothing(partner, source):
    take(partner, bundle())

    report = take(partner, source, at=TUESDAY)

    assert Course.objects.standing().count() == 3
    assert report.gaps.keys() >= {Kind.COURSES}


def test_another_institution_is_left_alone(partner):
    other = make_partner("lumc", "LUMC")
    take(other, bundle())

    take(partner, bundle(courses=[course(1)]), at=TUESDAY)

    assert Course.objects.filter(partner=other).standing().count() == 3


def test_rows_that_do_not_fit_are_named_and_the_rest_goes_on(partner):
    report = take(
        partner,
        bundle(
            academicSessions=[session(), session(2, endDateTime="2026-01-01")],
            courses=[
                course(1),
                course(2, name=[]),
                course(3),
                course(3, name=words("Anders")),
                course(3),
                "x",
            ],
            courseOfferings=[
                offering(1),
                offering(2, of=2),
                offering(3, of=3, startDateTime="soon"),
                offering(4, of=3, endDateTime="2026-09-01"),
            ],
        ),
    )

    assert [str(line) for line in report.lines if line.what == Verdict.UNFIT] == [
        f"unfit     academic session {id_of('a', 2)}: "
        "endDateTime 2026-01-01 is before startDateTime 2026-09-01",
        f"unfit     course {C2}: it has no name in Dutch or English",
        f"unfit     course {C3}: this id came by before with other content, which is kept",
        "unfit     course without an id: “x” is not an object",
        f"unfit     offering {id_of('f', 2)}: its course {C2} is not known",
        f"unfit     offering {id_of('f', 3)}: startDateTime “soon” is not a date",
        f"unfit     offering {id_of('f', 4)}: endDateTime 2026-09-01 is before startDateTime 2026-09-07",
    ]
    assert [row[1] for row in state()["courses"]] == [C1, C3]
    assert [row[1] for row in state()["offerings"]] == [F1]


def test_a_course_whose_row_became_unfit_keeps_what_it_had(partner):
    take(partner, bundle())
    before = state()

    report = take(partner, bundle(courses=[course(1, name=[]), course(2), course(3)]), at=TUESDAY)

    assert counted(report) == {"unfit": 1, "unchanged": 2}
    assert state() == before


def test_an_offering_may_move_to_another_course_and_both_are_told(partner):
    take(partner, bundle(courseOfferings=[offering(1, of=1)]))
    keys, told = dict(Course.objects.values_list("external_id", "pk")), len(events())

    take(partner, bundle(courseOfferings=[offering(1, of=2)]), at=TUESDAY)

    assert [(row[0], row[1]) for row in state()["offerings"]] == [(C2, F1)]
    assert events()[told:-1] == [("course.changed", f"course:{keys[c]}") for c in (C1, C2)]


def test_a_faculty_that_comes_later_is_joined_to_its_courses(partner):
    take(partner, bundle(organisations=[]))
    assert Course.objects.filter(department=None).count() == 3

    report = take(partner, bundle(), at=TUESDAY)

    assert counted(report) == {"changed": 3}
    assert Course.objects.filter(department__external_id=id_of("0", 1)).count() == 3


def test_bachelors_of_a_hogeschool_are_hbo_by_its_name_or_by_its_own_word():
    named = make_partner("hogeschool-leiden", "Hogeschool Leiden")
    saying = make_partner("saxion", "Saxion")
    root = organisation(
        9, organisationType="root", name=words("Saxion"), description=words("Een hogeschool.")
    )
    take(named, bundle())
    take(saying, bundle(organisations=[organisation(), root]))
    take(saying, {key: value for key, value in bundle().items() if key != "organisations"}, at=TUESDAY)

    assert set(Course.objects.values_list("partner__key", "level")) == {
        ("hogeschool-leiden", Level.HBO),
        ("saxion", Level.HBO),
    }


def test_a_dry_run_tells_the_same_and_changes_nothing(partner):
    take(partner, bundle())
    other = bundle(courses=[course(1, name=words("Nieuw")), course(3), course(4)], organisations=[])
    before, told = state(), events()

    dry = take(partner, other, at=TUESDAY, dry_run=True)

    assert (state(), events(), ImportRun.objects.count()) == (before, told, 1)
    wet = take(partner, other, at=TUESDAY)
    assert dry.lines == wet.lines
    assert dry.counts == wet.counts


def test_strange_text_is_stored_as_it_was_meant(partner):
    name = "<img src=x onerror=alert(1)> مرحبا 🌷'; DROP TABLE education_course;--"
    report = take(
        partner, bundle(courses=[course(1, name=words(f"\x00{name}"), description=words("x" * 100_000))])
    )

    text = Course.objects.get(external_id=C1).texts.get()
    assert (text.name, len(text.description)) == (name, 20_000)
    assert [str(line) for line in report.lines if line.what == "remark"] == [
        f"remark    course {C1}: its description in nl has 100000 characters and is cut to 20000"
    ]


@QUICKLY
@given(first=SHUFFLED, second=SHUFFLED)
def test_importing_anything_twice_is_importing_it_once(first, second):
    with undone():
        partner = make_partner()
        take(partner, first)
        take(partner, second)
        once = state()

        report = take(partner, second, at=TUESDAY)

        assert report.changes == 0
        assert state() == once


@pytest.mark.parametrize("name", ["version-6.json", "version-5.json"])
def test_the_small_files_beside_this_test_are_read_whole(partner, name):
    said = json.loads((DATA / name).read_text("utf-8"))

    report = take(partner, said)

    assert [counted(report, kind) for kind in Kind] == [{"new": 2}, {"new": 1}, {"new": 2}, {"new": 2}]
