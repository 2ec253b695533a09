# SPDX-License-Identifier: EUPL-1.2
"""A file that somebody hands us: read it or say in one sentence why not, and tell what came of it."""

import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

MOST_BYTES = 100_000_000
"""One city in full detail is a few of these millions; much more would fill the memory."""

_UNFIT = {"Cc", "Cs", "Cn", "Co"}
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class UnusableFile(ValueError):
    """Nothing can be read from this file; nothing was changed."""


@dataclass(frozen=True)
class Problem:
    """One row or feature that was left out, and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass
class Report:
    """What taking over a file did, by the key of each row."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return len(self.new) + len(self.changed) + len(self.same)


def read_text(path: Path) -> str:
    """Read a whole text file.

    Raises:
        UnusableFile: it is not there, no ordinary file, may not be read, is too large, or is not UTF-8.
    """
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(
            f"{shown(path, 200)} is not UTF-8 text; save it as UTF-8 and try again."
        ) from error


def read_bytes(path: Path) -> bytes:
    """Read a whole file of any kind.

    Raises:
        UnusableFile: it is not there, no ordinary file, may not be read, or is too large.
    """
    name = shown(path, 200)
    content = _content(path, name)
    if len(content) > MOST_BYTES:
        raise UnusableFile(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.")
    return content


def _content(path: Path, name: str) -> bytes:
    """Read as much as we take and one byte more, so that too much can be told."""
    try:
        # Looked at before it is opened: a pipe would keep us waiting, and a device may never end.
        is_ordinary = stat.S_ISREG(path.stat().st_mode)
        if is_ordinary:
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise UnusableFile(f"{name} cannot be read: {reason}.") from error
    raise UnusableFile(f"{name} is no ordinary file but a folder, a device or a pipe.")


def shown(value: object, most: int = 40) -> str:
    """Write what was found so that it is safe and short in a terminal."""
    text = "".join(c if is_fit(c) else "\N{REPLACEMENT CHARACTER}" for c in str(value)[: most + 1])
    return text if len(text) <= most else f"{text[:most]}…"


def on_a_terminal(text: str) -> str:
    """Write lines so that what a file holds can do nothing to the terminal that shows them."""
    return "".join(c if c in "\n\t" or is_fit(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def is_fit(text: str) -> bool:
    """Say whether a name holds only what can be stored and shown: no control or turning characters."""
    return not any(unicodedata.category(c) in _UNFIT or c in _TURNING for c in text)
