# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from kennisstad.education.oeapi.ledger import Ledger, OnFile, Verdict
from kennisstad.education.oeapi.reading import Reader
from kennisstad.education.oeapi.records import Kind
from kennisstad.education.oeapi.report import Line, Report
from kennisstad.education.oeapi.sorting import Sorter
from kennisstad.education.oeapi.versions import Version
from tests.education.making import ZONE, course, id_of, offering, organisation, session, words

TODAY = date(2026, 3, 2)
C1, F1 = id_of("c", 1), id_of("f", 1)


@pytest.fixture
def sorter():
    return Sorter(Reader(Version.V6, ZONE), TODAY, {kind: Ledger() for kind in Kind}, {})


def sort(sorter, kind, *items, **more):
    return [(entry.record.id, entry.verdict, entry.stands) for entry in sorter.sort(kind, items, **more)]


def test_a_ledger_tells_new_from_changed_from_unchanged():
    ledger = Ledger({"a": OnFile("1"), "b": OnFile("1"), "gone": OnFile("1"), "long gone": OnFile("1", True)})

    assert [ledger.judge("a", "1"), ledger.judge("b", "2"), ledger.judge("c", "1")] == [
        Verdict.UNCHANGED,
        Verdict.CHANGED,
        Verdict.NEW,
    ]
    assert ledger.vanished() == ["gone"]


def test_a_ledger_takes_an_id_once_and_the_first_stays():
    ledger = Ledger()

    assert [ledger.judge("a", digest) for digest in ("1", "1", "2", "1")] == [
        Verdict.NEW,
        None,
        Verdict.UNFIT,
        None,
    ]
    assert ledger.on_file == {"a": OnFile("1")}


def test_what_was_withdrawn_and_comes_back_has_changed_and_the_other_way_round():
    ledger = Ledger({"a": OnFile("1", withdrawn=True), "b": OnFile("1"), "c": OnFile("1", withdrawn=True)})

    assert ledger.judge("a", "1") is Verdict.CHANGED
    assert ledger.judge("b", "1", stands=False) is Verdict.CHANGED
    assert ledger.judge("c", "1", stands=False) is Verdict.UNCHANGED


def test_what_came_by_unfit_has_not_vanished(sorter):
    sorter.ledgers[Kind.COURSES].on_file = {C1: OnFile("1"), "c2": OnFile("1")}

    assert sort(sorter, Kind.COURSES, course(name=None)) == []
    assert dict(sorter.vanished())[Kind.COURSES] == ["c2"]


def test_an_organisation_or_session_that_is_not_known_is_left_out(sorter):
    sort(sorter, Kind.COURSES, course())
    [with_days] = sorter.sort(Kind.OFFERINGS, [offering()])

    assert sorter.sort(Kind.COURSES, [course(2)])[0].record.organisation_id == ""
    assert with_days.record.session_id == ""


def test_an_offering_takes_the_days_it_lacks_from_its_session(sorter):
    sort(sorter, Kind.SESSIONS, session())
    sort(sorter, Kind.COURSES, course())
    bare = offering(startDateTime=None, endDateTime=None)
    [entry] = sorter.sort(Kind.OFFERINGS, [bare])

    assert (entry.record.starts_on, entry.record.ends_on) == (date(2026, 9, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (offering(courseId="c9"), "its course c9 is not known"),
        (
            offering(startDateTime=None, academicSessionId=None),
            "it has no first and last day, nor a known session that has",
        ),
        (
            offering(startDateTime="2026-11-02", endDateTime=None),
            "it ends on 2026-10-31, before it starts on 2026-11-02",
        ),
    ],
)
def test_an_offering_that_fits_nothing_is_unfit(sorter, item, reason):
    sort(sorter, Kind.SESSIONS, session())
    sort(sorter, Kind.COURSES, course())

    assert sort(sorter, Kind.OFFERINGS, item) == []
    assert sorter.report.lines[-1] == Line(Verdict.UNFIT, Kind.OFFERINGS, F1, reason)


def test_a_session_that_stands_whole_in_an_offering_comes_along_once(sorter):
    sort(sorter, Kind.COURSES, course())
    other = session(name=words("Anders"))
    found = sort(
        sorter, Kind.OFFERINGS, offering(academicSession=session()), offering(2, academicSession=other)
    )

    assert found == [
        (id_of("a", 1), Verdict.NEW, True),
        (F1, Verdict.NEW, True),
        (id_of("f", 2), Verdict.NEW, True),
    ]
    assert sorter.report.counts[Kind.SESSIONS] == {Verdict.NEW: 1}


@pytest.mark.parametrize(
    ("ceases", "stands"),
    [(None, True), ("2026-03-03T00:00:00+01:00", True), ("2026-03-02T00:00:00+01:00", False)],
)
def test_a_course_stands_until_the_day_it_ceases(sorter, ceases, stands):
    assert sort(sorter, Kind.COURSES, course(validTo=ceases)) == [(C1, Verdict.NEW, stands)]


def test_what_was_cut_is_said_when_the_row_is_new_and_not_each_time_after(sorter):
    cut = course(description=words("x" * 20_001))
    [entry] = sorter.sort(Kind.COURSES, [cut])
    remark = Line(
        "remark", Kind.COURSES, C1, "its description in nl has 20001 characters and is cut to 20000"
    )
    assert sorter.report.lines[1:] == [remark]

    again = Sorter(sorter.reader, TODAY, {kind: Ledger() for kind in Kind}, {})
    again.ledgers[Kind.COURSES].on_file = {C1: OnFile(entry.record.digest)}
    again.sort(Kind.COURSES, [cut])
    assert again.report.lines == []


def test_bachelors_are_hbo_once_the_institution_says_it_is_a_hogeschool(sorter):
    root = organisation(9, organisationType="root", name=words("Hogeschool Leiden"))
    sort(sorter, Kind.ORGANISATIONS, root)
    [entry] = sorter.sort(Kind.COURSES, [course()])

    assert entry.record.level == "hbo-bachelor"


def test_a_source_without_any_course_withdraws_none(sorter):
    sorter.ledgers[Kind.COURSES].on_file = {C1: OnFile("1")}

    assert list(sorter.vanished()) == []
    assert sorter.report.gaps == {Kind.COURSES: "The source names no course at all: none is withdrawn."}


def test_a_list_with_a_gap_withdraws_nothing(sorter):
    sorter.ledgers[Kind.OFFERINGS].on_file = {F1: OnFile("1")}
    sort(sorter, Kind.COURSES, course())
    sorter.report.gaps[Kind.OFFERINGS] = "There is no list of offerings."

    assert list(sorter.vanished()) == [(Kind.COURSES, [])]


def test_a_report_counts_tells_and_can_be_put_away_and_taken_up():
    report = Report()
    report.note(Kind.COURSES, Verdict.NEW, "c1", "Vak")
    report.note(Kind.COURSES, Verdict.UNCHANGED, "c2", "Vak")
    report.note(Kind.OFFERINGS, Verdict.UNFIT, "", "it has no courseOfferingId")
    report.remark(Kind.COURSES, "c1", "its description is cut")
    later = Report()
    later.restore(report.stored())

    assert [str(line) for line in report.lines] == [
        "new       course c1: Vak",
        "unfit     offering without an id: it has no courseOfferingId",
        "remark    course c1: its description is cut",
    ]
    assert [line.needs_attention for line in report.lines] == [False, True, True]
    assert report.changes == 1
    assert list(later.summary()) == [
        "organisations: 0 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
        "academic sessions: 0 new, 0 changed, 0 unchanged, 0 withdrawn, 0 unfit",
        "courses: 1 new, 0 changed, 1 unchanged, 0 withdrawn, 0 unfit",
        "offerings: 0 new, 0 changed, 0 unchanged, 0 withdrawn, 1 unfit",
    ]
