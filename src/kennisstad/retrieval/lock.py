# SPDX-License-Identifier: EUPL-1.2
"""One writer at a time, over processes and threads; a lock falls with the process that held it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kennisstad.retrieval.index import IndexBusy, IndexNotWritten

_PAUSE_S = 0.02


@contextmanager
def held(lock: Path, *, wait_s: float) -> Iterator[None]:
    """Hold the lock file for a while.

    Raises:
        IndexBusy: someone else held it for longer than `wait_s`.
        IndexNotWritten: there is no place for the lock.
    """
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise IndexNotWritten(
            f"The search index cannot be changed: no lock can be made at {lock}."
        ) from fault
    try:
        _wait(handle, lock, wait_s)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, lock: Path, wait_s: float) -> None:
    until = time.monotonic() + wait_s
    while not _taken(handle):
        if time.monotonic() >= until:
            raise IndexBusy(
                f"Another process has been writing to the search index for more than {wait_s:g} seconds "
                f"(it holds {lock}). Nothing was changed; try again."
            )
        time.sleep(_PAUSE_S)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
