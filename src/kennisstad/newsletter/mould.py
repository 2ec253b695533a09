# SPDX-License-Identifier: EUPL-1.2
"""A letter made once, in which each reader's own parts are put: making MIME anew is what costs. Plain Python.

Sources: RFC 5322 (messages), RFC 2045 section 6.7 (quoted-printable), RFC 2369 and 8058 (List-Unsubscribe),
RFC 2919 (List-Id), RFC 3834 section 5 (Auto-Submitted).
"""

import quopri
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr

LEAVE, CHOICES = "own-leave.invalid", "own-choices.invalid"
"""Stand in html and text where a reader's own addresses come."""
IN_BODY = {LEAVE: "leave", CHOICES: "choices"}
SOFT_BREAK = b"=\r\n"
LONGEST_LINE = 76


@dataclass(frozen=True)
class Written:
    """What every reader of one letter gets alike."""

    subject: str
    html: str
    text: str
    sender_name: str
    sender: str
    list_id: str
    """A name within our own domain, such as `newsletter.example.org`."""
    language: str


@dataclass(frozen=True)
class Own:
    """What differs; all of it ASCII without line breaks, for addresses and codes are."""

    to: str
    message_id: str
    date: str
    leave: str
    choices: str
    one_click: str


class Mould:
    """Cast as many letters as there are readers; each costs a join of some twenty pieces."""

    def __init__(self, written: Written) -> None:
        """Make the letter; about as costly as one message of the standard library."""
        self._pieces = [*_head(written), *_body(written)]

    def cast(self, own: Own) -> bytes:
        """Give a whole message with lines that end in CRLF.

        Raises:
            ValueError: a part of the reader's own is no single line of ASCII.
        """
        values = _encoded(own)
        return b"".join(piece if isinstance(piece, bytes) else values[piece] for piece in self._pieces)


Piece = bytes | str
"""Bytes stay as they are; a string names what comes in its place."""


def _head(written: Written) -> Iterator[Piece]:
    sender = formataddr((written.sender_name, written.sender))
    yield _line("From", sender) + _line("Subject", _encoded_words(written.subject))
    for name, before, value, after in (
        ("To", b"", "to", b""),
        ("Date", b"", "date", b""),
        ("Message-ID", b"", "message_id", b""),
        ("List-Unsubscribe", b"<", "one_click", b">"),
    ):
        yield f"{name}: ".encode() + before
        yield value
        yield after + b"\r\n"
    yield _line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    yield _line("List-Id", f"<{written.list_id}>")
    # No holiday reply to a newsletter: one header for those who know the standard, one for Exchange.
    yield _line("Auto-Submitted", "auto-generated") + _line("X-Auto-Response-Suppress", "All")
    yield _line("Content-Language", written.language) + _line("MIME-Version", "1.0")


def _body(written: Written) -> Iterator[Piece]:
    # Quoted-printable never holds "=_", so no text can hold this.
    boundary = f"=_{secrets.token_hex(16)}"
    yield _line("Content-Type", f'multipart/alternative; boundary="{boundary}"') + b"\r\n"
    for kind, words in (("plain", written.text), ("html", written.html)):
        yield f"--{boundary}\r\n".encode()
        yield _line("Content-Type", f'text/{kind}; charset="utf-8"')
        yield _line("Content-Transfer-Encoding", "quoted-printable") + b"\r\n"
        yield from _with_slots(words)
        yield b"\r\n"
    yield f"--{boundary}--\r\n".encode()


def _with_slots(words: str) -> Iterator[Piece]:
    for marker, name in IN_BODY.items():
        before, found, after = words.partition(marker)
        if found:
            yield from _with_slots(before)
            # A soft break is nothing once decoded: so what comes here begins and ends a line of its own.
            yield SOFT_BREAK
            yield f"quoted {name}"
            yield SOFT_BREAK
            yield from _with_slots(after)
            return
    yield _quoted(words)


def _quoted(words: str) -> bytes:
    lines = quopri.encodestring(words.encode()).split(b"\n")
    if len(lines[-1]) > LONGEST_LINE - 1:
        # A soft break may follow, and needs room; never between the signs of one code.
        cut = lines[-1].rfind(b"=", LONGEST_LINE - 4)
        cut = cut if cut > 0 else LONGEST_LINE - 1
        lines[-1:] = [lines[-1][:cut] + b"=", lines[-1][cut:]]
    return b"\r\n".join(lines)


def _line(name: str, value: str) -> bytes:
    if "\n" in value or "\r" in value:
        raise ValueError("A header is one line.")
    return f"{name}: {value}\r\n".encode("ascii")


def _encoded_words(text: str) -> str:
    text = " ".join(text.split())
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=70).encode(linesep="")


def _encoded(own: Own) -> Mapping[str, bytes]:
    values = {name: value.encode("ascii") for name, value in vars(own).items()}
    if any(b"\r" in value or b"\n" in value for value in values.values()):
        raise ValueError("What is a reader's own is one line.")
    for name in IN_BODY.values():
        values[f"quoted {name}"] = quopri.encodestring(values[name]).replace(b"\n", b"\r\n")
    return values
