# SPDX-License-Identifier: EUPL-1.2
"""What comes in as CSV or a workbook: each cell as text; what cannot be used is named by row and column."""

import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisstad.agreement.exchange import table_file
from kennisstad.agreement.exchange.merging import merged
from kennisstad.agreement.exchange.record import VersionRecord
from kennisstad.agreement.exchange.table_file import read_table
from kennisstad.agreement.exchange.tables import to_csv, to_xlsx
from kennisstad.lib.files import UnusableFile
from tests.agreement.exchange.test_round_trips import PATIENT, VERSIONS
from tests.agreement.versions import version

HEAD = "commitment,value,measured_on,source\n"


def book(rows: list[list[Any]], name: str = "figures") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def problems(content: bytes) -> list[str]:
    return [str(one) for one in read_table(content).problems]


def cells(content: bytes) -> list[dict[str, str]]:
    return [row.cells for row in read_table(content).rows]


ROW = {"commitment": "build", "value": "12.5", "measured_on": "2024-01-01", "source": "CBS"}


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_is_read_with_each_delimiter_and_with_a_byte_order_mark(between: str, mark: bytes) -> None:
    text = (HEAD + "build,12.5,2024-01-01,CBS\r\n,,,\r\n").replace(",", between)

    assert cells(mark + text.encode()) == [ROW]


def test_a_workbook_is_read_with_its_days_numbers_and_empty_rows() -> None:
    day = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    content = book(
        [[], ["Commitment", "Value", "measured on", "Source"], ["build", 12.5, day, "CBS"], [None]]
    )

    (row,) = read_table(content).rows

    assert (row.table, row.where, row.cells) == ("figures", "sheet figures, row 3", ROW)


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x")', " =1", "\uff1d1"])
def test_a_formula_in_csv_is_refused_with_its_place(formula: str) -> None:
    quoted = formula.replace('"', '""')

    assert problems(f'{HEAD}build,"{quoted}",2024-01-01,CBS\n'.encode()) == [
        "row 2, column value: it holds a formula; write what it gives."
    ]


def test_a_formula_in_a_workbook_is_refused_with_its_place_and_text_that_looks_like_one_is_not() -> None:
    sums = book([["commitment", "value", "measured_on"], ["build", "=1+1", "2024-01-01"]])
    assert problems(sums) == ["sheet figures, row 2, column value: it holds a formula; write what it gives."]

    written = to_xlsx(version(texts={"nl": {"name": "=1+1", "summary": ""}}))
    assert problems(written) == []


def test_what_our_own_export_neutralised_comes_back() -> None:
    assert cells(f"{HEAD}build,1,2024-01-01,'=1+1\n".encode())[0]["source"] == "=1+1"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("één".encode("utf-16"), "The file is UTF-16 or no text; save it as “CSV UTF-8” and try again."),
        (HEAD.encode("utf-16-le"), "The file is UTF-16 or no text; save it as “CSV UTF-8” and try again."),
        (
            "é,b\n".encode("latin-1"),
            "The file is not UTF-8 (see byte 1), perhaps Windows-1252 or Latin-1; "
            "save it as “CSV UTF-8” and try again.",
        ),
        (b"", "There is no row in this file."),
        (HEAD.encode(), "There is no row in this file."),
        (b"PK\x03\x04 no workbook", "The workbook is broken; open it, save it as .xlsx and try again."),
        (
            b"a,b\n1,2\n",
            "The first line must name the columns: key and sentence_nl for commitments, "
            "or commitment, value and measured_on for figures.",
        ),
        (b'key,source\n"a,b\n', "This is not a CSV file: unexpected end of data at line 2."),
        (b"key,key\na,b\n", "The column 'key' stands in the first line twice."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(content: bytes, why: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_table(content)

    assert str(refused.value) == why


def test_an_unknown_column_is_named_with_those_that_are_known() -> None:
    with pytest.raises(UnusableFile, match="There is no column 'colour' for figures"):
        read_table(b"commitment,measured_on,colour\na,b,c\n")


def test_a_cell_under_no_name_is_refused() -> None:
    assert problems(f"{HEAD}build,1,2024-01-01,CBS,more\n".encode()) == [
        "row 2, column 5: this column has no name in the first line."
    ]


@pytest.mark.parametrize("as_file", [book, lambda rows: "\n".join(map(",".join, rows)).encode()])
def test_fifty_thousand_rows_are_too_many(as_file: Any) -> None:
    rows = [["commitment", "value", "measured_on"]] + [["a", "1", "2024-01-01"]] * 50_000

    with pytest.raises(UnusableFile, match="There are more than 20,000 rows; cut the file in two"):
        read_table(as_file(rows))


def test_a_million_empty_lines_are_not_walked_through(monkeypatch: Any) -> None:
    monkeypatch.setattr(table_file, "MOST_LINES", 100)

    with pytest.raises(UnusableFile, match="The file has more than 100 lines"):
        read_table(f"{HEAD}{chr(10) * 200}".encode())


def test_a_workbook_that_unpacks_without_end_is_not_unpacked() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"<x/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (table_file.MOST_UNPACKED + 1))

    with pytest.raises(UnusableFile, match="The workbook unpacks to more than 50 MB"):
        read_table(into.getvalue())


def test_a_workbook_whose_words_multiply_is_broken_off() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    declared = f"<!DOCTYPE worksheet [{laughs}]>".encode()
    into = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book([["key", "source"], ["a", "b"]]))) as good,
        zipfile.ZipFile(into, "w") as bad,
    ):
        for part in good.namelist():
            content = good.read(part).replace(b"<t>a</t>", b"<t>&l9;</t>")
            bad.writestr(part, declared + content if part.endswith("sheet1.xml") else content)

    with pytest.raises(UnusableFile, match="The workbook is broken"):
        read_table(into.getvalue())


def test_another_zip_file_is_no_workbook() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as other:
        other.writestr("letter.txt", b"hello")

    with pytest.raises(UnusableFile, match="The file is no workbook that we read"):
        read_table(into.getvalue())


def test_a_sheet_that_is_no_table_of_ours_is_left_out_with_a_note() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book([["commitment", "measured_on"], ["a", "2024-01-01"]])))
    made.create_sheet("Read me")["A1"] = "Hello"
    into = io.BytesIO()
    made.save(into)

    found = read_table(into.getvalue())

    assert len(found.rows) == 1
    assert found.notes[0].startswith("Sheet Read me was left out: it has no columns such as key and")


def put_into(told: VersionRecord, content: bytes) -> list[tuple[str, str]]:
    return [(one.does, one.why) for one in merged(told, read_table(content).rows, {"one", "two"}).verdicts]


def test_the_tables_of_a_version_change_nothing_in_it() -> None:
    told = version()

    assert put_into(told, to_xlsx(told)) == [("same", "")] * 3
    assert put_into(told, to_csv(told, "commitments").encode()) == [("same", "")] * 2
    assert put_into(told, to_csv(told, "figures").encode()) == [("same", "")]


def test_the_tables_of_a_version_fill_an_empty_one() -> None:
    told = version()
    bare = version(commitments=())

    rows = read_table(to_xlsx(told)).rows

    assert merged(bare, rows, {"one", "two"}).version == told


@PATIENT
@given(VERSIONS)
def test_no_cell_of_an_export_is_a_formula(told: VersionRecord) -> None:
    for table in ("commitments", "figures"):
        found = to_csv(told, table).encode()
        assert not any("formula" in one for one in problems(found)) if found.count(b"\n") > 1 else True
    book_of = openpyxl.load_workbook(io.BytesIO(to_xlsx(told)))
    assert {cell.data_type for sheet in book_of for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
    }


def test_a_column_that_is_not_there_leaves_what_stood_and_an_empty_cell_takes_it_away() -> None:
    told = version()

    found = merged(told, read_table(b"key,target,due_on\nbuild,30,\n").rows, {"one", "two"})

    changed = found.version.commitments[0]
    assert (changed.target, changed.due_on) == (Decimal(30), None)
    assert changed.owners == told.commitments[0].owners
    assert [one.does for one in found.verdicts] == ["changed"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("build,x,2024-05-01,CBS", "the column value: 'x' is no number to keep; "
         "write it as 1234.5, with 4 decimals at most."),
        ("build,,2024-05-01,CBS", "the figure has no value."),
        ("build,1,,CBS", "the figure has no date: fill in measured_on."),
        ("build,1,5/1/2024,CBS", "the column measured_on: '5/1/2024' is no day; write it as 2027-04-15."),
        ("build,1,2024-05-01,", "it has no source."),
        ("gone,1,2024-05-01,CBS", "there is no commitment 'gone' in this agreement."),
        ("build,1,2024-01-01,CBS", "this source has another figure of that day; withdraw that one first."),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_used_is_refused(line: str, why: str) -> None:
    defined = version().commitments[0].texts | {"nl": {"sentence": "Z", "indicator": "", "definition": "D"}}
    told = version(commitments=(version().commitments[0].__class__(
        "build", defined, article="1", unit="homes", figures=version().commitments[0].figures),))  # fmt: skip

    assert put_into(told, f"{HEAD}{line}\n".encode()) == [("refused", why)]


@pytest.mark.parametrize(
    ("head", "line", "why"),
    [
        ("key,sentence_nl,source", "new,Wij,", "it stands in no article; say its source."),
        ("key,source", "new,S", "it says nothing, in no language."),
        ("key,article", "build,7", "there is no article '7' in this agreement."),
        ("key,theme", "build,x", "there is no theme 'x' in this agreement."),
        ("key,owners", "build,nobody", "there is no organisation 'nobody' here; add it first."),
        ("key,owners", "build,one 2", "a share must be above 0 and at most 1."),
        ("key,falls", "build,maybe", "the column falls says 'maybe'; write yes or no."),
        ("key,budget", "build,100", "a budget needs budget_starts_on and budget_ends_on."),
        (
            "key,fresh_for_months",
            "build,1.5",
            "the column fresh_for_months says '1.5'; write a whole number.",
        ),
    ],
)
def test_a_commitment_that_cannot_be_used_is_refused(head: str, line: str, why: str) -> None:
    assert put_into(version(), f"{head}\n{line}\n".encode()) == [("refused", why)]


def test_days_and_truths_are_read_as_a_dutch_spreadsheet_writes_them() -> None:
    rows = read_table(b"key;due_on;falls\nbuild;15-4-2027;Ja\n").rows

    changed = merged(version(), rows, {"one", "two"}).version.commitments[0]

    assert (changed.due_on, changed.falls) == (date(2027, 4, 15), True)


def test_a_commitment_that_stands_in_the_file_twice_is_refused() -> None:
    told = put_into(version(), b"key,target\nbuild,1\nbuild,2\n")

    assert told == [("changed", ""), ("refused", "the commitment 'build' stands in the file twice.")]


def test_a_signed_version_takes_promises_made_elsewhere_and_changes_no_other() -> None:
    signed = version(status="signed")

    told = put_into(signed, b"key,sentence_nl,source,article\nnew,Wij,S,\nmore,Wij,S,1\nbuild,Anders,S,1\n")

    never = "the text of a version that is signed never changes."
    assert told == [("new", ""), ("refused", never), ("refused", never)]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_ends_in_a_traceback(content: bytes) -> None:
    with suppress(UnusableFile):
        assert read_table(content).rows or read_table(content).problems


def test_a_row_with_a_figure_in_another_unit_is_refused() -> None:
    row = b"commitment,value,unit,measured_on,source,definition_nl\nbuild,5,trees,2025-01-01,CBS,Geteld\n"
    verdicts = merged(version(), read_table(row).rows, {"one", "two"}).verdicts

    assert [(one.does, one.why) for one in verdicts] == [
        ("refused", "the commitment is counted in 'homes'; give the figure in that unit.")
    ]


def test_a_number_too_large_for_any_table_is_told_with_its_row() -> None:
    content = book([["commitment", "value", "measured_on"], ["build", 1e300, "2025-01-01"]])
    (verdict,) = merged(version(), read_table(content).rows, {"one", "two"}).verdicts

    assert (verdict.where, verdict.does) == ("sheet figures, row 2", "refused")
    assert "is no number to keep" in verdict.why
