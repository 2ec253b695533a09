# SPDX-License-Identifier: EUPL-1.2
"""Agreements in and out by the command line: the same comes back, and each refusal is one sentence."""

import io
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from kennisstad.agreement.actions.importing import take_over
from kennisstad.agreement.exchange.record import BudgetRecord, PartyRecord, VersionRecord
from kennisstad.agreement.models import Agreement, Commitment, Figure
from kennisstad.agreement.whole import version_record
from tests.agreement.versions import END, START, commitment, figure, version
from tests.making import MONDAY, make_partner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def partners() -> None:
    for key in ("one", "two"):
        make_partner(key, name=key.capitalize())


def said(*words: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out, **options)
    return out.getvalue()


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as no:
        said(*words)
    return str(no.value)


def stand(told: VersionRecord) -> VersionRecord:
    take_over(told, by_id=None, at=MONDAY)
    return whole()


def whole() -> VersionRecord:
    return version_record(Agreement.objects.get(key="city-2023"), with_hidden=True)


def emptied() -> None:
    """Take all away, as on a site that has no agreement yet."""
    Figure.objects.all().delete()
    Commitment.objects.all().delete()
    for agreement in Agreement.objects.all():
        agreement.themes.all().delete()
        agreement.delete()


@pytest.mark.parametrize("form", ["jsonld", "md"])
@pytest.mark.parametrize("status", ["draft", "signed"])
def test_a_version_goes_out_and_comes_in_again(form: str, status: str, tmp_path: Path) -> None:
    file = tmp_path / f"city.{form}"
    before = stand(version(status=status))

    assert said("agreement_export", "city-2023", "--format", form, "-o", str(file)) == ""
    assert said("agreement_import", str(file)) == "0 new, 0 changed, 11 as before.\n"
    emptied()
    assert said("agreement_import", str(file)) == "11 new, 0 changed, 0 as before.\n"

    assert whole() == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_go_out_and_come_in_again(form: str, tmp_path: Path) -> None:
    file, figures = tmp_path / f"city.{form}", tmp_path / "figures.csv"
    before = stand(version())
    said("agreement_export", "city-2023", "--format", form, "-o", str(file))
    said("agreement_export", "city-2023", "--format", "figures.csv", "-o", str(figures))
    emptied()
    stand(version(commitments=()))

    said("agreement_import", str(file), "--agreement", "city-2023")
    said("agreement_import", str(figures))

    assert whole() == before


def test_an_export_goes_to_the_screen_without_a_file(monkeypatch: Any) -> None:
    stand(version())
    screen = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", screen)

    call_command("agreement_export", "city-2023", "--format", "md")

    assert screen.buffer.getvalue().decode().startswith("# Agreement city-2023\n\n")  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["jsonld", "md", "csv", "xlsx"])
def test_a_budget_that_is_not_public_leaves_only_when_asked(form: str, tmp_path: Path) -> None:
    hidden = BudgetRecord(Decimal("98765.5"), START, END, is_public=False)
    stand(version(commitments=(commitment(budget=hidden),)))
    open_file, full_file = tmp_path / f"open.{form}", tmp_path / f"full.{form}"

    said("agreement_export", "city-2023", "--format", form, "-o", str(open_file))
    said("agreement_export", "city-2023", "--format", form, "-o", str(full_file), "--with-hidden")

    assert ["98765.5" in _read(file) for file in (open_file, full_file)] == [False, True]


def _read(file: Path) -> str:
    if file.suffix != ".xlsx":
        return file.read_text("utf-8")
    sheets = openpyxl.load_workbook(file).worksheets
    return " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("form", ["jsonld", "md", "csv", "xlsx"])
@pytest.mark.parametrize("status", ["draft", "signed"])
def test_an_export_without_hidden_budgets_takes_none_away(form: str, status: str, tmp_path: Path) -> None:
    hidden = BudgetRecord(Decimal(5), START, END, is_public=False)
    before = stand(version(status=status, commitments=(commitment(budget=hidden),)))
    file = tmp_path / f"city.{form}"
    said("agreement_export", "city-2023", "--format", form, "-o", str(file))

    of = ["--agreement", "city-2023"] if form in ("csv", "xlsx") else []
    assert said("agreement_import", str(file), *of).startswith("0 new, 0 changed, ")

    assert whole() == before


def test_what_runs_in_a_spreadsheet_leaves_inert(tmp_path: Path) -> None:
    texts = {"nl": {"sentence": '=HYPERLINK("http://x")', "indicator": "", "definition": ""}}
    stand(version(commitments=(commitment(texts=texts),)))
    text, book = tmp_path / "city.csv", tmp_path / "city.xlsx"

    said("agreement_export", "city-2023", "--format", "csv", "-o", str(text))
    said("agreement_export", "city-2023", "--format", "xlsx", "-o", str(book))

    assert "\"'=HYPERLINK(" in text.read_text("utf-8")
    cell = openpyxl.load_workbook(book)["commitments"]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (texts["nl"]["sentence"], "s", None)


def test_a_dry_run_tells_each_part_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "city.md"
    stand(version())
    said("agreement_export", "city-2023", "--format", "md", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("- ends on: 2027-12-31", "- ends on: 2028-12-31"))

    told = said("agreement_import", str(file), "--dry-run")

    assert told == "changed: agreement\n0 new, 1 changed, 10 as before.\nDry run: nothing was changed.\n"
    assert whole().ends_on == END


FIGURES = """commitment,value,unit,measured_on,source,definition_nl
build,12,homes,2025-01-01,CBS,Geteld
build,10,homes,2024-01-01,CBS,Anders
gone,1,homes,2025-01-01,CBS,Geteld
build,11,homes,,CBS,Geteld
"""


def test_a_dry_run_of_a_table_tells_each_row(tmp_path: Path) -> None:
    stand(version(status="signed"))
    (tmp_path / "f.csv").write_text(FIGURES)

    told = said("agreement_import", str(tmp_path / "f.csv"), "--dry-run", "--skip-wrong")

    assert told.splitlines() == [
        "row 4: refused gone there is no commitment 'gone' here.",
        "row 2: new build",
        "row 3: refused build this source has another figure of that day; withdraw that one first.",
        "row 5: refused build the figure has no date: fill in measured_on.",
        "1 new, 0 changed, 0 as before, 3 left out.",
        "Dry run: nothing was changed.",
    ]
    assert Figure.objects.count() == 1


def test_one_wrong_row_stops_a_table_unless_it_may_be_left_out(tmp_path: Path) -> None:
    stand(version(status="signed"))
    (tmp_path / "f.csv").write_text(FIGURES)

    assert refused("agreement_import", str(tmp_path / "f.csv")) == "3 faults; nothing was taken over."
    assert Figure.objects.count() == 1
    said("agreement_import", str(tmp_path / "f.csv"), "--skip-wrong")
    assert [*Figure.objects.order_by("pk").values_list("value", "measured_on")] == [
        (10, date(2024, 1, 1)),
        (12, date(2025, 1, 1)),
    ]


def test_commitments_need_to_be_told_of_which_agreement(tmp_path: Path) -> None:
    stand(version())
    (tmp_path / "c.csv").write_text("key,sentence_nl,source\nnew,Wij doen het,Symposium\n")

    assert refused("agreement_import", str(tmp_path / "c.csv")) == (
        "Say of which agreement these commitments are, with --agreement KEY."
    )
    said("agreement_import", str(tmp_path / "c.csv"), "--agreement", "city-2023")
    assert Commitment.objects.get(key="new").source == "Symposium"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"x", "must end in .jsonld, .json, .md, .csv or .xlsx."),
        ("a.jsonld", b"{", "The file is not JSON that can be read."),
        ("a.jsonld", b"[" * 100_000, "The file is not JSON that can be read."),
        ("a.json", b"[]", 'The file is no agreement as JSON-LD: "@type" must be "Agreement".'),
        ("a.json", b'{"@type": "Agreement", "key": "x"}', "The agreement does not say its kind."),
        ("a.json", b'{"@type": "Agreement", "colour": "x"}', "The agreement has an unknown name: 'colour'."),
        ("a.json", b'{"@type": "Agreement", "name": "x"}', "The words of name must stand per language"),
        ("a.md", b"Hello", "Line 1 is none that an agreement has: 'Hello'."),
        ("a.md", b"# Contract", 'it must have one heading "# Agreement KEY".'),
        ("a.md", b"# Agreement a\n\n> words", "Line 3: say first in which language, as (nl) or (en)."),
        ("a.md", b"# Agreement a\n## Odd", "Line 2: 'Odd' is unknown here, or there twice."),
        ("a.md", b"# Agreement a\n- kind: first\n- kind: first", "Under line 1 the kind is said twice."),
        ("a.md", b"# Agreement a\n- quorum: x", "Under line 1: 'x' is no whole number."),
        ("a.md", b"# Agreement a\n- in order: x", "Under line 1: 'x' is neither yes nor no."),
        ("a.md", b"# Agreement a\n## Parties\n- of lumc", "Under line 2: 'of lumc' is no line of parties."),
        ("a.md", b"# Agreement a\n## Themes\n### Article 1", "Line 3: 'Article 1' is no heading of themes."),
        ("a.md", b"# Agreement a\n(nl)\n(nl)", "Line 3 says a second time what stands there in nl."),
        ("a.md", "é".encode("latin-1"), "is not UTF-8 text; save it as UTF-8 and try again."),
        ("a.csv", b"a,b\n1,2\n", "The first line must name the columns: key and sentence_nl"),
    ],
)  # fmt: skip
def test_a_file_of_no_use_is_refused_in_one_sentence(
    name: str, content: bytes, why: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    told = refused("agreement_import", str(tmp_path / name))

    assert why in told
    assert "\n" not in told
    assert not Agreement.objects.exists()


def test_faults_are_named_one_by_one(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "city.md"
    stand(version())
    said("agreement_export", "city-2023", "--format", "md", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("- theme: campus", "- theme: gone"))
    errors = io.StringIO()

    with pytest.raises(CommandError, match=r"^1 fault; nothing was taken over\.$"):
        call_command("agreement_import", str(file), stderr=errors)

    assert errors.getvalue() == "  commitment build: there is no theme 'gone' in this agreement.\n"


def test_a_whole_agreement_takes_no_options_of_tables(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")

    assert refused("agreement_import", str(tmp_path / "a.md"), "--skip-wrong") == (
        "--agreement and --skip-wrong are for tables; this file is a whole agreement."
    )


@pytest.mark.parametrize("words", [["agreement_export", "gone"], ["agreement_show", "gone"]])
def test_an_unknown_agreement_is_named_with_those_that_are_known(words: list[str]) -> None:
    stand(version())

    assert refused(*words) == "There is no agreement gone. Known are: city-2023."


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    stand(version())

    told = refused("agreement_export", "city-2023", "-o", str(tmp_path / "no" / "where"))

    assert told.endswith("cannot be written: No such file or directory.")


def test_all_agreements_are_listed_with_their_period() -> None:
    assert said("agreement_list") == "There is no agreement yet.\n"
    stand(version(status="signed"))

    assert said("agreement_list") == (
        "city-2023: Agreement en; 2023-01-01 to 2027-12-31; first, signed, 2 commitments\n"
    )


def test_an_agreement_is_shown_as_it_stood_on_a_day() -> None:
    stand(
        version(
            status="signed", parties=(*version().parties[:1], PartyRecord("two", START, date(2025, 1, 1)))
        )
    )

    assert said("agreement_show", "--on", "2025-01-02").splitlines() == [
        "city-2023: Agreement en",
        "first, signed; 2023-01-01 to 2027-12-31",
        "party one, from 2023-01-01: One",
        "theme campus: Campus en",
        "theme lab: Lab en",
        "article 1: First en",
        "article 1.2: Second en",
        "commitment build, due on 2027-12-31: We build en",
        "  10 homes on 2024-01-01 (CBS)",
        "commitment elsewhere: We build en",
    ]
    assert "party two, from 2023-01-01 to 2025-01-01: Two" in said("agreement_show", "--on", "2025-01-01")
    assert refused("agreement_show", "--on", "2031-01-01") == "No agreement stood on 2031-01-01."
    assert refused("agreement_show") == "Say which agreement, by its key or with --on DAY."


@pytest.fixture
def export(client: Any) -> Callable[[str], Any]:
    return lambda name: client.get(f"/overeenkomst/versies/{name}")


def test_a_signed_version_can_be_taken_away_in_each_form(export: Callable[[str], Any]) -> None:
    hidden = BudgetRecord(Decimal("98765.5"), START, END, is_public=False)
    stand(version(status="signed", commitments=(commitment(budget=hidden, figures=(figure(),)),)))
    types = {
        "jsonld": "application/ld+json",
        "md": "text/markdown; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "figures.csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }

    for ending, media_type in types.items():
        page = export(f"city-2023/export.{ending}")
        assert (page.status_code, page["Content-Type"]) == (200, media_type)
        assert page["Content-Disposition"] == f'attachment; filename="city-2023.{ending}"'
        assert b"98765.5" not in page.content
        assert page.content == export(f"city-2023/export.{ending}").content


def test_drafts_and_unknown_forms_are_not_to_be_had(export: Callable[[str], Any]) -> None:
    stand(version())

    assert export("city-2023/export.md").status_code == 404
    Agreement.objects.update(status="signed")
    assert export("city-2023/export.pdf").status_code == 404
    assert export("city-2024/export.md").status_code == 404
