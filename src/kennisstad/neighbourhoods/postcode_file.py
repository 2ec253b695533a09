# SPDX-License-Identifier: EUPL-1.2
"""Read which postcode lies in which district from a CSV file: pc4, district_code, share, source."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown
from kennisstad.neighbourhoods.postcode import pc4_of

COLUMNS = ("pc4", "district_code", "share", "source")


@dataclass(frozen=True)
class FoundPostcode:
    pc4: int
    district_code: str
    share: float | None
    source: str
    line: int


@dataclass
class PostcodeFile:
    """What one file says."""

    postcodes: list[FoundPostcode] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubted: set[int] = field(default_factory=set)
    """Postcodes with a row that could not be used: the rest of what is known about them stays."""


class _Unfit(ValueError):
    """One row cannot be used."""


def read(text: str) -> PostcodeFile:
    """Read the rows of a postcode file, the good ones and what is wrong with the others.

    Raises:
        UnusableFile: the columns are not there, or it is no CSV at all.
    """
    found = PostcodeFile()
    seen: set[tuple[int, str]] = set()
    for line, row in _rows(text):
        try:
            postcode = _postcode(line, row)
            if (pair := (postcode.pc4, postcode.district_code)) in seen:
                raise _Unfit("this postcode and district are in the file twice; the first row was used.")
            seen.add(pair)
            found.postcodes.append(postcode)
        except _Unfit as error:
            found.problems.append(Problem(f"line {line}", str(error)))
            if pc4 := pc4_of(row["pc4"]):
                found.doubted.add(pc4)
    return found


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    heading = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in heading else ",")
    try:
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            raise UnusableFile(
                f"The first line must name the columns {', '.join(COLUMNS)}: "
                f"{', '.join(sorted(missing))} not found."
            )
        for row in reader:
            yield reader.line_num, {key: row.get(key) or "" for key in COLUMNS}
    except csv.Error as error:
        raise UnusableFile(f"This is not a CSV file: {error} at line {reader.line_num}.") from error


def _postcode(line: int, row: Mapping[str, str]) -> FoundPostcode:
    if (pc4 := pc4_of(row["pc4"])) is None:
        raise _Unfit(f"{shown(row['pc4'])!r} is not a postcode.")
    return FoundPostcode(
        pc4, row["district_code"].strip(), _share(row["share"]), _source(row["source"]), line
    )


def _share(written: str) -> float | None:
    if not written.strip():
        return None
    try:
        share = float(written.replace(",", "."))
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise _Unfit(f"the share {shown(written)!r} is not a number above 0 and at most 1.")
    return share


def _source(written: str) -> str:
    source = written.strip()
    if not source or len(source) > 200 or not is_fit(source):
        raise _Unfit("it needs a source of at most 200 characters.")
    return source
