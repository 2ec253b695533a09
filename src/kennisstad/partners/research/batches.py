# SPDX-License-Identifier: EUPL-1.2
"""What someone types becomes batches of found records: a file of lines, a saved page, or an address."""

import json
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from kennisstad.lib.files import MOST_BYTES
from kennisstad.lib.sources import Unreadable
from kennisstad.partners.research import openalex, orcid
from kennisstad.partners.research.records import Found, Unfit

BATCH = 100
LONGEST_LINE = 5_000_000
"""A work with thousands of authors takes about two of these millions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stood at one place of a source."""

    where: str
    found: Found


Batch = list[Entry]


def from_file(path: Path) -> Iterator[Batch]:
    """Read a file of JSON lines, a saved page of the API, or an ORCID record.

    Lines are read one by one: a file of any length takes a fixed amount of memory.

    Raises:
        Unreadable: it is not there, is no ordinary file, or is empty.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(f"{path} is no ordinary file but a folder, a device or a pipe.")
        with path.open("rb") as file:
            yield from _batches(_read(file, whole=path.stat().st_size <= MOST_BYTES))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise Unreadable(f"{str(path)[:200]!r} cannot be read: {reason}.") from error


def from_bytes(content: bytes) -> Iterator[Batch]:
    """Read what a file would hold.

    Raises:
        Unreadable: it is empty.
    """
    return _batches(_read(BytesIO(content), whole=True))


def results_of(page: Any, where: str) -> Iterator[Entry]:
    """Give the entries of one page of the API."""
    for number, item in enumerate(page["results"], start=1):
        yield Entry(f"{where}, result {number}", openalex.read(item))


def is_page(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("results"), list)


def _batches(entries: Iterable[Entry]) -> Iterator[Batch]:
    left = iter(entries)
    while batch := list(islice(left, BATCH)):
        yield batch


def _read(file: BinaryIO, *, whole: bool) -> Iterator[Entry]:
    first = file.readline(LONGEST_LINE + 1)
    if not first.strip() and not file.read(1):
        raise Unreadable("The file is empty.")
    file.seek(0)
    if whole and not _is_json(first):
        # Written over many lines, as people and ORCID do: or lines of which the first one is broken.
        content = file.read()
        if _is_json(content):
            yield from _entries(_parsed(content), "the file")
            return
        file.seek(0)
    for number, line in enumerate(_lines(file), start=1):
        yield from _line(line, f"line {number}")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Give each line, or nothing for one that is too long to be read."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
        yield None


def _line(line: bytes | None, where: str) -> Iterator[Entry]:
    if line is None:
        yield Entry(where, Unfit(f"it is longer than {LONGEST_LINE // 1_000_000} MB."))
    elif line.strip():
        yield from _entries(_parsed(line), where)


def _entries(item: Any, where: str) -> Iterator[Entry]:
    if isinstance(item, Unfit):
        yield Entry(where, item)
    elif is_page(item):
        yield from results_of(item, where)
    elif orcid.is_record(item):
        yield from (Entry(where, found) for found in orcid.read(item))
    elif isinstance(item, list):
        yield from results_of({"results": item}, where)
    else:
        yield Entry(where, openalex.read(item))


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return Unfit(f"it is not whole JSON: {error.msg} at column {error.colno}.")
    except (ValueError, RecursionError):
        return Unfit("it is not JSON in UTF-8.")


def _is_json(content: bytes) -> bool:
    return not isinstance(_parsed(content), Unfit)
