# SPDX-License-Identifier: EUPL-1.2
"""Read which postcode lies in which district from a CSV file: pc4, district_code, share, source."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kennisstad.lib.files import Problem, UnusableFile, is_fit, shown
from kennisstad.neighbourhoods.postcode import pc4_of

COLUMNS = ("pc4", "district_code", "share", "source")
LONGEST_SOURCE = 200


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


class _CutOff(_Unfit):
    """The file breaks off in this row, so that others may be missing too."""

    def __init__(self) -> None:
        super().__init__("the file breaks off here: get it again, or put a line end after it if it is whole.")


def read(text: str) -> PostcodeFile:
    """Read the rows of a postcode file, the good ones and what is wrong with the others.

    Raises:
        UnusableFile: the columns are not there, or it is no CSV at all.
    """
    found = PostcodeFile()
    seen: set[tuple[int, str]] = set()
    for line, row, is_cut_off in _rows(text):
        try:
            if is_cut_off:
                raise _CutOff
            postcode = _postcode(line, row)
            if (pair := (postcode.pc4, postcode.district_code)) in seen:
                raise _Unfit("this postcode and district are in the file twice; the first row was used.")
            seen.add(pair)
            found.postcodes.append(postcode)
        except _Unfit as error:
            found.problems.append(Problem(f"line {line}", str(error)))
            if pc4 := pc4_of(row["pc4"]):
                found.doubted.add(pc4)
            if isinstance(error, _CutOff):
                # What is lost may be about any of them.
                found.doubted.update(postcode.pc4 for postcode in found.postcodes)
    return found


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str], bool]]:
    """Give each row with the number of its line, and whether the file breaks off in it."""
    lines = list(io.StringIO(text, newline=""))
    delimiter = ";" if lines and ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    ends: set[str] = set()
    try:
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            raise UnusableFile(
                f"The first line must name the columns {', '.join(COLUMNS)}: "
                f"{', '.join(sorted(missing))} not found."
            )
        begin = reader.line_num
        for row in reader:
            written, begin = lines[begin : reader.line_num], reader.line_num
            cells = [row[column] for column in reader.fieldnames or ()]
            is_last = begin == len(lines)
            yield (
                begin,
                {key: row.get(key) or "" for key in COLUMNS},
                is_last and (_is_open(written, delimiter) or _breaks_off(written, cells, ends)),
            )
            ends.add(cells[-1] or "")
    except csv.Error as error:
        raise UnusableFile(f"This is not a CSV file: {error} at line {reader.line_num}.") from error


def _is_open(written: Sequence[str], delimiter: str) -> bool:
    """Say whether a quoted cell has no end; the reader takes what there is."""
    try:
        list(csv.reader(written, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error) == "unexpected end of data"
    return False


def _breaks_off(written: Sequence[str], cells: Sequence[str | None], ends: set[str]) -> bool:
    """Say whether a last row has no line end and shows that more was to come.

    Many programs leave out the last line end, so that alone tells nothing. More was to come where cells are
    missing, or where the last one is only the beginning of what stands there in a row above.
    """
    if written[-1].endswith(("\n", "\r")):
        return False
    if (last := cells[-1]) is None:
        return True
    return last not in ends and any(end.startswith(last) for end in ends)


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
    if not (source := written.strip()):
        raise _Unfit("its source is missing: say where you know it from.")
    if len(source) > LONGEST_SOURCE:
        raise _Unfit(f"its source has {len(source)} characters, more than {LONGEST_SOURCE}.")
    if not is_fit(source):
        raise _Unfit("its source holds characters that cannot be shown.")
    return source
