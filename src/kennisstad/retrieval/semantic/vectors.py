# SPDX-License-Identifier: EUPL-1.2
"""The file that holds the vectors of all texts: written whole, then put in place, so never half.

It opens with a mark of its own, the lengths and checksums of what follows, and a list in JSON of what each
row is; then come the numbers, which stay on disk until looked at. Rows stand in order of id.

A number from -1 to 1 is kept in whole steps, in 16 bits. Over Cranfield's 225 questions no cosine moved by
more than 0.00005 and one first ten differed, by a tie. With 8 bits cosines moved by 0.002 and 47 first tens
differed; 16-bit floats drift as little as steps and take six times as long to compare.
"""

import json
import os
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kennisstad.retrieval.index import IndexNotWritten, IndexUnusable

Steps = NDArray[np.int16]
Places = NDArray[np.intp]

STEPS = 32_767
"""How many steps make 1."""

_PREFIX = struct.Struct("<8sQQII")
_OURS = b"ksvect01"
_EDGE = 64
"""The numbers begin at a multiple of this, as processors like it."""
_BLOCK = 4_096


class Row(NamedTuple):
    """What a vector was made of."""

    id: str
    language: str
    kind: str
    digest: str
    """Of the text: the same text needs no new vector."""


@dataclass(frozen=True)
class Vectors:
    """One state of the file."""

    mark: str
    """Names the model that made them."""
    rows: Sequence[Row] = ()
    numbers: Steps = field(default_factory=lambda: np.zeros((0, 1), np.int16))
    """One line for each row."""
    written: tuple[int, int, int] | None = None
    """Tells this state of the file from any other."""

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Give the rows of each document."""
        found: dict[str, list[int]] = {}
        for place, row in enumerate(self.rows):
            found.setdefault(row.id, []).append(place)
        return found

    @cached_property
    def made_of(self) -> dict[str, int]:
        """Give a row for each digest of a text."""
        return {row.digest: place for place, row in enumerate(self.rows)}

    def chosen(self, kinds: Collection[str] | None, without: Collection[str]) -> Places:
        """Give the rows of these kinds, in order, less those of some documents."""
        wanted = np.ones(len(self.rows), bool)
        if kinds is not None:
            names, codes = self._kinds
            wanted = np.isin(codes, [code for code, name in enumerate(names) if name in kinds])
        wanted[[place for left in without for place in self.places.get(left, ())]] = False
        return np.flatnonzero(wanted)

    @cached_property
    def _kinds(self) -> tuple[list[str], NDArray[np.intp]]:
        names = sorted({row.kind for row in self.rows})
        code = {name: number for number, name in enumerate(names)}
        return names, np.array([code[row.kind] for row in self.rows], np.intp)


def in_steps(numbers: NDArray[np.float32]) -> Steps:
    """Give numbers from -1 to 1 as they are kept."""
    return np.round(numbers * STEPS).astype(np.int16)


def read(file: Path) -> Vectors:
    """Map the file; reads it once to see that it is whole: some 0.1 s for 100,000 vectors.

    Raises:
        IndexUnusable: it is missing or is not what was written.
    """
    try:
        with file.open("rb") as opened:
            told = os.fstat(opened.fileno())
            ours, header_length, begin, header_sum, numbers_sum = _PREFIX.unpack(opened.read(_PREFIX.size))
            if ours != _OURS or not _PREFIX.size + header_length <= begin <= told.st_size:
                raise ValueError(file)
            header = opened.read(header_length)
            numbers = np.asarray(np.memmap(opened, np.uint8, mode="r"))[begin:]
        if zlib.crc32(header) != header_sum or _checksum(numbers) != numbers_sum:
            raise ValueError(file)
        content = json.loads(header)
        rows = [
            Row(id_, intern(language), intern(kind), digest)
            for id_, language, kind, digest in content["rows"]
        ]
        lines = numbers.view(np.int16).reshape(len(rows), content["dimensions"])
        return Vectors(content["mark"], rows, lines, _state(told))
    except FileNotFoundError as fault:
        raise IndexUnusable(f"There are no vectors at {file}; they have to be built.") from fault
    except (OSError, ValueError, KeyError, TypeError, struct.error) as fault:
        raise IndexUnusable(f"The vectors at {file} are damaged and have to be built again.") from fault


def state(file: Path) -> tuple[int, int, int] | None:
    """Tell this state of the file from any other by one look; nothing where there is none."""
    try:
        return _state(file.stat())
    except OSError:
        return None


def _state(told: os.stat_result) -> tuple[int, int, int]:
    return told.st_ino, told.st_mtime_ns, told.st_size


def changed(old: Vectors, new: Iterable[tuple[Row, Steps]], gone: Collection[str]) -> list[tuple[Row, Steps]]:
    """Give all lines after taking out the documents in `gone` and putting in those of `new`, in order."""
    kept = (line for line in zip(old.rows, old.numbers, strict=True) if line[0].id not in gone)
    return sorted([*kept, *new], key=lambda line: line[0][:2])


def write(file: Path, mark: str, dimensions: int, lines: Sequence[tuple[Row, Steps]]) -> None:
    """Put a new state in place of the old one: afterwards all of it stands, or nothing changed.

    Raises:
        IndexNotWritten: no room or no right; the old state still stands.
    """
    new = file.with_name(f"{file.name}.new")
    header = json.dumps(
        {"mark": mark, "dimensions": dimensions, "rows": [row for row, _ in lines]}, separators=(",", ":")
    ).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(new, header, lines)
        os.replace(new, file)
    except OSError as fault:
        with suppress(OSError):
            new.unlink()
        raise IndexNotWritten(f"The vectors at {file} could not be written. ({fault.strerror})") from fault


def _write(new: Path, header: bytes, lines: Sequence[tuple[Row, Steps]]) -> None:
    begin = -(-(_PREFIX.size + len(header)) // _EDGE) * _EDGE
    numbers_sum = 0
    with new.open("wb") as opened:
        opened.seek(begin)
        for block in _blocks(lines):
            opened.write(block)
            numbers_sum = zlib.crc32(block, numbers_sum)
        opened.truncate(max(begin, opened.tell()))
        opened.seek(0)
        opened.write(_PREFIX.pack(_OURS, len(header), begin, zlib.crc32(header), numbers_sum) + header)
        opened.flush()
        os.fsync(opened.fileno())


def _blocks(lines: Sequence[tuple[Row, Steps]]) -> Iterator[bytes]:
    for begin in range(0, len(lines), _BLOCK):
        yield b"".join(numbers.tobytes() for _, numbers in lines[begin : begin + _BLOCK])


def _checksum(numbers: NDArray[np.uint8]) -> int:
    found = 0
    for begin in range(0, len(numbers), 1 << 22):
        found = zlib.crc32(numbers[begin : begin + (1 << 22)].data, found)
    return found
