# SPDX-License-Identifier: EUPL-1.2
"""An mbox: one file with all messages, which a mail server appends to while it holds a lock.

The lock is held only while what is there moves to a file beside it, `….reading`; what is left of that for
another time is kept there. What a person should look at is appended to `….aside`, an mbox as well.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kennisstad.mail.boxes.box import MOST_BYTES, BoxUnusable, Take

PATIENCE_S = 10.0
STALE_S = 500.0
"""A lock file as old as this was left behind by whoever died; Postfix says the same."""
LOOK_S = 0.05


@dataclass(frozen=True)
class Mbox:
    path: Path

    def check(self) -> None:
        if not os.access(self.path.parent, os.R_OK | os.W_OK | os.X_OK):
            raise BoxUnusable(f"Nothing can be written in {self.path.parent}, beside the mailbox")
        if os.path.exists(self.path) and not os.access(self.path, os.R_OK | os.W_OK):
            raise BoxUnusable(f"{self.path} cannot be read and written by the user that kennisstad runs as")

    def empty(self, take: Take, *, most: int) -> None:
        try:
            with self._own() as reading:
                self._move(reading)
                self._keep_from(self._hand_over(reading, take, most), reading)
        except BoxUnusable:
            raise
        except OSError as error:
            raise BoxUnusable(f"{error.filename or self.path} cannot be used: {error.strerror}") from error

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    @contextmanager
    def _own(self) -> Iterator[BinaryIO]:
        """Hold what is being read; it may hold messages that a reader before us did not finish."""
        with _opened(self._beside(".reading")) as reading:
            try:
                fcntl.flock(reading, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                raise BoxUnusable(f"{self.path} is being read by another process") from busy
            if not os.path.samestat(os.fstat(reading.fileno()), os.stat(self._beside(".reading"))):
                raise BoxUnusable(f"{self.path} was being read by another process")
            yield reading

    def _move(self, reading: BinaryIO) -> None:
        """Take over what the mail server wrote; should we stop halfway, it is there twice and not less."""
        if not os.path.exists(self.path):
            return
        with _dot_lock(self._beside(".lock")), self.path.open("r+b") as box:
            _until_free(lambda: fcntl.lockf(box, fcntl.LOCK_EX | fcntl.LOCK_NB), self.path)
            begins = box.read(5)
            if begins and begins != b"From ":
                raise BoxUnusable(f"{self.path} is no mbox: such a file begins with “From ”")
            box.seek(0)
            if reading.seek(0, os.SEEK_END):
                reading.write(b"\n\n")
            shutil.copyfileobj(box, reading)
            reading.flush()
            os.fsync(reading.fileno())
            box.truncate(0)

    def _hand_over(self, reading: BinaryIO, take: Take, most: int) -> int:
        """Hand over the first messages, and say where the first that is left begins."""
        reading.seek(0)
        for number, (begins_at, message) in enumerate(_messages(reading)):
            if number == most:
                return begins_at
            if take(message.partition(b"\n")[2]):
                with _opened(self._beside(".aside")) as aside:
                    aside.seek(0, os.SEEK_END)
                    aside.write(message.rstrip(b"\n") + b"\n\n")
        return reading.seek(0, os.SEEK_END)

    def _keep_from(self, begins_at: int, reading: BinaryIO) -> None:
        """Throw away what was handed over; should we stop halfway, it is handed over twice and not less."""
        if begins_at == reading.seek(0, os.SEEK_END):
            reading.truncate(0)
            return
        with _opened(self._beside(".left")) as left:
            left.truncate(0)
            reading.seek(begins_at)
            shutil.copyfileobj(reading, left)
            left.flush()
            os.fsync(left.fileno())
            # Whoever opened the file that we hold sees, once it is free, that another has its name.
            os.replace(self._beside(".left"), self._beside(".reading"))


def _messages(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Divide a file at the lines `From …` after an empty one; each with where it begins, cut off late."""
    held = bytearray()
    begins_at = read_to = 0
    after_empty = True
    # A line may have no end: no more of it is read at once than is kept of a message.
    while line := file.readline(MOST_BYTES):
        if after_empty and line.startswith(b"From ") and held:
            yield begins_at, bytes(held)
            held.clear()
            begins_at = read_to
        held += line[: MOST_BYTES - len(held)]
        read_to += len(line)
        after_empty = line in (b"\n", b"\r\n")
    if held.strip():
        yield begins_at, bytes(held)


def _opened(path: Path) -> BinaryIO:
    """Open a file for its owner alone, and make it when it is missing."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


@contextmanager
def _dot_lock(path: Path) -> Iterator[None]:
    """Hold the lock that is a file; some mail servers look at it, others at the mailbox itself."""

    def make() -> None:
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > STALE_S:
                path.unlink()
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))

    _until_free(make, path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _until_free(hold: Callable[[], object], path: Path) -> None:
    """Try until it can be held, some seconds long."""
    ends_at = time.monotonic() + PATIENCE_S
    while True:
        try:
            hold()
            return
        except (BlockingIOError, FileExistsError) as taken:
            if time.monotonic() > ends_at:
                raise BoxUnusable(f"{path} is held by another process") from taken
            time.sleep(LOOK_S)
