# SPDX-License-Identifier: EUPL-1.2
"""Who sends slowly holds nobody up, with no other server in front of ours."""

import io
import socket
import threading
from contextlib import ExitStack
from typing import Any

import pytest

from kennisstad.config.unhurried import IN_MEMORY, MOST_BYTES, Unhurried
from tests.config.conftest import Site

SLOW = 100
HEAD = (
    "POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nwor"
)


@pytest.mark.process
def test_a_hundred_slow_visitors_change_nothing_for_the_next(site: Site) -> None:
    site.run()

    with ExitStack() as open_lines:
        lines = []
        for _number in range(SLOW):
            line = open_lines.enter_context(socket.create_connection(("127.0.0.1", site.port), timeout=20))
            line.sendall(HEAD.format(port=site.port).encode())
            lines.append(line)

        assert all(site.page().startswith("process ") for _visit in range(10))
        for line in lines:
            line.sendall(b"ds=ja")
        assert all(line.recv(12).startswith(b"HTTP/1.1 ") for line in lines)


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


@pytest.mark.parametrize("size", [1, IN_MEMORY - 1, IN_MEMORY + 1, 1_000_000])
def test_what_was_sent_arrives_whole(size: int) -> None:
    said: list[str] = []
    sent = {"CONTENT_LENGTH": str(size), "wsgi.input": io.BytesIO(b"x" * size)}

    answer = Unhurried(echo, at_once=1)(sent, lambda status, _headers: said.append(status))

    assert (b"".join(answer), said) == (b"x" * size, ["200 OK"])


@pytest.mark.parametrize("length", ["", "0", "-1", "٣", "many", str(MOST_BYTES + 1)])
def test_what_has_no_length_or_too_much_of_it_is_not_read(length: str) -> None:
    """Neither by us nor by the application, which would wait for it."""
    line = io.BytesIO(b"not read")

    answer = Unhurried(echo, at_once=1)({"CONTENT_LENGTH": length, "wsgi.input": line}, lambda *_said: None)

    assert (b"".join(answer), line.tell()) == (b"", 0)


def test_no_more_are_worked_on_at_once_than_was_said() -> None:
    working, most, lock = set(), [0], threading.Lock()

    def work(environ: dict[str, Any], _start: Any) -> list[bytes]:
        with lock:
            working.add(environ["number"])
            most[0] = max(most[0], len(working))
        threading.Event().wait(0.02)
        with lock:
            working.discard(environ["number"])
        return []

    application = Unhurried(work, at_once=3)
    visitors = [threading.Thread(target=application, args=({"number": n}, None)) for n in range(12)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()

    assert most == [3]


def test_a_fault_of_the_application_comes_out() -> None:
    def break_down(_environ: dict[str, Any], _start: Any) -> list[bytes]:
        raise RuntimeError("broken on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        Unhurried(break_down, at_once=1)({}, None)
