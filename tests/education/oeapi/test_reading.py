# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date

import pytest

from kennisstad.education.oeapi.reading import Reader
from kennisstad.education.oeapi.records import (
    Course,
    Kind,
    Offering,
    Organisation,
    Session,
    Unfit,
    Window,
    Words,
)
from kennisstad.education.oeapi.versions import Version
from tests.education.making import (
    ZONE,
    course,
    id_of,
    offering,
    older,
    organisation,
    session,
    window,
    words,
)

SIX, FIVE = Reader(Version.V6, ZONE), Reader(Version.V5, ZONE)
ITEMS = [
    (Kind.ORGANISATIONS, organisation()),
    (Kind.SESSIONS, session()),
    (Kind.COURSES, course(teachingLanguages=["nl-NL"])),
    (Kind.OFFERINGS, offering()),
]


def test_reads_an_organisation():
    assert SIX.read(Kind.ORGANISATIONS, organisation()) == Organisation(
        id=id_of("0", 1),
        words=(Words("nl", "Faculteit 1"), Words("en", "Faculty 1")),
        remarks=(),
        applied=False,
    )


@pytest.mark.parametrize(
    ("name", "description", "applied"),
    [
        (words("Hogeschool Leiden", "University of Applied Sciences Leiden"), None, True),
        (words("Saxion"), words("Een hogeschool in het oosten."), True),
        (words("", "Saxion University of Applied Sciences"), None, True),
        (words("Universiteit Leiden", "Leiden University"), None, False),
        (words("Universiteit Leiden"), words("Werkt samen met de hogeschool."), False),
        (words("Universiteit Leiden", "Works with a university of applied sciences"), None, False),
        (words("mboRijnland"), None, False),
    ],
)
def test_an_institution_says_itself_that_it_is_a_hogeschool(name, description, applied):
    root = organisation(organisationType="root", name=name, description=description)
    faculty = organisation(name=name, description=description)

    assert SIX.read(Kind.ORGANISATIONS, root).applied is applied
    assert SIX.read(Kind.ORGANISATIONS, faculty).applied is False


def test_reads_a_session_in_days_as_they_are_here():
    assert SIX.read(Kind.SESSIONS, session()) == Session(
        id=id_of("a", 1),
        words=(Words("nl", "Blok 1"), Words("en", "Block 1")),
        remarks=(),
        kind="block",
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 10, 31),
    )


def test_reads_a_course():
    assert SIX.read(Kind.COURSES, course()) == Course(
        id=id_of("c", 1),
        words=(
            Words("nl", "Vak 1", "Studenten vragen door."),
            Words("en", "Course 1", "Students keep asking."),
        ),
        remarks=(),
        code="C-001",
        level="bachelor",
        languages=("nl", "en"),
        organisation_id=id_of("0", 1),
        ceases_on=None,
    )


def test_reads_an_offering_with_its_window():
    assert SIX.read(Kind.OFFERINGS, offering()) == Offering(
        id=id_of("f", 1),
        words=(),
        remarks=(),
        course_id=id_of("c", 1),
        session_id=id_of("a", 1),
        starts_on=date(2026, 9, 7),
        ends_on=date(2026, 10, 23),
        enrolment_from=None,
        enrolment_until=None,
        cancelled=False,
        window=Window(date(2026, 5, 1), date(2026, 6, 30), 6, 4, 320),
    )


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_both_versions_give_the_same_record(kind, item):
    assert FIVE.read(kind, older(item)) == SIX.read(kind, item)


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_the_same_content_has_the_same_digest_and_remarks_are_no_content(kind, item):
    read = SIX.read(kind, item)

    assert not isinstance(read, Unfit)
    assert read.digest == replace(read, remarks=("cut",)).digest
    assert read.digest != replace(read, id="other").digest
    assert len(read.digest) == 64


@pytest.mark.parametrize(
    ("level", "found"),
    [
        ("secondary_vocational_education", "mbo"),
        ("secondary_vocational_education_4", "mbo"),
        ("secondary vocational education 3", "mbo"),
        ("pre_vocational", "mbo"),
        ("associate_degree", "hbo-bachelor"),
        ("associate degree", "hbo-bachelor"),
        ("bachelor", "bachelor"),
        ("master", "master"),
        ("doctoral", "other"),
        ("nt2-1", "other"),
        ("nt2_2", "other"),
        ("undefined", "other"),
        ("x-summer-school", "other"),
        (None, "other"),
        (6, "other"),
    ],
)
def test_levels_of_both_versions(level, found):
    assert SIX.read(Kind.COURSES, course(level=level)).level == found


def test_a_bachelor_of_applied_sciences_is_hbo_and_no_other_level_moves():
    applied = Reader(Version.V6, ZONE, applied=True)
    levels = ["bachelor", "master", "secondary_vocational_education_4", "doctoral"]

    found = [applied.read(Kind.COURSES, course(level=level)).level for level in levels]

    assert found == ["hbo-bachelor", "master", "mbo", "other"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("academic_year", "year"),
        ("academic year", "year"),
        ("semester", "semester"),
        ("quarter", "block"),
        ("trimester", "block"),
        ("period", "block"),
        ("testing_period", "other"),
        (None, "other"),
    ],
)
def test_kinds_of_sessions(said, kind):
    assert SIX.read(Kind.SESSIONS, session(academicSessionType=said)).kind == kind


def test_languages_are_named_once_and_an_unknown_one_is_left_out():
    assert SIX.read(Kind.COURSES, course(teachingLanguages=["nl", "nl-BE", "?", "eng"])).languages == (
        "nl",
        "en",
    )
    assert SIX.read(Kind.COURSES, course(teachingLanguages=None)).languages == ()


def test_a_code_is_the_primary_one_else_the_abbreviation_else_none():
    items = [course(abbreviation="AB"), course(primaryCode=None, abbreviation="AB"), course(primaryCode=None)]

    assert [SIX.read(Kind.COURSES, item).code for item in items] == ["C-001", "AB", ""]


def test_an_offering_names_its_course_by_id_or_whole_or_stands_under_it():
    whole = offering(courseId=None, course=course(2))
    bare = offering(courseId=None)

    assert SIX.read(Kind.OFFERINGS, whole).course_id == id_of("c", 2)
    assert SIX.read(Kind.OFFERINGS, bare, course_id="c9").course_id == "c9"
    assert SIX.read(Kind.OFFERINGS, bare) == Unfit(id_of("f", 1), "it names no course")
    assert SIX.read(Kind.OFFERINGS, offering(), course_id="c9") == Unfit(
        id_of("f", 1), f"it stands under course c9 and names course {id_of('c', 1)}"
    )


def test_records_that_stand_whole_inside_others_are_found():
    inside = offering(academicSession=session(7))

    assert list(SIX.inside(Kind.OFFERINGS, inside)) == [(Kind.SESSIONS, session(7))]
    assert list(SIX.inside(Kind.COURSES, course(organisation=organisation(3)))) == [
        (Kind.ORGANISATIONS, organisation(3))
    ]
    assert list(SIX.inside(Kind.OFFERINGS, offering())) == []
    assert list(SIX.inside(Kind.COURSES, "no object")) == []


@pytest.mark.parametrize(
    ("state", "cancelled"),
    [("active", False), (None, False), ("cancelled", True), ("concept", True), ("inactive", True)],
)
def test_an_offering_that_is_not_given_counts_as_cancelled(state, cancelled):
    assert SIX.read(Kind.OFFERINGS, offering(state=state)).cancelled is cancelled


def test_enrolment_runs_from_the_first_period_to_the_last():
    periods = [
        {"startDateTime": "2026-06-15T00:00:00+02:00", "endDateTime": "2026-06-30T23:59:00+02:00"},
        {"startDateTime": "2026-06-01T00:00:00+02:00", "endDateTime": "2026-06-14T23:59:00+02:00"},
    ]
    both = SIX.read(Kind.OFFERINGS, offering(enrolmentPeriods=periods))
    endless = SIX.read(Kind.OFFERINGS, offering(enrolmentPeriods=[*periods, {"startDateTime": "2026-07-01"}]))
    five = FIVE.read(
        Kind.OFFERINGS,
        older(offering()) | {"enrollStartDate": "2026-06-01", "enrollEndDate": "2026-06-30"},
    )

    assert (both.enrolment_from, both.enrolment_until) == (date(2026, 6, 1), date(2026, 6, 30))
    assert (endless.enrolment_from, endless.enrolment_until) == (date(2026, 6, 1), None)
    assert (five.enrolment_from, five.enrolment_until) == (date(2026, 6, 1), date(2026, 6, 30))


def test_a_window_is_read_from_our_own_entry_alone():
    other = {"consumerKey": "someone-else", "questionsFrom": "2026-01-01"}

    assert SIX.read(Kind.OFFERINGS, offering(consumer=other)).window == Window()
    assert SIX.read(Kind.OFFERINGS, offering(consumer=None)).window == Window()
    assert SIX.read(Kind.OFFERINGS, offering(consumer=[other, window()])).window.teams == 6


def test_a_whole_window_is_read():
    said = {"choiceFrom": "2026-07-01", "choiceUntil": "2026-07-03", "presentsOn": "2026-10-23"}
    said |= {"form": "thesis", "askerHours": 12, "needs": ["consent", "data"]}

    found = SIX.read(Kind.OFFERINGS, offering(consumer=window(**said))).window

    assert (found.choice_from, found.choice_until) == (date(2026, 7, 1), date(2026, 7, 3))
    assert (found.presents_on, found.form, found.asker_hours) == (date(2026, 10, 23), "thesis", 12)
    assert (found.needs_data, found.needs_consent) == (True, True)


def test_a_window_may_be_one_day_long():
    one_day = window(questionsUntil="2026-05-01")

    assert SIX.read(Kind.OFFERINGS, offering(consumer=one_day)).window.questions_until == date(2026, 5, 1)


def test_words_in_other_languages_wait_and_the_first_of_a_language_counts():
    name = [
        {"language": "de-DE", "value": "Kurs"},
        {"language": "nl-NL", "value": ""},
        {"language": "nl-BE", "value": "Vak"},
        {"language": "nl", "value": "Nog een vak"},
        {"language": "en"},
        "no words",
    ]

    assert SIX.read(Kind.COURSES, course(name=name, description=None)).words == (Words("nl", "Vak"),)


def test_names_stay_plain_text_on_one_line():
    name = words("<b>Stad\x00</b>\r\n& '; DROP TABLE course; -- 🌷")

    assert SIX.read(Kind.COURSES, course(name=name, description=None)).words == (
        Words("nl", "<b>Stad</b> & '; DROP TABLE course; -- 🌷"),
    )


def test_a_description_of_100_000_characters_is_cut_with_a_remark():
    read = SIX.read(Kind.COURSES, course(description=words("x" * 100_000)))

    assert len(read.words[0].description) == 20_000
    assert read.remarks == ("its description in nl has 100000 characters and is cut to 20000",)


def test_a_description_without_a_name_in_its_language_is_left_out_with_a_remark():
    read = SIX.read(Kind.COURSES, course(name=words("Vak")))

    assert read.words == (Words("nl", "Vak", "Studenten vragen door."),)
    assert read.remarks == ("its description in en is left out, for it has no name in en",)


@pytest.mark.parametrize(
    ("kind", "item", "unfit"),
    [
        (Kind.COURSES, course(name=None), Unfit(id_of("c", 1), "it has no name in Dutch or English")),
        (Kind.COURSES, course(name=[]), Unfit(id_of("c", 1), "it has no name in Dutch or English")),
        (Kind.COURSES, course(name="Vak"), Unfit(id_of("c", 1), "it has no name in Dutch or English")),
        (
            Kind.COURSES,
            course(name=words(" \x00\n")),
            Unfit(id_of("c", 1), "it has no name in Dutch or English"),
        ),
        (
            Kind.COURSES,
            course(name=words("x" * 100_000)),
            Unfit(id_of("c", 1), "its name has 100000 characters; 300 is the most"),
        ),
        (
            Kind.COURSES,
            course(primaryCode={"code": "x" * 100_000}),
            Unfit(id_of("c", 1), f"its code “{'x' * 60}…” has 100000 characters; 100 is the most"),
        ),
        (Kind.COURSES, course(courseId=None), Unfit("", "it has no courseId")),
        (Kind.COURSES, course(courseId="a\x00/../b"), Unfit("a/../b", "courseId “a/../b” is not an id")),
        (Kind.COURSES, "a course", Unfit("", "“a course” is not an object")),
        (Kind.COURSES, None, Unfit("", "“None” is not an object")),
        (Kind.COURSES, course(validTo="soon"), Unfit(id_of("c", 1), "validTo “soon” is not a date")),
        (
            Kind.ORGANISATIONS,
            organisation(name=None),
            Unfit(id_of("0", 1), "it has no name in Dutch or English"),
        ),
        (Kind.SESSIONS, session(startDateTime=None), Unfit(id_of("a", 1), "it has no startDateTime")),
        (Kind.SESSIONS, session(endDateTime=None), Unfit(id_of("a", 1), "it has no endDateTime")),
        (
            Kind.SESSIONS,
            session(endDateTime="2026-08-01T00:00:00Z"),
            Unfit(id_of("a", 1), "endDateTime 2026-08-01 is before startDateTime 2026-09-01"),
        ),
        (
            Kind.OFFERINGS,
            offering(startDateTime="2026-02-30"),
            Unfit(id_of("f", 1), "startDateTime “2026-02-30” is not a date"),
        ),
        (
            Kind.OFFERINGS,
            offering(endDateTime="2026-09-06"),
            Unfit(id_of("f", 1), "endDateTime 2026-09-06 is before startDateTime 2026-09-07"),
        ),
        (
            Kind.OFFERINGS,
            offering(consumer=window(questionsUntil="2026-04-30")),
            Unfit(id_of("f", 1), "questionsUntil 2026-04-30 is before questionsFrom 2026-05-01"),
        ),
        (
            Kind.OFFERINGS,
            offering(consumer=window(teams=0)),
            Unfit(id_of("f", 1), "teams “0” is not a whole number from 1 to 10000"),
        ),
        (
            Kind.OFFERINGS,
            offering(consumer=window(form="opera")),
            Unfit(id_of("f", 1), "form “opera” is none of course, placement, minor, honours, thesis"),
        ),
        (
            Kind.OFFERINGS,
            offering(consumer=window(needs=["data", "money"])),
            Unfit(id_of("f", 1), "needs “money” is none of data, consent"),
        ),
        (
            Kind.OFFERINGS,
            offering(consumer=window(needs="data")),
            Unfit(id_of("f", 1), "needs “data” is not a list"),
        ),
        (
            Kind.OFFERINGS,
            offering(offeringType="component"),
            Unfit(id_of("f", 1), "it is an offering of “component”, not of a course"),
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_reason(kind, item, unfit):
    assert SIX.read(kind, item) == unfit


ODD = (
    *(
        None,
        True,
        0,
        -1,
        1.5,
        float("nan"),
        10**400,
        "",
        "\x00",
        "\ud800",
        "مرحبا 🌷",
        "<script>",
        "x" * 100_000,
    ),
    *(
        [],
        [None],
        [[]],
        [{}],
        [{"language": "nl", "value": 1}],
        [{"language": [], "value": "x"}],
        {},
        {"code": {}},
    ),
    *({"courseId": {}}, {"consumerKey": "kennisstad", "questionsFrom": {}}, "2026-99-99", "../../etc"),
)


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_whatever_stands_in_a_field_the_answer_is_a_record_or_a_reason(kind, item):
    for reader, said in ((SIX, item), (FIVE, older(item))):
        for name in said:
            for odd in ODD:
                read = reader.read(kind, {**said, name: odd})

                assert len(read.reason if isinstance(read, Unfit) else read.digest) < 200, (name, odd)
