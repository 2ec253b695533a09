# SPDX-License-Identifier: EUPL-1.2
"""A Maildir: a file for each message, in `new` until it was read and in `cur` after that."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kennisstad.mail.boxes.box import MOST_BYTES, BoxUnusable, Take

SEEN, SEEN_AND_FLAGGED = ":2,S", ":2,FS"
"""How mail programs know what was read; a flag is a star there."""


@dataclass(frozen=True)
class Maildir:
    path: Path

    def check(self) -> None:
        for folder in (self.path / "new", self.path / "cur"):
            if not os.path.isdir(folder):
                raise BoxUnusable(f"{self.path} is no Maildir: it has no folder {folder.name}")
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                raise BoxUnusable(f"{folder} cannot be read and written by the user that kennisstad runs as")

    def empty(self, take: Take, *, most: int) -> None:
        self.check()
        for number, file in enumerate(self._new()):
            if number == most:
                return
            content = _content(file)
            if content is not None:
                self._put_away(file, SEEN_AND_FLAGGED if take(content) else SEEN)

    def _new(self) -> Iterator[Path]:
        for name in sorted(os.listdir(self.path / "new")):
            if not name.startswith("."):
                yield self.path / "new" / name

    def _put_away(self, file: Path, flags: str) -> None:
        try:
            os.replace(file, self.path / "cur" / (file.name.partition(":2,")[0] + flags))
        except FileNotFoundError:
            # Somebody reads along, and put it away first.
            return
        except OSError as error:
            raise BoxUnusable(f"{file} cannot be put away: {error.strerror}") from error


def _content(file: Path) -> bytes | None:
    """Give how a message begins; nothing of one that is gone, no bytes of what cannot be read."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return b""
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError:
        return b""
