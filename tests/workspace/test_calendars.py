# SPDX-License-Identifier: EUPL-1.2
"""Calendars at the desk: years side by side, set by hand or from a file, taken back, and exempt parts."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kennisstad.accounts.models import Role
from kennisstad.audit.models import Event
from kennisstad.education.actions import set_calendar
from kennisstad.education.calendar.years import Origin
from kennisstad.education.models import Calendar, Department
from kennisstad.education.queries import Place
from tests.education.calendar.making import YEAR
from tests.making import MONDAY, make_partner, make_user

CSV = b"kind,name_nl,starts,ends\nblock,Blok 1,2026-09-07,2026-10-23\nholiday,Kerst,2026-12-21,2027-01-03\n"
LINES = {
    "kind_1": "block",
    "name_nl_1": "Blok 1",
    "name_en_1": "Block 1",
    "starts_1": "2026-09-07",
    "ends_1": "2026-10-23",
    "kind_3": "holiday",
    "starts_3": "2026-10-03",
    "ends_3": "2026-10-03",
    "same_3": "on",
    "source": "https://example.org/gids",
}


@pytest.fixture(autouse=True)
def _in_november(now_is):
    now_is(datetime(2026, 11, 28, 9, 0, tzinfo=UTC))


@pytest.fixture
def institution(db):
    return make_partner("hogeschool")


@pytest.fixture
def faculty(institution):
    made = Department.objects.create(partner=institution, external_id="fac")
    made.texts.create(language="nl", name="Faculteit")
    return made


@pytest.fixture
def desk(institution, desk_of):
    return desk_of(make_user(Role.PARTNER_EDITOR, partner=institution, language="en"))


def make_calendar(institution, terms=YEAR):
    place = Place(institution.pk)
    return set_calendar(place, 2026, terms, origin=Origin.FORM, source="gids", by=None, at=MONDAY)


def shown(page):
    """What the page says of each year: its number, and whether it is unknown, known or expected."""
    states = {None: "unknown", False: "known", True: "expected"}
    return [(one.number, states[one.year and one.year.expected]) for one in page.context["columns"]]


def kept(calendar):
    rows = calendar.terms.order_by("starts_on").prefetch_related("texts")
    return [(row.kind, row.starts_on, row.ends_on, row.same_date, row.as_term().names) for row in rows]


def upload(desk, institution, content=CSV, name="2026.csv", **fields):
    return desk.press(
        "load_calendar", {"file": SimpleUploadedFile(name, content), **fields}, pk=institution.pk
    )


def test_the_list_holds_the_own_institution_or_all(desk_of, desk, institution):
    other = make_partner("academie")

    assert list(desk.see("calendars").context["institutions"]) == [institution]
    broker = desk_of(make_user(Role.BROKER))
    assert list(broker.see("calendars").context["institutions"]) == [other, institution]


def test_years_stand_side_by_side_and_what_is_expected_says_so_in_words(desk, institution):
    assert shown(desk.see("calendar", pk=institution.pk)) == [
        (2025, "unknown"),
        (2026, "unknown"),
        (2027, "unknown"),
    ]
    make_calendar(institution)

    page = desk.see("calendar", pk=institution.pk)

    assert shown(page) == [(2025, "unknown"), (2026, "known"), (2027, "expected")]
    words = page.content.decode()
    assert words.count("<strong>Verwacht</strong>") == 1
    assert "Nog niemand heeft dit jaar bekendgemaakt." in words


def test_a_year_is_filled_in_line_by_line(desk, institution):
    answer = desk.press("set_calendar", LINES, pk=institution.pk, year=2026)

    assert (answer.status_code, answer.url) == (302, reverse("workspace:calendar", args=[institution.pk]))
    calendar = Calendar.objects.get()
    assert kept(calendar) == [
        ("block", date(2026, 9, 7), date(2026, 10, 23), False, {"nl": "Blok 1", "en": "Block 1"}),
        ("holiday", date(2026, 10, 3), date(2026, 10, 3), True, {}),
    ]
    assert (calendar.origin, calendar.source) == ("form", "https://example.org/gids")
    assert list(Event.objects.order_by("pk").values_list("kind", "actor")) == [("calendar.set", desk.user.pk)]


def test_an_expected_year_is_there_to_be_corrected_and_set(desk, institution):
    make_calendar(institution)

    form = desk.see("set_calendar", pk=institution.pk, year=2027).context["form"]

    first = {name: form.initial[f"{name}_1"] for name in ("kind", "name_nl", "starts", "ends", "same")}
    assert first == {
        "kind": "semester",
        "name_nl": "Semester 1",
        "starts": date(2027, 9, 13),
        "ends": date(2028, 1, 28),
        "same": False,
    }
    assert len(form.lines) == len(YEAR) + 4


def test_what_was_set_becomes_a_version_that_can_be_taken_back(desk, institution):
    first = make_calendar(institution)
    assert desk.press("set_calendar", LINES, pk=institution.pk, year=2026).status_code == 302
    second = Calendar.objects.get(version=2)

    take_back = {"pk": institution.pk, "calendar": second.pk}
    assert desk.press("take_back_calendar", **take_back).status_code == 302
    assert desk.press("take_back_calendar", **take_back).status_code == 409

    [_before, now, _after] = desk.see("calendar", pk=institution.pk).context["columns"]
    assert now.year.id == first.pk


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"kind_3": "block"}, {"__all__": ["Regel 3: Deze periode (blok) overlapt met die op regel 1."]}),
        ({"ends_1": "2026-09-06"}, {"__all__": ["Regel 1: De laatste dag ligt vóór de eerste."]}),
        (
            {"starts_3": "2025-10-03", "ends_3": "2025-10-03"},
            {"__all__": ["Regel 3: Dit begint niet in het studiejaar 2026-2027 (augustus tot en met juli)."]},
        ),
        ({"ends_3": ""}, {"ends_3": ["Vul dit in, of maak de hele regel leeg."]}),
        ({"kind_3": ""}, {"kind_3": ["Vul dit in, of maak de hele regel leeg."]}),
        ({"starts_1": "2027-02-29"}, {"starts_1": ["Schrijf de dag zo: 15-04-2027."]}),
        (
            dict.fromkeys(LINES, ""),
            {"__all__": ["Er staat geen semester, blok, vakantie of uitzondering in."]},
        ),
    ],
)
def test_a_year_that_cannot_be_is_shown_again_as_it_was_filled_in(desk, institution, change, errors):
    answer = desk.press("set_calendar", LINES | change, pk=institution.pk, year=2026)

    form = answer.context["form"]
    assert (answer.status_code, form.errors) == (400, errors)
    assert form["source"].value() == (LINES | change)["source"]
    assert not Calendar.objects.exists()


def test_a_form_full_of_lines_is_taken(desk, institution):
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10, 11) for day in range(1, 28)][:80]
    lines = {}
    for number, day in enumerate(days, start=1):
        lines |= {f"kind_{number}": "holiday", f"starts_{number}": day, f"ends_{number}": day}
        lines |= {f"name_nl_{number}": "vrij", f"name_en_{number}": "free", f"same_{number}": "on"}

    assert desk.press("set_calendar", lines, pk=institution.pk, year=2026).status_code == 302
    assert len(desk.see("set_calendar", pk=institution.pk, year=2026).context["form"].lines) == 80


def test_what_holds_already_is_said(desk, institution):
    desk.press("set_calendar", LINES, pk=institution.pk, year=2026)

    assert desk.press("set_calendar", LINES, pk=institution.pk, year=2026).status_code == 409
    assert desk.see("set_calendar", pk=institution.pk, year=1926).status_code == 404


def test_a_file_is_taken_over(desk, institution):
    assert upload(desk, institution).status_code == 302
    assert upload(desk, institution).status_code == 409

    calendar = Calendar.objects.get()
    assert (calendar.origin, calendar.source, calendar.terms.count()) == ("file", "2026.csv", 2)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (CSV[:48], "Regel 2: Deze regel heeft 3 waarden en er zijn 4 kopjes."),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "Regel 2: Het bestand breekt hier af."),
        (b"\xff\xfe", "Dit is geen tekst. Bewaar het als CSV in UTF-8 en probeer het opnieuw."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(desk, institution, content, error):
    answer = upload(desk, institution, content)

    assert (answer.status_code, answer.context["file"].errors["file"]) == (400, [error])
    assert not Calendar.objects.exists()


def test_a_file_that_is_too_large_is_not_read(desk, institution):
    assert upload(desk, institution, b"x" * 1_000_001).status_code == 400
    assert upload(desk, institution, b"x" * 1_200_000).status_code == 413


def test_a_part_has_its_own_calendar_or_is_exempt(desk, institution, faculty):
    make_calendar(institution)
    own = reverse("workspace:set_calendar", args=[institution.pk, 2026]) + f"?department={faculty.pk}"
    desk.see("calendars")

    answer = desk.client.post(own, LINES)

    assert answer.url == reverse("workspace:calendar", args=[institution.pk]) + f"?department={faculty.pk}"
    assert Calendar.objects.get(department=faculty).terms.count() == 2
    exempt = {"pk": institution.pk, "department": faculty.pk}
    assert desk.press("exempt_department", {"exempt": "yes"}, **exempt).status_code == 302
    assert desk.press("exempt_department", {"exempt": "yes"}, **exempt).status_code == 409
    assert desk.press("exempt_department", {"exempt": "perhaps"}, **exempt).status_code == 400
    assert Department.objects.get().exempt
    assert shown(desk.see("calendar", f"?department={faculty.pk}", pk=institution.pk))[1:] == [
        (2026, "known"),
        (2027, "expected"),
    ]


@pytest.mark.parametrize("query", ["?department=999", "?department=x&level=opera", "?level="])
def test_an_unknown_part_is_the_whole_institution(desk, institution, query):
    make_calendar(institution)

    assert shown(desk.see("calendar", query, pk=institution.pk))[1] == (2026, "known")


def test_a_part_or_calendar_of_another_institution_is_not_found(desk, institution):
    other = make_partner()
    part, calendar = Department.objects.create(partner=other, external_id="x"), make_calendar(other)

    pressed = {"exempt_department": {"department": part.pk}, "take_back_calendar": {"calendar": calendar.pk}}
    for button, of in pressed.items():
        assert desk.press(button, {"exempt": "yes"}, pk=institution.pk, **of).status_code == 404
