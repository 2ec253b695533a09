# SPDX-License-Identifier: EUPL-1.2
"""When a question fits: while asking, on its page, at the desk, as a calendar and by command."""

import html
import json
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import icalendar
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kennisstad.accounts.models import Role
from kennisstad.citylab import actions, will_fit
from kennisstad.citylab.fit import Cause, Outcome, Size, Wishes
from kennisstad.citylab.following import code_of
from kennisstad.citylab.models import Question, Status
from kennisstad.education.calendar.window import Form
from kennisstad.education.models import AcademicSession, Calendar, Course, Department, Offering
from kennisstad.partners.models import Partner
from tests.fieldwork.making import make_limit, make_pause
from tests.making import (
    MONDAY,
    make_course,
    make_district,
    make_partner,
    make_project,
    make_question,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_index")]
LANGUAGES = ("nl", "en")
TODAY = date(2027, 1, 20)
NOON = datetime(2027, 1, 20, 12, tzinfo=timezone.get_default_timezone())
STOPPED = {"ended_on": date(2027, 1, 10), "stopped_because": "Geen tijd", "stopped_language": "nl"}
LATE_EN = "Too late for February. In by 15 April for September, or in two parts."
LATE_NL = "Te laat voor februari. Insturen kan tot en met 15 april voor september, of in twee delen."


def at(name: str, *args: Any, language: str = "nl") -> str:
    with override(language):
        return reverse(f"citylab:{name}", args=args)


def page_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def filled_in(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "words": "Waarom is het zo stil?", "asker_kind": "resident"} | fields


def make_offering(course: Course, **fields: Any) -> Offering:
    """Give a course once more, in September, with questions until 15 April."""
    september = {"starts_on": date(2027, 9, 1), "ends_on": date(2028, 1, 28)}
    welcome = {"questions_from": date(2026, 9, 1), "questions_until": date(2027, 4, 15)}
    values = september | welcome | {"external_id": str(uuid4()), "form": "course"}
    return Offering.objects.create(course=course, **values | fields)


def make_holiday(partner: Partner, kind: str = "holiday", days: int = 5, **of: Any) -> None:
    """Say that nobody works at an institution, or a part of it, from 22 to 26 February, or fewer days."""
    first = date(2027, 2, 22)
    calendar = Calendar.objects.create(partner=partner, year=2026, origin="form", made_at=MONDAY, **of)
    term = calendar.terms.create(kind=kind, starts_on=first, ends_on=first + timedelta(days - 1))
    term.texts.create(language="nl", name="Voorjaarsvakantie")


def days_left() -> list[int | None]:
    """Give the working days left of each way in that is published."""
    fits = will_fit.fits(Wishes(), today=TODAY)
    return [one.way.days_left for one in fits if one.is_open and one.way and not one.expected]


@pytest.fixture
def hogeschool():
    return make_partner("hogeschool-leiden", name="Hogeschool Leiden")


@pytest.fixture(autouse=True)
def _it_is_january(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture
def course(hogeschool):
    """A course that is too late for February, takes a whole large question in September, or one in parts."""
    course = make_course(hogeschool, level="hbo-bachelor", languages=["nl", "en"], name="Onderzoek")
    make_offering(course, form="minor")
    make_offering(course, hours_per_team=200, asker_hours=6)
    return course


# What is on file


def test_what_a_question_wishes_is_what_its_asker_said():
    district = make_district(code="WK054608")
    question = make_question(
        size="large",
        asker_hours=0,
        form="thesis",
        levels=["mbo"],
        needed_by=date(2027, 9, 1),
        districts=[district],
    )

    assert will_fit.wishes_of(question) == Wishes(
        needed_by=date(2027, 9, 1),
        asker_hours=0,
        size=Size.LARGE,
        forms=[Form.THESIS],
        levels=["mbo"],
        languages=["nl"],
        districts=["WK054608"],
    )


def test_a_part_of_a_question_is_for_students_of_its_own_level():
    whole = make_question(status=Status.IN_LEGS, levels=["bachelor"])
    leg = make_question(leg_of=whole, leg_order=1, form="course", leg_level="master")

    wishes = will_fit.wishes_of(leg)
    assert (wishes.levels, wishes.forms) == (["master"], [Form.COURSE])
    assert will_fit.wishes_of(whole).forms == []


def test_a_question_for_a_thesis_does_not_fit_a_course_assignment(course):
    thesis = will_fit.wishes_of(make_question(form="thesis"))
    before = {one.outcome for one in will_fit.fits(thesis, today=TODAY)}

    make_offering(course, form="thesis")
    after = [one.way.window.form for one in will_fit.fits(thesis, today=TODAY) if one.is_open and one.way]

    assert before == {Outcome.NEVER}
    assert after == ["thesis", "thesis"]


def test_a_team_that_has_a_question_is_not_there_for_another(hogeschool):
    course = make_course(hogeschool)
    offering = course.offerings.get()
    offering.teams, offering.questions_until = 1, date(2027, 1, 29)
    offering.save(update_fields=["teams", "questions_until"])

    (before, *_) = will_fit.fits(Wishes(), today=TODAY)
    make_project(course=course, starts_on=date(2027, 2, 1))
    (after, *_) = will_fit.fits(Wishes(), today=TODAY)

    assert (before.outcome, after.outcome) == (Outcome.FITS, Outcome.TOO_LATE)
    assert [bar.cause for bar in after.bars] == [Cause.FULL]


def test_a_stopped_project_and_one_of_another_time_take_no_team(hogeschool):
    course = make_course(hogeschool, questions_until=date(2027, 1, 29))
    make_project(course=course, starts_on=date(2027, 2, 1), status="stopped", **STOPPED)
    make_project(course=course, starts_on=date(2026, 9, 1))

    assert will_fit.open_windows(TODAY)[0].teams_left == 12


@pytest.mark.parametrize("hinder", [make_pause, lambda area: make_limit(area, threshold=0)])
def test_a_district_that_is_paused_or_full_while_students_work_stops_it(course, hinder):
    district, other = make_district(), make_district("Binnenstad")
    hinder(district)

    (february, *_) = will_fit.fits(Wishes(districts=[district.code]), today=TODAY)
    (elsewhere, *_) = will_fit.fits(Wishes(districts=[other.code]), today=TODAY)

    assert [bar.cause for bar in february.bars] == [Cause.DISTRICT, Cause.CLOSED]
    assert elsewhere.outcome == Outcome.TOO_LATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paused_district_says_until_when_why_and_what_is_next(client, course, language):
    district = make_district("Merenwijkdistrict")
    make_offering(
        course, starts_on=date(2027, 3, 1), ends_on=date(2027, 4, 30), questions_until=date(2027, 2, 15)
    )
    make_pause(district)

    page = page_of(client.post(at("fit_before", language=language), {"place": "Merenwijkdistrict"}))

    assert {
        "nl": "Te laat voor februari. Voor maart past het niet. Merenwijkdistrict heeft een pauze tot en met "
        "31 maart, want: “Er is te veel gevraagd”. Insturen kan tot en met 15 april voor september.",
        "en": "Too late for February. It does not fit for March. Merenwijkdistrict is paused until 31 March, "
        "because “Too much was asked”. In by 15 April for September.",
    }[language] in page


def test_the_command_tells_programs_of_a_pause(course):
    district = make_district("Merenwijkdistrict")
    make_pause(district, ends_on=date(2029, 1, 1))

    first, *_others = json.loads(fit("--district", "Merenwijkdistrict", "--language", "en", "--json"))

    assert first["why"][0]["cause"] == "district"
    assert first["why"][0]["shut"] == {
        "by": "paused",
        "first": "2027-01-01",
        "last": "2029-01-01",
        "reason": "Too much was asked.",
    }


def test_days_on_which_an_institution_is_free_are_no_working_days(course):
    before = days_left()
    make_holiday(course.partner)

    assert (before, days_left()) == ([60], [55])


def test_days_of_exams_or_without_teaching_are_no_working_days(course):
    make_holiday(course.partner, kind="exception")

    assert days_left() == [55]


def test_the_calendar_of_the_faculty_goes_before_that_of_the_level_and_the_institution(course):
    faculty = Department.objects.create(partner=course.partner, external_id="social")
    Course.objects.update(department=faculty)
    told = []
    nearer = [{}, {"level": "hbo-bachelor"}, {"department": faculty}]
    for days, of in zip((5, 4, 3), nearer, strict=True):
        make_holiday(course.partner, days=days, **of)
        told += days_left()
    make_holiday(course.partner, days=2, department=faculty, level="hbo-bachelor")
    make_holiday(course.partner, days=1, level="master")

    assert [*told, *days_left()] == [55, 56, 57, 58]


def test_an_exempt_faculty_works_through_the_holidays_of_its_institution(course):
    faculty = Department.objects.create(partner=course.partner, external_id="lumc", exempt=True)
    Course.objects.update(department=faculty)
    make_holiday(course.partner)

    before = days_left()
    make_holiday(course.partner, days=2, department=faculty)

    assert (before, days_left()) == ([60], [58])


def test_a_calendar_names_the_block_where_the_course_s_source_does_not(course):
    days = {"starts_on": date(2027, 8, 30), "ends_on": date(2028, 1, 28)}
    calendar = Calendar.objects.create(partner=course.partner, year=2027, origin="file", made_at=MONDAY)
    term = calendar.terms.create(kind="semester", **days)
    term.texts.create(language="nl", name="Semester 1")
    session = AcademicSession.objects.create(partner=course.partner, kind="block", external_id="b1", **days)
    session.texts.create(language="nl", name="Blok A")
    Offering.objects.filter(form="minor").update(session=session)

    windows = will_fit.open_windows(TODAY)

    named = [(window.form, window.term) for window in windows if not window.expected]
    assert named == [
        ("course", {}),
        ("minor", {"nl": "Blok A"}),
        ("course", {"nl": "Semester 1"}),
    ]


@pytest.mark.parametrize("count", [1, 12])
def test_fits_take_as_many_queries_however_much_there_is(count, django_assert_num_queries):
    district = make_district()
    for number in range(count):
        course = make_course(make_partner(f"instelling-{number}"))
        make_project(course=course, starts_on=date(2027, 2, 1))
        make_pause(district, starts_on=date(2027, 1, 1) + timedelta(number))
        make_holiday(course.partner)
        faculty = Department.objects.create(partner=course.partner, external_id="social")
        make_holiday(course.partner, department=faculty)
        make_holiday(course.partner, level="master")
        Course.objects.filter(pk=course.pk).update(department=faculty)

    with django_assert_num_queries(10):
        will_fit.told_of(Wishes(), today=TODAY)
    with django_assert_num_queries(21):
        will_fit.told_of(Wishes(districts=[district.code]), today=TODAY)


# While asking


@pytest.mark.parametrize(("language", "sentence"), [("nl", LATE_NL), ("en", LATE_EN)])
def test_looking_says_too_late_for_february_in_for_september_or_split(client, course, language, sentence):
    answer = client.post(at("ask", language=language), filled_in(size="large", look="1"))

    page = page_of(answer)
    assert sentence in page
    assert {"nl": "nog 60 werkdagen", "en": "60 working days left"}[language] in page
    assert "Hogeschool Leiden" in page
    assert Question.objects.count() == 0


@pytest.mark.parametrize(("language", "sentence"), [("nl", LATE_NL), ("en", LATE_EN)])
def test_the_part_answers_the_wishes_alone(client, course, language, sentence):
    answer = client.post(at("fit_before", language=language), {"size": "large"})

    assert (answer.status_code, sentence in page_of(answer)) == (200, True)
    assert "<html" not in page_of(answer)
    assert dict(client.cookies) == {}


def test_the_part_looks_at_the_place_as_far_as_it_is_typed(client, course):
    make_limit(make_district("Merenwijkdistrict"), threshold=0)

    told = [page_of(client.post(at("fit_before"), {"place": typed})) for typed in ("", "Mer", "Merenwijk")]

    assert told[0] == told[1] != told[2]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Stuur uw vraag toch in. De kennismakelaar zoekt verder."),
        ("en", "Send your question all the same. The broker looks further."),
    ],
)
def test_whoever_finds_every_course_shut_reads_how_to_go_on(client, course, language, sentence):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with override(language):
        page, last_dates = reverse("citylab:fit_before"), reverse("citylab:last_dates")

    shut, unsaid = (page_of(client.post(page, said)) for said in ({"needed_by": tomorrow}, {}))

    assert (sentence in shut, sentence in unsaid) == (True, False)
    assert f'href="{last_dates}"' in shut


def test_the_last_dates_are_a_link_away_without_script(client):
    page = client.get(reverse("citylab:ask")).content.decode()

    outside = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert f'href="{reverse("citylab:last_dates")}"' in outside


def test_words_from_the_front_page_are_looked_at_for_both(client, course):
    page = page_of(client.get(at("ask"), {"words": "Waarom is het zo stil?"}))

    assert "Insturen kan tot en met 15 april voor september." in page


BAD = [
    {"needed_by": "overmorgen"},
    {"needed_by": "2027-02-30"},
    {"needed_by": "2020-01-01"},
    {"needed_by": "2027-01-01\x00"},
    {"asker_hours": "veel"},
    {"asker_hours": "-1"},
    {"asker_hours": "1001"},
    {"asker_hours": "9" * 5000},
    {"asker_hours": "1e9"},
    {"size": "huge"},
    {"size": "small\x00"},
    {"form": "phd"},
    {"form": "thesis\x00"},
    {"levels": "phd"},
    {"levels": ["mbo", "<script>"]},
]


@pytest.mark.parametrize("fields", BAD, ids=str)
@pytest.mark.parametrize("page", ["fit_before", "ask"])
def test_wishes_that_cannot_be_read_are_said_in_words(client, page, fields):
    answer = client.post(at(page), filled_in(**fields, look="1") if page == "ask" else fields)

    (name,) = fields
    form = answer.context["wishes" if page == "fit_before" else "form"]
    (sentence, *_) = form.errors[name]
    assert (answer.status_code, sentence in page_of(answer)) == (400, True)
    assert b"<script>" not in answer.content


def test_looking_is_limited(client, course):
    looks = [client.post(at("fit_before"), {}).status_code for _ in range(301)]

    assert (looks.count(200), looks[-1]) == (300, 429)


def test_the_part_is_not_answered_to_a_form_from_elsewhere_or_a_look(client):
    elsewhere = client.post(at("fit_before"), {}, headers={"sec-fetch-site": "cross-site"})

    assert (elsewhere.status_code, client.get(at("fit_before")).status_code) == (403, 405)


def test_wishes_are_kept_with_the_question(client):
    client.post(at("ask"), filled_in(size="medium", asker_hours="8", form="thesis", levels=["mbo", "master"]))

    kept = Question.objects.values("size", "asker_hours", "form", "levels").get()
    assert kept == {"size": "medium", "asker_hours": 8, "form": "thesis", "levels": ["mbo", "master"]}


def test_wishes_may_all_be_left_out(client):
    client.post(at("ask"), filled_in())

    kept = Question.objects.values("size", "asker_hours", "form", "levels").get()
    assert kept == {"size": "", "asker_hours": None, "form": "", "levels": []}


def test_with_other_wishes_it_is_another_question_and_with_the_same_one(client):
    form = filled_in(size="small")

    for size in ("small", "small", "large"):
        client.post(at("ask"), form | {"size": size})

    assert Question.objects.count() == 2


# Of one question


@pytest.mark.parametrize(("language", "sentence"), [("nl", LATE_NL), ("en", LATE_EN)])
def test_the_question_s_page_leads_to_when_it_fits(client, course, language, sentence):
    question = make_question(size="large")
    address = at("fits_of_question", question.pk, language=language)

    assert f'data-from="{address}"' in page_of(client.get(at("question", question.pk, language=language)))
    whole, part = client.get(address), client.get(address, headers={"x-part": "fits"})
    assert [sentence in page_of(answer) for answer in (whole, part)] == [True, True]
    assert ["<html" in page_of(answer) for answer in (whole, part)] == [True, False]
    assert part["Cache-Control"] == "public, max-age=900"


@pytest.mark.parametrize("status", [Status.SENT, Status.PROPOSED, Status.DECLINED])
def test_of_what_is_not_public_or_has_a_course_nothing_is_said(client, course, status):
    question = make_question(status=status)

    assert client.get(at("fits_of_question", question.pk)).status_code == 404


@pytest.mark.parametrize(
    ("status", "told"), [(Status.SENT, True), (Status.OPEN, True), (Status.DECLINED, False)]
)
def test_the_asker_reads_it_on_the_follow_page(client, course, status, told):
    question = make_question(status=status, size="large")

    page = page_of(client.get(at("follow", code_of(question.key, question.code_digest))))

    assert (LATE_NL in page) is told


@pytest.mark.parametrize(
    ("mail", "how"),
    [
        ("smtp://mail.example", "We write to you at every step. You need not do anything."),
        ("", "You read every step on this page."),
    ],
)
def test_where_a_question_is_comes_before_when_it_fits(client, course, settings, mail, how):
    settings.SMTP_URL = mail
    question = make_question(status=Status.SENT, size="large", email="a@example.org")

    page = page_of(client.get(at("follow", code_of(question.key, question.code_digest), language="en")))

    said = [
        "Where your question is now",
        "The broker reads the question and makes it clear together with the asker.",
        how,
        "What happened so far",
        "<summary>More about dates</summary>",
        LATE_EN,
    ]
    places = [page.find(one) for one in said]
    assert -1 not in places
    assert places == sorted(places)


def test_the_broker_reads_it_at_the_desk_block_by_block(client, course):
    client.force_login(make_user(Role.BROKER))
    question = make_question(size="large", asker_hours=4)

    page = page_of(client.get(reverse("workspace:question", args=[question.pk])))

    assert "Te laat voor februari. Insturen kan tot en met 15 april voor september." in page
    assert "Hogeschool Leiden, februari" in page
    assert "Nam vragen aan tot en met 15 januari." in page


NEVER = [
    ({"needed_by": date(2027, 6, 1)}, "The answer would come on 28 January 2028, after the day on which it"),
    ({"form": "placement"}, "Students do something else there: minor."),
    ({"levels": ["mbo"]}, "The students are of another level: applied sciences (hbo)."),
]


@pytest.mark.parametrize(("wishes", "sentence"), NEVER)
def test_never_says_why(client, course, wishes, sentence):
    answer = client.post(at("fit_before", language="en"), wishes)

    assert f"It does not fit. {sentence}" in page_of(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diary_is_offered_where_there_is_a_last_day_to_put_in_it(client, course, language):
    question = make_question(levels=["mbo"])
    fits = at("fits_of_question", question.pk, language=language)
    diary = at("deadlines_of_question", question.pk, language=language)

    without = page_of(client.get(fits))
    Course.objects.update(level="mbo")

    assert [diary in page for page in (without, page_of(client.get(fits)))] == [False, True]
    everybody = at("deadlines", language=language)
    asked = [
        client.post(at("fit_before", language=language), {"levels": level})
        for level in ("hbo-bachelor", "mbo")
    ]
    assert [everybody in page_of(answer) for answer in asked] == [False, True]


def test_what_is_foretold_is_said_to_be_expected(client, hogeschool):
    make_course(hogeschool, name="Onderzoek")

    page = page_of(client.post(at("fit_before", language="en"), {}))

    assert "Too late for February. In by" in page
    assert "expected: these days are not published yet" in page


def test_institutions_without_a_course_are_named(client, course):
    make_partner("naturalis", name="Naturalis")

    page = page_of(client.post(at("fit_before", language="en"), {}))

    assert "No course takes questions now at: Naturalis." in page


# As a calendar


def events(answer: Any) -> list[dict[str, str]]:
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    return [
        {name: str(event[name]) for name in ("UID", "SUMMARY", "STATUS")} | {"day": event.start.isoformat()}
        for event in calendar.events
    ]


@pytest.mark.parametrize(
    ("language", "says"), [("nl", "Laatste dag voor vragen: Onderzoek"), ("en", "Last day")]
)
def test_all_last_days_to_come_are_a_calendar(client, course, language, says):
    answer = client.get(at("deadlines", language=language))

    found = events(answer)
    sure = [event for event in found if event["STATUS"] == "CONFIRMED"]
    assert [event["day"] for event in sure] == ["2027-04-15", "2027-04-15"]
    assert all(event["SUMMARY"].startswith(says) for event in found)
    assert answer["Cache-Control"] == "public, max-age=900"


def test_a_calendar_names_each_last_day_the_same_every_time_and_once(client, course):
    before = [event["UID"] for event in events(client.get(at("deadlines")))]
    Offering.objects.filter(course=course, form="minor").update(questions_until=date(2027, 4, 20))
    after = [event["UID"] for event in events(client.get(at("deadlines")))]

    assert sorted(after) == sorted(before)
    assert len(set(before)) == len(before)


def test_a_calendar_that_did_not_change_is_not_sent_again(client, course):
    first = client.get(at("deadlines"))

    assert client.get(at("deadlines"), headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_calendar_can_be_of_one_institution(client, course):
    make_offering(make_course(make_partner("naturalis", name="Naturalis")))

    found = events(client.get(at("deadlines", language="en"), {"institution": "naturalis"}))

    assert {event["SUMMARY"].rpartition("(")[2] for event in found} == {"Naturalis)"}


@pytest.mark.parametrize("institution", ["nowhere", "\x00a", "x" * 9000, "' OR 1=1 --"])
def test_a_calendar_of_nobody_is_not_there(client, institution):
    assert client.get(at("deadlines"), {"institution": institution}).status_code == 404


def test_a_question_has_a_calendar_of_its_own(client, course):
    question = make_question(size="large", title="Stil, hier; of niet?")

    found = events(client.get(at("deadlines_of_question", question.pk)))

    sure = [event["SUMMARY"] for event in found if event["STATUS"] == "CONFIRMED"]
    assert sure == [
        "Laatste dag voor “Stil, hier; of niet?”: september, Hogeschool Leiden",
        "Laatste dag voor “Stil, hier; of niet?”, in twee delen: september, Hogeschool Leiden",
    ]


def test_the_calendar_of_a_question_that_a_course_has_is_empty_and_of_a_hidden_one_is_not_there(
    client, course
):
    has_a_course, hidden = make_question(status=Status.PROPOSED), make_question(status=Status.SENT)

    assert events(client.get(at("deadlines_of_question", has_a_course.pk))) == []
    assert client.get(at("deadlines_of_question", hidden.pk)).status_code == 404


# By command


def fit(*options: str) -> str:
    out = StringIO()
    call_command("fit", *options, stdout=out)
    return out.getvalue()


PRINTED = {
    "nl": [
        "Hogeschool Leiden: Te laat voor februari 2027. "
        "Insturen kan tot en met 15 april 2027 voor september 2027, of in twee delen.",
        "    nog 60 werkdagen; het antwoord komt op 28 januari 2028",
        "Nu neemt geen vak vragen aan bij: Museum Boerhaave, Naturalis.",
    ],
    "en": [
        "Hogeschool Leiden: Too late for February 2027. "
        "In by 15 April 2027 for September 2027, or in two parts.",
        "    60 working days left; the answer comes on 28 January 2028",
        "No course takes questions now at: Museum Boerhaave, Naturalis.",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_says_what_the_page_says_in_one_language_with_every_year(course, language):
    for name in ("Naturalis", "Museum Boerhaave"):
        make_partner(name.lower(), name=name)

    assert fit("--size", "large", "--language", language).splitlines() == PRINTED[language]


def test_the_command_answers_in_english_unless_asked_and_its_language_is_no_wish(course):
    Course.objects.update(languages=["nl"])

    assert fit("--size", "large").splitlines() == PRINTED["en"][:2]
    assert fit("--size", "large", "--language", "en").splitlines() == PRINTED["en"][:2]
    assert "The course is given in Dutch." in fit("--speaks", "en")
    assert "The course is given in" not in fit("--speaks", "en", "--speaks", "nl")


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "Nu neemt geen vak vragen aan.\n"), ("en", "No course takes questions now.\n")],
)
def test_the_command_says_so_where_nothing_is_on_file(language, said):
    assert fit("--language", language) == said


def test_the_command_answers_programs_with_every_block(course):
    late, september, *_foretold = json.loads(fit("--size", "large", "--language", "en", "--json"))

    assert (late["outcome"], late["why"][0]["cause"], late["next"]) == (
        "too-late",
        "closed",
        september["way"],
    )
    assert (september["outcome"], september["way"]["last_day"], september["split"]["parts"]) == (
        "fits",
        "2027-04-15",
        2,
    )


def test_the_command_takes_the_wishes_of_a_question_and_what_is_said_beside_it_goes_first(course):
    question = make_question(size="large", levels=["mbo"], language="en")

    assert "another level" in fit("--question", str(question.pk))
    assert PRINTED["en"][0] in fit("--question", str(question.pk), "--level", "hbo-bachelor")


def test_the_command_takes_one_form_or_more(course):
    assert "something else there: " in fit("--form", "thesis", "--language", "en")
    assert "In by 15 April 2027" in fit("--form", "thesis", "--form", "minor", "--language", "en")


def test_the_command_knows_a_district_by_name_and_by_code(course):
    district = make_district("Merenwijkdistrict", code="WK054608")
    make_pause(district, ends_on=date(2029, 1, 1))

    for name in ("merenwijkdistrict", "wk054608"):
        assert "Merenwijkdistrict is paused until 1 January 2029" in fit(
            "--district", name, "--language", "en"
        )


@pytest.mark.parametrize(
    "options",
    [
        ("--needed-by", "morgen"),
        ("--needed-by", "2027-02-30"),
        ("--needed-by", "2027-01-20"),
        ("--hours", "-1"),
        ("--hours", "²"),
        ("--hours", "9" * 400),
        ("--hours", ""),
        ("--question", "999"),
        ("--question", "x"),
        ("--question", ""),
        ("--district", "Atlantis"),
    ],
)
def test_the_command_refuses_what_it_cannot_read_in_words(options):
    with pytest.raises(CommandError, match=r"\.$|for example"):
        fit(*options)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "20 januari 2027 is al voorbij. Kies een dag na vandaag, of laat het leeg."),
        ("en", "20 January 2027 has gone by. Choose a day after today, or leave it out."),
    ],
)
def test_the_command_refuses_in_the_language_of_the_answer(language, said):
    with pytest.raises(CommandError) as refused:
        fit("--needed-by", "2027-01-20", "--language", language)

    assert str(refused.value) == said


def test_a_question_sent_in_twice_keeps_its_wishes():
    key = uuid4()

    for hours in (4, 8):
        actions.send_in(
            key=key, words="Waarom?", language="nl", asker_kind="resident", asker_hours=hours, at=MONDAY
        )

    assert Question.objects.get().asker_hours == 4
