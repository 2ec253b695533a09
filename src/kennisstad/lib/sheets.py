# SPDX-License-Identifier: EUPL-1.2
"""Tables that leave the site, as a workbook or as CSV: no cell is a formula; same rows, same bytes."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from io import BytesIO, StringIO

from kennisstad.lib.formulas import BEGINS_A_FORMULA

Cell = str | int | float | Decimal | date | bool | None
Row = Sequence[Cell]
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every workbook as the moment it was made: the clock would make each one another file."""


def workbook(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """Write an XLSX file with a sheet per table, its first row as heads.

    Args:
        sheets: rows by the sheet's name, of at most 31 characters and without []:*?/\\.
    """
    into = BytesIO()
    # Loaded when it is needed: few requests write a workbook.
    xlsxwriter = import_module("xlsxwriter")
    inert = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(into, inert) as book:
        book.set_properties({"created": LONG_AGO.replace(tzinfo=None)})
        day, head = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _write(
                        sheet,
                        place,
                        column,
                        cell,
                        head if place == 0 else day if type(cell) is date else None,
                    )
    return into.getvalue()


def _write(sheet, row: int, column: int, cell: Cell, look: object) -> None:  # type: ignore[no-untyped-def]
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, look)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001
    else:
        # As a string whatever it begins with: a spreadsheet shows it and runs nothing.
        sheet.write_string(row, column, cell[:32_767], look)


def csv_text(rows: Sequence[Row]) -> str:
    """Write CSV with a point in numbers and ISO days, in which nothing is a formula."""
    into = StringIO(newline="")
    csv.writer(into).writerows([_plain(cell) for cell in row] for row in rows)
    return into.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return BEGINS_A_FORMULA.sub(r"\1'", cell)
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
