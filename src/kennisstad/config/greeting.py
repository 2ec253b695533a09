# SPDX-License-Identifier: EUPL-1.2
"""What a person sees who started kennisstad: where it is, and how to sign in to the example."""

import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path


def say(text: str) -> None:
    """Tell what happens, at once, also when our output goes to a file."""
    print(text, file=sys.stderr, flush=True)


def address_of(host: str, port: int) -> str:
    """Give the address to type into a browser on this machine."""
    return f"http://{in_brackets(_here(host))}:{port}"


def in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _here(host: str) -> str:
    """Give a name for this machine where the host stands for all of its names."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (we do not listen here)


class Greeting:
    """Says once, as soon as a page answers, where the site is."""

    def __init__(self, host: str, port: int, *, sign_ins: Path) -> None:
        """`sign_ins` is the file with the example's names and passwords, where there is one."""
        self.host, self.port, self.sign_ins = host, port, sign_ins
        self.said = False

    def __call__(self) -> None:
        if not self.said and (status := self._first_answer()):
            self.said = True
            print(self._words(status), flush=True)

    def _first_answer(self) -> int | None:
        """Give the status of the front page; None as long as nobody answers."""
        connection = HTTPConnection(_here(self.host), self.port, timeout=10)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()

    def _words(self, status: int) -> str:
        address = address_of(self.host, self.port)
        if status >= 500:
            return f"kennisstad runs on {address}, but its front page fails: the lines above say why."
        return f"kennisstad answers on {address}\n{self._example()}Press Ctrl-C to stop."

    def _example(self) -> str:
        if not self.sign_ins.exists():
            return ""
        return f"\nTo sign in to the example (name, password, role):\n{self.sign_ins.read_text().strip()}\n\n"
