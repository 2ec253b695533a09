# SPDX-License-Identifier: EUPL-1.2
"""A file that is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write UTF-8 text beside its place and put it there at the end; after a fault nothing has changed.

    Raises:
        OSError: no room, no right, or no folder to write in.
    """
    with _placed(NamedTemporaryFile("w", encoding="utf-8", **_beside(path)), path) as file:
        yield file


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of any kind at once; after a fault nothing has changed.

    Raises:
        OSError: no room, no right, or no folder to write in.
    """
    with _placed(NamedTemporaryFile("wb", **_beside(path)), path) as file:
        file.write(content)


def _beside(path: Path) -> dict[str, Any]:
    return {"dir": path.parent, "prefix": f".{path.name}.", "delete": False}


@contextmanager
def _placed(file: Any, path: Path) -> Iterator[Any]:
    with file:
        try:
            yield file
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
