# SPDX-License-Identifier: EUPL-1.2
"""Read a dictionary as dictd keeps it (RFC 2229's server): a file of entries and an index beside it.

`NAME.dict`, or `NAME.dict.dz` which is gzip, holds the entries one after the other; each line of `NAME.index`
is a headword, the byte where its entry begins and its length in bytes, both in base 64. An entry as FreeDict
writes it:

    lenen /leːnən/ <v>
    1. lend, loan (money)
       "ik leen je geld" - "I lend you money"
    2. borrow
       Synonyms: {ontlenen}
"""

import gzip
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from kennisstad.lib.files import MOST_BYTES, UnusableFile, read_text, shown

SUFFIXES = (".dict.dz", ".dict", ".index")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_MOST_DIGITS = 8
MOST_ENTRY_BYTES = 100_000
"""Of FreeDict's 22,747 Dutch entries the longest takes 236."""
_MOST_TOLD = 4
"""So many times the file an index may tell of: several headwords may share an entry."""
_ABOUT_ITSELF = re.compile(r"00-?database")

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
"""Notes, grammar and gender marks."""
_NUMBER = re.compile(r"^(?:\d{1,3}|[a-z])[.)] ")
_LABEL = re.compile(r"^[^\W\d][\w ]{0,30}:(?: |$)")
"""What else an entry tells: synonyms, see also, notes."""
_QUOTED = re.compile(r"[\"“”„«»]")
_BROKEN_OFF = re.compile(r",[ \t]*\n[ \t]*")
_SOUND = re.compile(r"/[^/]{1,200}/")


def dictd_entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Give each headword with its translations, in the order of the index.

    Raises:
        UnusableFile: a part is missing, cut off, too large, or no dictionary.
    """
    base = _without_suffix(path)
    content = _unpacked(next(filter(Path.exists, _contents(base)), base.with_name(base.name + ".dict")))
    told = 0
    for headword, begin, length in _index(base.with_name(base.name + ".index")):
        if begin + length > len(content):
            raise UnusableFile(f"{shown(path, 200)} is cut off: its index tells of more than it holds.")
        if length > MOST_ENTRY_BYTES:
            raise UnusableFile(f"{shown(path, 200)} has an entry of more than {MOST_ENTRY_BYTES // 1000} kB.")
        told += length
        if told > _MOST_TOLD * len(content):
            raise UnusableFile(f"{shown(path, 200)} is no dictionary: its entries lie over each other.")
        yield headword, _translations(_text(content[begin : begin + length], path))


def _without_suffix(path: Path) -> Path:
    suffix = next(suffix for suffix in SUFFIXES if path.name.endswith(suffix))
    if path.name == suffix:
        raise UnusableFile(f"{shown(path, 200)} is no dictionary: there is no name before {suffix}.")
    return path.with_name(path.name.removesuffix(suffix))


def _contents(base: Path) -> list[Path]:
    return [base.with_name(base.name + suffix) for suffix in SUFFIXES[:2]]


def _unpacked(path: Path) -> bytes:
    """Read as much as we take and one byte more, so that too much can be told."""
    name = shown(path, 200)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableFile(f"{name} is no ordinary file but a folder, a device or a pipe.")
        with gzip.open(path) if path.suffix == ".dz" else path.open("rb") as file:
            content: bytes = file.read(MOST_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnusableFile(f"{name} is cut off or damaged: it cannot be unpacked.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise UnusableFile(f"{name} cannot be read: {reason}.") from error
    if len(content) > MOST_BYTES:
        raise UnusableFile(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.")
    return content


def _index(path: Path) -> Iterator[tuple[str, int, int]]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        # A fourth column, in newer files, is the headword before it was simplified.
        match line.split("\t"):
            case [headword, begin, length, *_] if _is_number(begin) and _is_number(length):
                if not _ABOUT_ITSELF.match(headword):
                    yield headword, _number(begin), _number(length)
            case _:
                raise UnusableFile(
                    f"{shown(path, 200)} is no index of a dictd dictionary: see line {number}."
                )


def _is_number(digits: str) -> bool:
    return 0 < len(digits) <= _MOST_DIGITS and set(digits) <= _VALUES.keys()


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _VALUES[digit]
    return value


def _text(content: bytes, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{shown(path, 200)} is not UTF-8 text.") from error


def _translations(entry: str) -> list[str]:
    """Take the translations out of an entry; its first line is the headword again, with its sound."""
    first, *lines = entry.strip("\n").split("\n")
    if not lines:
        # A short entry may say all on one line.
        lines = _SOUND.split(first, maxsplit=1)[1:]
    told = [line.strip() for line in _joined(lines)]
    kept = [line for line in told if not _LABEL.match(line) and not _QUOTED.search(line)]
    parts = [
        part.strip() for line in kept for part in re.split("[,;]", _ASIDE.sub(" ", _NUMBER.sub("", line)))
    ]
    return list(dict.fromkeys(part for part in parts if part))


def _joined(lines: list[str]) -> list[str]:
    """Put a line that was broken off after a comma together again."""
    return _BROKEN_OFF.sub(", ", "\n".join(lines)).split("\n")
