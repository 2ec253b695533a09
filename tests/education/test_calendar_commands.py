# SPDX-License-Identifier: EUPL-1.2
"""Calendars at the command line: take a file over, and show what holds."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.education.models import Calendar, Department
from tests.education.making import make_partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("partner")]
KEY = "universiteit-leiden"
CSV = "kind,name_nl,starts,ends\nblock,Blok 1,2026-09-07,2026-10-23\nholiday,Kerst,2026-12-21,2027-01-03\n"


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "2026.csv"
    path.write_text(CSV)
    return path


def run(command, *arguments, **options):
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, **options)
    return out.getvalue().splitlines()


def refused(command, *arguments):
    with pytest.raises(CommandError) as error:
        run(command, *arguments)
    return str(error.value)


def test_a_file_is_taken_over_once(file):
    assert run("import_calendar", file, "--partner", KEY) == ["1 new, 0 changed, 0 as before."]
    assert run("import_calendar", file, "--partner", KEY) == ["0 new, 0 changed, 1 as before."]
    file.write_text(CSV.replace("10-23", "10-30"))
    assert run("import_calendar", file, "--partner", KEY) == ["0 new, 1 changed, 0 as before."]

    assert list(Calendar.objects.order_by("version").values_list("version", "source", "origin")) == [
        (1, "2026.csv", "file"),
        (2, "2026.csv", "file"),
    ]


def test_a_dry_run_changes_nothing(file):
    said = run("import_calendar", file, "--partner", KEY, "--dry-run")

    assert said == ["1 new, 0 changed, 0 as before.", "Dry run: nothing was changed."]
    assert not Calendar.objects.exists()


def test_of_a_file_with_one_bad_line_nothing_is_taken_over(file):
    file.write_text(f"{CSV}block,Blok 2,2027-02-30,2027-03-26\nblock,Blok 3,2027-04-05,2027-03-05\n")

    assert refused("import_calendar", file, "--partner", KEY) == (
        "Nothing was changed.\nLine 4: “2027-02-30” is no day that exists. Write it as 2027-04-15."
    )
    assert not Calendar.objects.exists()


def test_a_part_of_an_institution_is_named_by_id_or_name(partner, file):
    faculty = Department.objects.create(partner=partner, external_id="fgw")
    faculty.texts.create(language="en", name="Humanities")

    run("import_calendar", file, "--partner", KEY, "--department", "humanities", "--level", "master")
    run("import_calendar", file, "--partner", KEY, "--department", "fgw")

    assert list(Calendar.objects.order_by("pk").values_list("department", "level")) == [
        (faculty.pk, "master"),
        (faculty.pk, ""),
    ]
    assert refused("import_calendar", file, "--partner", KEY, "--department", "law") == (
        "universiteit-leiden has no department 'law'. Known are: Humanities."
    )


def test_unknown_partners_years_and_files_are_told(file, tmp_path):
    assert refused("import_calendar", file, "--partner", "delft") == (
        "There is no partner 'delft'. Known are: universiteit-leiden."
    )
    assert refused("import_calendar", file, "--partner", KEY, "--year", "2031") == (
        "Nothing was changed.\n"
        "Line 2: This does not begin in the school year 2031-2032 (August to July).\n"
        "Line 3: This does not begin in the school year 2031-2032 (August to July)."
    )
    assert "cannot be read" in refused("import_calendar", tmp_path / "none.csv", "--partner", KEY)


def test_what_holds_is_shown_and_what_is_expected_says_so(file):
    run("import_calendar", file, "--partner", KEY)

    assert run("calendar_show", KEY, "--year", "2026") == [
        "2026-2027: version 1 (file, 2026.csv)",
        "  2026-09-07 to 2026-10-23  block     Blok 1",
        "  2026-12-21 to 2027-01-03  holiday   Kerst",
    ]
    assert run("calendar_show", KEY, "--year", "2027") == [
        "2027-2028: expected, foretold from the year before (file, 2026.csv)",
        "  2027-09-13 to 2027-10-29  block     Blok 1",
        "  2027-12-27 to 2028-01-09  holiday   Kerst",
    ]


def test_what_holds_is_given_as_json(file):
    run("import_calendar", file, "--partner", KEY, "--source", "https://example.org/gids")

    [year] = json.loads("\n".join(run("calendar_show", KEY, "--year", "2026", "--json")))

    assert year | {"terms": year["terms"][:1]} == {
        "year": 2026,
        "expected": False,
        "origin": "file",
        "source": "https://example.org/gids",
        "version": 1,
        "terms": [
            {
                "kind": "block",
                "name": {"nl": "Blok 1"},
                "starts": "2026-09-07",
                "ends": "2026-10-23",
                "same_date": False,
                "expected": False,
            }
        ],
    }


def test_of_what_nobody_knows_that_is_said():
    assert refused("calendar_show", KEY) == "Of this school year nothing is known, nor of the one before."
    assert refused("calendar_show", KEY, "--year", "1") == "1 is no school year between 2000 and 2099."


def test_a_calendar_is_taken_back_and_the_one_before_holds_again(file):
    run("import_calendar", file, "--partner", KEY)
    file.write_text(CSV.replace("10-23", "10-30"))
    run("import_calendar", file, "--partner", KEY)

    assert run("calendar_take__back", KEY, "--year", 2026) == [
        "Version 2 of 2026-2027 is taken back. `kennisstad calendar show` says what holds."
    ]

    assert "2026-10-23" in run("calendar_show", KEY, "--year", 2026)[1]
    assert list(
        Event.objects.filter(kind="calendar.taken-back").order_by("pk").values_list("actor", flat=True)
    ) == [None]
    run("calendar_take__back", KEY, "--year", 2026)
    nothing = "No calendar of this part and this year was set that could be taken back."
    assert refused("calendar_take__back", KEY, "--year", 2026) == nothing
    assert refused("calendar_take__back", KEY, "--year", 2026, "--level", "master") == nothing
    assert refused("calendar_take__back", KEY, "--year", 10**20) == nothing


def test_a_part_does_without_the_calendar_and_follows_it_again(partner):
    part = Department.objects.create(partner=partner, external_id="FSW")

    assert run("calendar_exempt", KEY, "--department", "FSW") == [
        "FSW does not follow the calendar of its institution from now on."
    ]
    part.refresh_from_db()
    assert part.exempt
    assert refused("calendar_exempt", KEY, "--department", "FSW") == (
        "This part does not follow the calendar of its institution already."
    )
    run("calendar_exempt", KEY, "--department", "FSW", "--lift")
    part.refresh_from_db()
    assert not part.exempt
    assert refused("calendar_exempt", KEY, "--department", "Niets").startswith(
        "universiteit-leiden has no dep"
    )
    assert refused("calendar_exempt", KEY, "--department", "").startswith("Say which part of the institution")
