# SPDX-License-Identifier: EUPL-1.2
"""Files of one record per line, read line by line, so that a large one does not fill the memory."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kennisstad.lib.files import UnusableFile, shown

LONGEST_LINE = 10_000_000
"""In bytes; a book takes about one of these millions."""
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line that is not blank, and where it stands."""

    path: Path
    number: int
    offset: int
    text: str

    def fault(self, reason: str) -> UnusableFile:
        """Say what is wrong with this line: `raise line.fault("has no _id")`."""
        return UnusableFile(f"{shown(self.path, 200)}, line {self.number}: {reason}.")


def lines(path: Path) -> Iterator[Line]:
    """Give the lines of a UTF-8 file in order, blank ones left out.

    Raises:
        UnusableFile: it is not there, no ordinary file, may not be read, has a line that is too long, or is
            not UTF-8.
    """
    offset = 0
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableFile(f"{shown(path, 200)} is no ordinary file.")
        with path.open("rb") as file:
            for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), 1):
                if len(raw) > LONGEST_LINE or raw.strip(b"\r\n\t " + _BOM):
                    yield Line(path, number, offset, _decoded(raw, path, number))
                offset += len(raw)
    except OSError as error:
        raise UnusableFile(f"{shown(path, 200)} cannot be read: {error.strerror}.") from error


def line_at(path: Path, offset: int) -> Line:
    """Read one line again, from where it was seen."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return Line(path, 0, offset, _decoded(file.readline(LONGEST_LINE + 1), path, 0))
    except OSError as error:
        raise UnusableFile(f"{shown(path, 200)} cannot be read: {error.strerror}.") from error


def _decoded(raw: bytes, path: Path, number: int) -> str:
    if len(raw) > LONGEST_LINE:
        most = LONGEST_LINE // 1_000_000
        raise UnusableFile(f"{shown(path, 200)}, line {number}: it is longer than {most} MB.")
    try:
        return raw.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{shown(path, 200)}, line {number}: not UTF-8 text.") from error


def record(line: Line) -> dict[str, Any]:
    """Read a line as a JSON object.

    Raises:
        UnusableFile: it is none.
    """
    try:
        found = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        raise line.fault("this is no JSON") from error
    if not isinstance(found, dict):
        raise line.fault("this is no JSON object")
    return found


def text_of(row: dict[str, Any], name: str, line: Line) -> str:
    """Give a field that holds text, empty when it is not there.

    Raises:
        UnusableFile: it holds something else.
    """
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise line.fault(f"{name!r} is no text")
    # Half of a pair of UTF-16 signs can stand in JSON, but in no file of an engine.
    return value.encode("utf-8", "replace").decode()


def id_of(value: object, name: str, line: Line) -> str:
    """Give an id as text; numbers are taken as they are written.

    Raises:
        UnusableFile: it is missing, empty, or neither text nor a whole number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise line.fault(f"{name!r} is missing or no text")
    return str(value).encode("utf-8", "replace").decode()
