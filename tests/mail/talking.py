# SPDX-License-Identifier: EUPL-1.2
"""A mail server on loopback that answers each command as it is told to, however odd."""

import socketserver
import threading
import time
from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from kennisstad.mail.server import MailServer

HANG_UP = "hang up"
"""Stands behind an answer, or alone: the server says no more, and closes."""
WELL = {"EHLO": "250 well", "MAIL": "250 well", "RCPT": "250 well", "DATA": "354 go on", ".": "250 well",
        "RSET": "250 well", "QUIT": f"221 bye {HANG_UP}"}  # fmt: skip


@dataclass
class Talking:
    """What to say on the first connection, the second, and so on; the last serves all that follow."""

    lines: tuple[dict[str, str], ...]
    pipelining: bool = True
    slow_s: float = 0.0
    """How long a letter is looked at before it is answered."""
    port: int = 0
    opened: int = 0
    taken: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    """The commands of all connections, in order; a letter is a dot."""

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port, "", "", False, False, "desk@example.org")

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?from=desk@example.org"


@contextmanager
def talking(*lines: dict[str, str], pipelining: bool = True, slow_s: float = 0.0) -> Iterator[Talking]:
    """Let such a server run; `{}` is a line on which all goes well."""
    told = Talking(lines, pipelining, slow_s)

    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            told.opened += 1
            # Whoever calls may hang up in the middle of a word.
            with suppress(OSError):
                _talk(
                    told, ChainMap(told.lines[min(told.opened, len(lines)) - 1], WELL), self.rfile, self.wfile
                )
                self.request.shutdown(1)
                self.rfile.read()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        told.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield told
        server.shutdown()


def _talk(told: Talking, answers: Mapping[str, str], reading: Any, writing: Any) -> None:
    writing.write(b"220 well\r\n")
    while words := reading.readline():
        command = words[:4].decode().strip().upper()
        told.heard.append(command)
        if not _answered(told, answers[command], writing, command):
            return
        if command == "DATA" and answers["DATA"].startswith("354"):
            if (letter := _letter(reading)) is None:
                return
            told.heard.append(".")
            time.sleep(told.slow_s)
            if answers["."].startswith("250") and letter:
                told.taken.append(letter)
            if not _answered(told, answers["."], writing, "."):
                return


def _letter(reading: Any) -> bytes | None:
    """Read to the dot; nothing when whoever calls hangs up before it."""
    lines = []
    while (line := reading.readline()) != b".\r\n":
        if not line:
            return None
        lines.append(line)
    return b"".join(lines)


def _answered(told: Talking, answer: str, writing: Any, command: str) -> bool:
    said = answer.removesuffix(HANG_UP).strip()
    if command == "EHLO" and said and told.pipelining:
        said = "250-well\r\n250 PIPELINING"
    if said:
        writing.write(f"{said}\r\n".encode("latin-1"))
    return not answer.endswith(HANG_UP)
