# SPDX-License-Identifier: EUPL-1.2
"""Takes an index away, although the engine may still be looking at it."""

import errno
import shutil
import time
from pathlib import Path

_WAIT_S = 5.0
_PAUSE_S = 0.02


def erase(path: Path) -> None:
    """Take a folder or file away; what is not there does not matter.

    A thread that the engine starts with every index it opens may lay down a lock file in a folder that is
    being emptied, so a folder that fills again is emptied again.

    Raises:
        OSError: no right to do so, or the folder kept filling for five seconds.
    """
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    until = time.monotonic() + _WAIT_S
    while not _erased(path, patient=time.monotonic() < until):
        time.sleep(_PAUSE_S)


def _erased(folder: Path, *, patient: bool) -> bool:
    try:
        shutil.rmtree(folder)
    except OSError as fault:
        if patient and fault.errno == errno.ENOTEMPTY:
            return False
        raise
    return True
