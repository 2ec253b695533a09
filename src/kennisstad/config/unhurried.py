# SPDX-License-Identifier: EUPL-1.2
"""Visitors may send as slowly as they like: whoever works on a request begins when it is there, whole."""

import io
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
IN_MEMORY, MOST_BYTES = 100_000, 12_000_000
"""What is larger than the first waits on disk; no form takes more than the second."""


class Unhurried:
    """A WSGI application that takes what visitors send with many threads, and works on it with few.

    A thread that waits for a slow line costs next to nothing. One that works costs a processor and a
    connection to the database, so there are as many of those as the processor can use.
    """

    def __init__(self, application: Application, *, at_once: int) -> None:
        self._application = application
        self._workers = ThreadPoolExecutor(at_once, thread_name_prefix="answering")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        # What is too large is not read at all: the application refuses it by its length.
        environ["wsgi.input"] = _taken_in(environ) if 0 < _length(environ) <= MOST_BYTES else io.BytesIO()
        return self._workers.submit(self._application, environ, start_response).result()


def _length(environ: dict[str, Any]) -> int:
    said = environ.get("CONTENT_LENGTH") or ""
    return int(said) if said.isascii() and said.isdecimal() else 0


def _taken_in(environ: dict[str, Any]) -> Any:
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by who reads it, or collected
    shutil.copyfileobj(environ["wsgi.input"], body, 64 * 1024)
    body.seek(0)
    return body
