# SPDX-License-Identifier: EUPL-1.2
"""Read schools from a CSV file: our own columns, or those of the lists that the ministry (DUO) publishes."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

NAMES = {
    "name": ("name", "naam", "vestigingsnaam", "instellingsnaam"),
    "sector": ("sector",),
    "brin": ("brin", "vestigingscode", "vestigingsnummer", "instellingscode", "brin nummer"),
    "postcode": ("postcode",),
    "district": ("district", "wijk", "wijkcode"),
    "pupils": ("pupils", "leerlingen", "aantal leerlingen"),
}
"""What a column is called, in our files and in theirs; capitals do not matter."""
MOST_ROWS, MOST_PUPILS, LONGEST_NAME = 50_000, 50_000, 120
BRIN = re.compile(r"[0-9]{2}[A-Z]{2}[0-9A-Z]{0,4}")
POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")


@dataclass(frozen=True)
class FoundSchool:
    name: str
    sector: str
    brin: str
    postcode: str
    district: str
    """The code of one; empty to look it up by the postcode."""
    pupils: int | None
    line: int


@dataclass
class SchoolFile:
    schools: list[FoundSchool] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Unfit(ValueError):
    """One row cannot be used."""


def read(text: str, *, sectors: Collection[str], sector: str = "") -> SchoolFile:
    """Read the rows of a file of schools, the good ones and what is wrong with the others.

    Args:
        sectors: the words that the column `sector` may hold.
        sector: of all schools in a file without that column.
    Raises:
        UnusableFile: the columns are not there, there are no or too many rows, or it is no CSV at all.
    """
    found = SchoolFile()
    for line, row in _rows(text, sector):
        try:
            found.schools.append(_school(line, row, sectors))
        except _Unfit as error:
            found.problems.append(Problem(f"line {line}", str(error)))
    if not found.schools and not found.problems:
        raise UnusableFile("There is no school in this file.")
    return found


def _rows(text: str, sector: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _columns(reader.fieldnames or (), sector)
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise UnusableFile(f"There are more than {MOST_ROWS} rows; cut the file in two.")
            told = {name: (row.get(column) or "").strip() for name, column in columns.items()}
            yield reader.line_num, {"sector": sector, **told}
    except csv.Error as error:
        raise UnusableFile(f"This is no CSV: {error}.") from error


def _columns(heads: Collection[str], sector: str) -> dict[str, str]:
    """Say in which column each of our fields stands."""
    known = {head.strip().casefold(): head for head in heads}
    columns = {
        name: next(known[one] for one in called if one in known)
        for name, called in NAMES.items()
        if any(one in known for one in called)
    }
    needed = ["name"] if sector else ["name", "sector"]
    if missing := [name for name in needed if name not in columns]:
        raise UnusableFile(
            f"The first line must name the column {missing[0]}"
            + (", or say --sector for the whole file." if missing[0] == "sector" else ".")
        )
    return columns


def _school(line: int, row: Mapping[str, str], sectors: Collection[str]) -> FoundSchool:
    name, sector = row["name"], row["sector"].casefold()
    if not name or len(name) > LONGEST_NAME or not is_fit(name):
        raise _Unfit(f"a name is one line of at most {LONGEST_NAME} characters.")
    if sector not in sectors:
        raise _Unfit(f"{shown(sector)} is no sector; use one of {', '.join(sectors)}.")
    brin = row.get("brin", "").upper()
    if brin and not BRIN.fullmatch(brin):
        raise _Unfit(f"{shown(brin)} is no number of a school; one looks like 12AB00.")
    return FoundSchool(
        name, sector, brin, _postcode(row.get("postcode", "")), row.get("district", ""), _pupils(row), line
    )


def _postcode(said: str) -> str:
    if not said:
        return ""
    if not (found := POSTCODE.fullmatch(said.upper())):
        raise _Unfit(f"{shown(said)} is no postcode; one looks like 2312 AJ.")
    return f"{found[1]} {found[2]}"


def _pupils(row: Mapping[str, str]) -> int | None:
    said = row.get("pupils", "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(MOST_PUPILS))):
        raise _Unfit(f"{shown(said)} is no number of pupils.")
    if int(said) > MOST_PUPILS:
        raise _Unfit(f"{said} pupils are more than {MOST_PUPILS}.")
    return int(said)
