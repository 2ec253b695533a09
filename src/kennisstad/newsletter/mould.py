# SPDX-License-Identifier: EUPL-1.2
"""A letter made once, in which each reader's own parts are put: making MIME anew is what costs. Plain Python.

Sources: RFC 5322 (messages), RFC 2045 section 6.7 (quoted-printable), RFC 2047 (encoded words), RFC 2369
and 8058 (List-Unsubscribe), RFC 2919 (List-Id), RFC 3834 section 5 (Auto-Submitted).
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.header import Header

IN_BODY = ("leave", "choices")
"""What of a reader's own stands in html and text."""
UNSUBSCRIBE = "List-Unsubscribe"
CRLF, SOFT_BREAK = b"\r\n", b"=\r\n"
LONGEST_WRITTEN, LONGEST_HEADER = 75, 76
"""A line of the body leaves room for a soft break behind it; one of a header may hold encoded words."""
ENCODED = re.compile(rb"[^\t !-<>-~]|[\t ]\Z")
"""What quoted-printable cannot leave as it is; on the way blanks at a line's end may go."""
FOLD = re.compile(r"\r\n (?=[!-~])")


@dataclass(frozen=True)
class Marks:
    """What stands in html and text where a reader's own addresses come, until they do."""

    leave: str
    choices: str


def new_marks() -> Marks:
    """Make marks that nobody knows who writes something that a letter tells of.

    A known one could be written into any link, and would hand the writer the codes of all readers.
    """
    return Marks(*(f"own-{secrets.token_hex(16)}.invalid" for _name in IN_BODY))


@dataclass(frozen=True)
class Written:
    """What every reader of one letter gets alike."""

    marks: Marks

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
    """What differs; all of it one line of printable ASCII, for addresses and codes are."""

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
            ValueError: a part of the reader's own is no single line of printable ASCII.
        """
        values = _encoded(own)
        return b"".join(piece if isinstance(piece, bytes) else values[piece] for piece in self._pieces)


Piece = bytes | str
"""Bytes stay as they are; a string names what comes in its place."""


def _head(written: Written) -> Iterator[Piece]:
    yield _line("From", _sender(written.sender_name, written.sender))
    yield _line("Subject", _words("Subject", written.subject))
    for name in ("To", "Date", "Message-ID", UNSUBSCRIBE):
        yield f"header {name}"
    yield _line(f"{UNSUBSCRIBE}-Post", "List-Unsubscribe=One-Click")
    yield _line("List-Id", f"<{written.list_id}>")
    # No holiday reply to a newsletter: one header for those who know the standard, one for Exchange.
    yield _line("Auto-Submitted", "auto-generated") + _line("X-Auto-Response-Suppress", "All")
    yield _line("Content-Language", written.language) + _line("MIME-Version", "1.0")


def _body(written: Written) -> Iterator[Piece]:
    # Quoted-printable never holds "=_", so no text can hold this.
    boundary = f"=_{secrets.token_hex(16)}"
    yield _line("Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"') + CRLF
    for kind, words in (("plain", written.text), ("html", written.html)):
        yield f"--{boundary}\r\n".encode()
        yield _line("Content-Type", f'text/{kind}; charset="utf-8"')
        yield _line("Content-Transfer-Encoding", "quoted-printable") + b"\r\n"
        yield from _with_slots(words, written.marks)
        yield b"\r\n"
    yield f"--{boundary}--\r\n".encode()


def _with_slots(words: str, marks: Marks) -> Iterator[Piece]:
    for name in IN_BODY:
        before, found, after = words.partition(getattr(marks, name))
        if found:
            yield from _with_slots(before, marks)
            # A soft break is nothing once decoded: so what comes here begins and ends a line of its own.
            yield SOFT_BREAK
            yield f"quoted {name}"
            yield SOFT_BREAK
            yield from _with_slots(after, marks)
            return
    yield _quoted(words)


def _quoted(words: str) -> bytes:
    return CRLF.join(_quoted_line(line) for line in words.replace("\r\n", "\n").split("\n"))


def _quoted_line(line: str) -> bytes:
    written, pieces = ENCODED.sub(lambda found: b"=%02X" % found[0][0], line.encode()), []
    while len(written) > LONGEST_WRITTEN:
        # Never between the signs of one code.
        code = written.rfind(b"=", LONGEST_WRITTEN - 2, LONGEST_WRITTEN)
        cut = code if code > 0 else LONGEST_WRITTEN
        pieces.append(written[:cut])
        written = written[cut:]
    return SOFT_BREAK.join([*pieces, written])


def _line(name: str, value: str) -> bytes:
    if re.search(r"[\r\n]", FOLD.sub("", value)):
        raise ValueError("A header is one line.")
    return f"{name}: {value}\r\n".encode("ascii")


def _words(name: str, text: str) -> str:
    text = " ".join(text.split())
    return text if _fits(name, text) else _encoded_words(name, text)


def _sender(name: str, address: str) -> str:
    name = " ".join(name.split())
    if not name:
        return address
    quoted = '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))
    shown = quoted if _fits("From", quoted) else _encoded_words("From", name)
    last = f"From: {shown}".rpartition("\r\n")[2]
    between = " " if len(f"{last} <{address}>") <= LONGEST_HEADER else "\r\n "
    return f"{shown}{between}<{address}>"


def _fits(name: str, text: str) -> bool:
    return (
        text.isascii()
        and text.isprintable()
        and "=?" not in text
        and len(f"{name}: {text}") <= LONGEST_HEADER
    )


def _encoded_words(name: str, text: str) -> str:
    """Give words in pieces of some 70 signs, each on a line (RFC 2047 section 2)."""
    return Header(text, "utf-8", maxlinelen=LONGEST_HEADER, header_name=name).encode(linesep="\r\n")


def _encoded(own: Own) -> Mapping[str, bytes]:
    if not all(value.isascii() and value.isprintable() for value in vars(own).values()):
        raise ValueError("What is a reader's own is one line of plain signs.")
    lines = {"To": own.to, "Date": own.date, "Message-ID": own.message_id, UNSUBSCRIBE: f"<{own.one_click}>"}
    return {
        **{f"header {name}": _own_line(name, value) for name, value in lines.items()},
        **{f"quoted {name}": _quoted(getattr(own, name)) for name in IN_BODY},
    }


def _own_line(name: str, value: str) -> bytes:
    # An address cannot be broken in two: a long one begins a line.
    between = " " if len(f"{name}: {value}") <= LONGEST_HEADER else "\r\n "
    return f"{name}:{between}{value}\r\n".encode("ascii")
