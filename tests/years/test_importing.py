# SPDX-License-Identifier: EUPL-1.2
"""Taking over a year and its days from a file, and the commands of themed years."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kennisstad.audit.models import Event
from kennisstad.lib.files import UnusableFile
from kennisstad.years import year_file
from kennisstad.years.importing import import_year
from kennisstad.years.models import Adoption, Day, Year
from tests.making import MONDAY, make_district
from tests.years.making import ask_for, make_day, make_year

FILE = """
slug: wijk
starts_on: 2090-01-01
ends_on: 2090-12-31
nl: {name: Jaar van de wijk, summary: Elke dag iets}
days:
  - {day: 2090-04-15, area: WK1, nl: {subject: Water}, en: {subject: Water}}
  - {day: 2090-04-16, owner: De Molen, nl: {subject: Licht, about: Over licht}}
"""
CSV = "date,area,owner,subject_nl,about_nl,subject_en,about_en\n2090-05-01,WK1,,Bomen,,Trees,\n"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground():
    return make_district(code="WK1")


def take(text):
    return import_year(year_file.read(text), by_id=None, at=MONDAY)


def test_a_year_is_taken_over_once_and_the_journal_tells(ground):
    first, second = take(FILE), take(FILE)

    assert (first.new, first.problems) == (["wijk", "2090-04-15", "2090-04-16"], [])
    assert second.same == first.new
    assert list(Day.objects.order_by("on").values_list("area", "status", "owner")) == [
        (ground.pk, "free", ""),
        (None, "adopted", "De Molen"),
    ]
    assert [*Event.objects.order_by("pk").values_list("kind", flat=True)] == [
        "year.made",
        "day.made",
        "day.made",
    ]


def test_what_somebody_asked_for_here_is_left_alone():
    take(FILE)
    ask_for(Day.objects.get(on="2090-04-15"))

    (problem,) = take(FILE.replace("area: WK1,", "area: WK1, owner: Een ander,")).problems

    assert "somebody asked for it here" in str(problem)
    assert Day.objects.get(on="2090-04-15").status == "asked"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("day: 2090-04-15", "day: 2091-04-15"),
        ("day: 2090-04-15", "day: 2090-04-16"),
        ("day: 2090-04-15", "day: ooit"),
        ("area: WK1", "area: WK9"),
        ("nl: {subject: Water}, en: {subject: Water}", "nl: {about: Water}"),
        ("nl: {subject: Water}, en: {subject: Water}", f"nl: {{subject: {'x' * 200}}}"),
        ("area: WK1", "more: 1"),
    ],
)
def test_a_day_that_does_not_fit_is_left_out_with_its_reason(old, new):
    report = take(FILE.replace(old, new, 1))

    assert len(report.problems) == 1
    assert Day.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slug: wijk", "slug: een wijk"),
        ("ends_on: 2090-12-31", "ends_on: 2089-12-31"),
        ("ends_on: 2090-12-31", "ends_on: 9999-12-31"),
        ("name: Jaar van de wijk, ", ""),
        ("days:", "days: 3\nmore:"),
        ("slug: wijk", "slug: [wijk"),
    ],
)
def test_a_year_that_does_not_fit_changes_nothing(old, new):
    with pytest.raises(UnusableFile):
        take(FILE.replace(old, new, 1))

    assert Year.objects.count() == 0


def test_a_year_that_ends_too_late_is_told_by_its_field():
    with pytest.raises(UnusableFile, match=r"^The year wijk: ends_on: 9999-12-31 is after 2100-12-31\.$"):
        take(FILE.replace("ends_on: 2090-12-31", "ends_on: 9999-12-31"))


def test_days_come_from_csv_too(tmp_path, ground):
    take(FILE)
    file = tmp_path / "days.csv"
    file.write_text(CSV)

    call_command("import_year", file, "--year", "wijk", stdout=StringIO())

    day = Day.objects.get(on="2090-05-01")
    assert (day.area, day.text_in("en").subject) == (ground, "Trees")
    with pytest.raises(CommandError):
        call_command("import_year", file)
    for wrong in ("a,b\n1,2\n", CSV + "2090-05-02\n", CSV.replace("2090-05-01", "ooit")):
        file.write_text(wrong)
        assert wrong[:3] == "a,b" or year_file.read_csv(wrong, slug="wijk").problems


def test_a_dry_run_changes_nothing(tmp_path):
    file = tmp_path / "year.yaml"
    file.write_text(FILE)

    call_command("import_year", file, "--dry-run", stdout=StringIO())

    assert (Year.objects.count(), Day.objects.count()) == (0, 0)


def test_a_day_is_shown_asked_for_and_agreed_to_at_the_command_line():
    take(FILE)
    said = StringIO()

    words = ("--owner", "De Bron", "--plan", "Wij zingen.")
    call_command("year_adopt", "wijk", "2090-04-15", *words, stdout=said)
    call_command("year_agree", "wijk", "2090-04-15", stdout=said)
    call_command("year_show", "wijk", stdout=said)
    told = StringIO()
    call_command("year_show", "wijk", "--json", stdout=told)

    assert Adoption.objects.get().status == "agreed"
    assert "2090-04-15 is adopted by De Bron." in said.getvalue()
    assert said.getvalue().splitlines()[-1] == "2 days, 2 adopted, 0 free"
    assert [row["owner"] for row in json.loads(told.getvalue())["rows"]] == ["De Bron", "De Molen"]


def test_a_no_at_the_command_line_tells_why_and_what_cannot_be_is_one_sentence():
    year = make_year("ander")
    day = make_day(year, Day(on="2090-04-15").on)
    ask_for(Day.objects.get(pk=day.pk))

    call_command("year_agree", "ander", "2090-04-15", "--no", "Te vol.", stdout=StringIO())

    assert Adoption.objects.get().reason == "Te vol."
    for wrong in (
        ("nergens", "2090-04-15"),
        ("ander", "ooit"),
        ("ander", "2090-04-16"),
        ("ander", "2090-04-15"),
    ):
        with pytest.raises(CommandError):
            call_command("year_agree", *wrong)
    with pytest.raises(CommandError):
        call_command("year_adopt", "ander", "2090-04-15", "--owner", "\x00", "--plan", "x")
