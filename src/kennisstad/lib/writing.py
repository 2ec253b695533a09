# SPDX-License-Identifier: EUPL-1.2
"""A file that is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write UTF-8 text beside its place and put it there at the end; after a fault nothing has changed.

    Raises:
        OSError: no room, no right, or no folder to write in.
    """
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        try:
            yield file  # type: ignore[misc]
            file.flush()
            os.fsync(file.fileno())
            # Only its maker may read a temporary file; this one is as readable as any other.
            os.fchmod(file.fileno(), 0o666 & ~_mask())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
