# SPDX-License-Identifier: EUPL-1.2
"""Tables that leave the site run nothing, and come out the same twice."""

import csv
import time
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kennisstad.lib.sheets import csv_text, workbook

DANGEROUS = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a;=1"]
ROWS = [["name", "n", "on"], ["Café", Decimal("12.5"), date(2026, 5, 1)], [None, -3, True]]


def cells(made: bytes, sheet: str = "all") -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(made))[sheet].iter_rows()]


def test_a_workbook_holds_numbers_days_and_words_as_such() -> None:
    head, first, second = cells(workbook({"all": ROWS}))

    assert head == ["name", "n", "on"]
    assert (first[0], first[1], first[2].date()) == ("Café", 12.5, date(2026, 5, 1))  # type: ignore[attr-defined]
    assert second == [None, -3, True]


@pytest.mark.parametrize("words", DANGEROUS)
def test_a_cell_of_a_workbook_is_a_string_whatever_it_begins_with(words: str) -> None:
    book = load_workbook(BytesIO(workbook({"all": [["head"], [words]]})))

    assert (book["all"]["A2"].data_type, book["all"]["A2"].value) == ("s", words)


@pytest.mark.parametrize("words", DANGEROUS)
def test_a_cell_of_csv_that_begins_a_formula_gets_an_apostrophe(words: str) -> None:
    ((cell,),) = csv.reader(StringIO(csv_text([[words]]), newline=""))

    assert cell == words.replace(";=", ";'=") if ";" in words else cell.lstrip("\t").startswith("'")


def test_a_negative_number_in_csv_stays_a_number() -> None:
    assert csv_text([[-3, Decimal("-0.50"), date(2026, 1, 2), None]]) == "-3,-0.50,2026-01-02,\r\n"


def test_the_same_rows_give_the_same_workbook_at_another_moment() -> None:
    made = workbook({"all": ROWS})
    time.sleep(1.1)

    assert workbook({"all": ROWS}) == made


@given(
    st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"])), min_size=1))
)
def test_words_that_begin_no_formula_come_back_from_csv(rows: list[list[str]]) -> None:
    plain = [[f"a{cell.replace(';', '')}" for cell in row] for row in rows]

    assert list(csv.reader(StringIO(csv_text(plain), newline=""))) == plain
