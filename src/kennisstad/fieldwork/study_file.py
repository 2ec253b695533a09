# SPDX-License-Identifier: EUPL-1.2
"""Read what studies outside the platform ask of residents from a CSV file."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kennisstad.fieldwork.load.terms import Term, terms_between
from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown

COLUMNS = ("partner", "study", "kind", "area", "starts_on", "ends_on", "number")
"""What every row says; `street` and `number_done` may be left out."""
OPTIONAL = ("street", "number_done")
LONGEST = {"study": 140, "street": 80}
MOST, MOST_ROWS, LONGEST_DAYS = 100_000, 20_000, 366


@dataclass(frozen=True)
class FoundStudy:
    partner: str
    """The key of the institution that answers for it."""
    study: str
    kind: str
    area: str
    """The code of a district or neighbourhood."""
    street: str
    starts_on: date
    ends_on: date
    number: int
    number_done: int | None
    line: int

    @property
    def terms(self) -> Iterator[Term]:
        return terms_between(self.starts_on, self.ends_on)


@dataclass
class StudyFile:
    """What one file says."""

    studies: list[FoundStudy] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Unfit(ValueError):
    """One row cannot be used."""


def read(text: str, *, kinds: Collection[str]) -> StudyFile:
    """Read the rows of a file of studies, the good ones and what is wrong with the others.

    Args:
        kinds: the words that the column `kind` may hold.
    Raises:
        UnusableFile: the columns are not there, there are no or too many rows, or it is no CSV at all.
    """
    found, seen = StudyFile(), set()
    for line, row in _rows(text):
        try:
            study = _study(line, row, kinds)
            key = (study.partner, study.study, study.kind, study.area, study.street, study.starts_on)
            if key in seen:
                raise _Unfit("this is in the file twice.")
            seen.add(key)
            found.studies.append(study)
        except _Unfit as error:
            found.problems.append(Problem(f"line {line}", str(error)))
    if not found.studies and not found.problems:
        raise UnusableFile("There is no study in this file.")
    return found


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    lines = io.StringIO(text, newline="")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    try:
        if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
            wanted = ", ".join(COLUMNS)
            raise UnusableFile(f"The first line must name the columns {wanted}: {missing[0]} not found.")
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise UnusableFile(f"There are more than {MOST_ROWS} rows; cut the file in two.")
            yield (
                reader.line_num,
                {name: (row.get(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)},
            )
    except csv.Error as error:
        raise UnusableFile(f"This is not a CSV file: {error} at line {reader.line_num}.") from error


def _study(line: int, row: Mapping[str, str], kinds: Collection[str]) -> FoundStudy:
    for name in ("partner", "study", "area"):
        if not row[name]:
            raise _Unfit(f"the column {name} is empty.")
    if row["kind"] not in kinds:
        raise _Unfit(f"{shown(row['kind'])!r} is no kind; it is one of {', '.join(kinds)}.")
    starts_on, ends_on = _day(row["starts_on"]), _day(row["ends_on"])
    if ends_on < starts_on:
        raise _Unfit("the last day is before the first.")
    if (ends_on - starts_on).days >= LONGEST_DAYS:
        raise _Unfit("it lasts longer than a year; give each year its own row.")
    return FoundStudy(
        partner=shown(row["partner"]),
        study=_words("study", row["study"]),
        kind=row["kind"],
        area=shown(row["area"]),
        street=_words("street", row["street"]),
        starts_on=starts_on,
        ends_on=ends_on,
        number=_number(row["number"]),
        number_done=_number(row["number_done"]) if row["number_done"] else None,
        line=line,
    )


def _words(column: str, written: str) -> str:
    if len(written) > LONGEST[column]:
        raise _Unfit(f"the {column} has {len(written)} characters, more than {LONGEST[column]}.")
    if not is_fit(written):
        raise _Unfit(f"the {column} holds characters that cannot be shown.")
    return written


def _day(written: str) -> date:
    try:
        day = date.fromisoformat(written) if len(written) == len("2027-04-15") else None
    except ValueError:
        day = None
    if day is None or not date(2000, 1, 1) <= day <= date(2099, 12, 31):
        raise _Unfit(f"{shown(written)!r} is no day; write it as 2027-04-15.")
    return day


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal()) or int(written[:9]) > MOST or len(written) > 6:
        raise _Unfit(f"{shown(written)!r} is no number from 0 to {MOST}.")
    return int(written)
