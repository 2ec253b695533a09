# SPDX-License-Identifier: EUPL-1.2
"""A real server on loopback that drips: it always sends something more, and never all of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from kennisstad.lib import calling
from kennisstad.lib.calling import Caller

HEADERS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@contextmanager
def dripping(begin: bytes, drop: bytes) -> Iterator[str]:
    """Serve one call: the beginning, then a drop every few milliseconds until the other side hangs up."""
    over = threading.Event()

    def serve() -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(10_000)
            connection.sendall(begin)
            while not over.wait(0.02):
                connection.sendall(drop)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/works"
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize(
    ("begin", "drop"),
    [(b"", b"H"), (b"HTTP/1.1 200 OK\r\nX-A: ", b"b"), (HEADERS, b"1\r\n \r\n"), (HEADERS, b"0")],
    ids=["status", "header", "body", "size"],
)
def test_an_answer_that_drips_in_is_left_in_time_wherever_it_drips(monkeypatch, begin, drop):
    monkeypatch.setattr(calling, "PATIENCE_S", 0.3)
    with dripping(begin, drop) as address:
        answer = Caller(address, allow_local=True).get("", {})

    assert (answer.status, answer.problem) == (0, "needs more than 0.3 seconds")
