# SPDX-License-Identifier: EUPL-1.2
"""Read tables of commitments and figures from CSV or a workbook: every cell as text, formulas refused."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from typing import Any

from kennisstad.agreement.exchange.plain import number
from kennisstad.agreement.exchange.tables import NO, SHEETS, YES
from kennisstad.lib.files import Problem, UnusableFile, shown

MOST_ROWS = 20_000
MOST_LINES = 200_000
"""Of a sheet, with its empty rows: some programs save a million of them."""
MOST_COLUMNS = 100
MOST_NUMBER = 10**15
MOST_UNPACKED = 50_000_000
MOST_PARTS = 1_000
BROKEN = "The workbook is broken; open it, save it as .xlsx and try again."
_NEUTRALISED = re.compile(r'(^|[;\t\r\n])\'(?="*[=+\-@\uff1d\uff0b\uff0d\uff20])')
"""What our own exports put before a cell that a spreadsheet would run."""
_FORMULA = re.compile(r"[\s\ufeff]*[=\uff1d]")


@dataclass(frozen=True)
class TableRow:
    """One row, by column; a column that the table does not have is not in it."""

    table: str
    where: str
    cells: dict[str, str]


@dataclass
class TableFile:
    """The rows that can be read, and what is wrong with the others."""

    rows: list[TableRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Formula(ValueError):
    """A cell is computed, or holds the error of such a computation."""


def read_table(content: bytes) -> TableFile:
    """Read CSV or a workbook (XLSX), whichever it is.

    Raises:
        UnusableFile: it is neither, in another encoding, too large, or has columns that we do not know.
    """
    found = TableFile()
    if content.startswith(b"PK\x03\x04"):
        _read_workbook(content, found)
    else:
        _take("", _csv_lines(_decoded(content)), found)
    if not found.rows and not found.problems:
        raise UnusableFile("There is no row in this file.")
    return found


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:1_000]:
        raise UnusableFile("The file is UTF-16 or no text; save it as “CSV UTF-8” and try again.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(
            f"The file is not UTF-8 (see byte {error.start + 1}), perhaps Windows-1252 or Latin-1; "
            "save it as “CSV UTF-8” and try again."
        ) from error


def _csv_lines(text: str) -> Iterator[tuple[int, Sequence[Any]]]:
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, [_Cell(cell) for cell in row]
    except csv.Error as error:
        raise UnusableFile(f"This is not a CSV file: {error} at line {reader.line_num}.") from error


@dataclass(frozen=True)
class _Cell:
    """A cell of a CSV file, as openpyxl has one of a workbook."""

    value: str
    data_type: str = "n"


def _read_workbook(content: bytes, found: TableFile) -> None:
    _look_at_size(content)
    openpyxl = import_module("openpyxl")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            _take(sheet.title, enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1), found)
    except UnusableFile:
        raise
    except Exception as error:
        # A broken workbook makes openpyxl raise nearly anything.
        raise UnusableFile(BROKEN) from error


def _look_at_size(content: bytes) -> None:
    """Look what the workbook would be unpacked, before anything of it is."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnusableFile(BROKEN) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnusableFile(f"The workbook unpacks to more than {MOST_UNPACKED // 1_000_000} MB.")
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UnusableFile("The file is no workbook that we read; save it as .xlsx or as “CSV UTF-8”.")


def _take(sheet: str, lines: Iterable[tuple[int, Sequence[Any]]], found: TableFile) -> None:
    """Take the rows of one sheet over; the first one that is not empty names the columns."""
    table, columns, before = "", [""], f"sheet {shown(sheet)}, " if sheet else ""
    for line, cells in lines:
        if line > MOST_LINES:
            raise UnusableFile(
                f"The file has more than {MOST_LINES:,} lines; save it without the empty ones."
            )
        if not any(cell.value not in (None, "") for cell in cells):
            continue
        if not table:
            columns = [str(cell.value or "").strip().lower().replace(" ", "_") for cell in cells]
            table = _table_of(sheet, columns, found)
            if not table:
                return
            continue
        if len(found.rows) + len(found.problems) >= MOST_ROWS:
            raise UnusableFile(f"There are more than {MOST_ROWS:,} rows; cut the file in two.")
        _take_row(table, f"{before}row {line}", columns, cells, found)


def _table_of(sheet: str, columns: list[str], found: TableFile) -> str:
    """Say which table has these columns; nothing for a sheet that is no table of ours."""
    table = next(
        (name for name, first in (("figures", "measured_on"), ("commitments", "key")) if first in columns), ""
    )
    if not table:
        wanted = "key and sentence_nl for commitments, or commitment, value and measured_on for figures"
        if not sheet:
            raise UnusableFile(f"The first line must name the columns: {wanted}.")
        found.notes.append(f"Sheet {shown(sheet)} was left out: it has no columns such as {wanted}.")
        return ""
    if unknown := [name for name in columns if name and name not in SHEETS[table]]:
        known = ", ".join(SHEETS[table])
        raise UnusableFile(f"There is no column {shown(unknown[0])!r} for {table}. Known are {known}.")
    if twice := [name for name in columns if name and columns.count(name) > 1]:
        raise UnusableFile(f"The column {twice[0]!r} stands in the first line twice.")
    return table


def _take_row(table: str, where: str, columns: list[str], cells: Sequence[Any], found: TableFile) -> None:
    said = dict.fromkeys(filter(None, columns), "")
    wrong = []
    for place, cell in enumerate(cells):
        name = columns[place] if place < len(columns) else ""
        try:
            text = _text(cell)
        except _Formula:
            wrong.append(
                Problem(f"{where}, column {name or place + 1}", "it holds a formula; write what it gives.")
            )
            continue
        if name:
            said[name] = text
        elif text:
            wrong.append(
                Problem(f"{where}, column {place + 1}", "this column has no name in the first line.")
            )
    found.problems += wrong
    if not wrong:
        found.rows.append(TableRow(table, where, said))


def _text(cell: Any) -> str:
    value = cell.value
    if cell.data_type in ("f", "e") or (isinstance(cell, _Cell) and _FORMULA.match(value)):
        raise _Formula
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat()
    if isinstance(value, int | float):
        exact = Decimal(repr(value))
        # What is too large to be kept is refused later, with its row.
        return number(round(exact, 4)) if exact.copy_abs() < MOST_NUMBER else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return _NEUTRALISED.sub(r"\1", str(value).strip()) if isinstance(cell, _Cell) else str(value).strip()
