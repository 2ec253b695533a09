# SPDX-License-Identifier: EUPL-1.2
"""The parts of a message, with every loop bounded.

Python's own parser calls itself for each part within a part, and a stranger chooses how many there are. This
one looks at most three parts deep and at 40 parts, and understands what reports need: headers, boundaries,
base64 and quoted-printable.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 1_000_000
"""What follows is not looked at: a report says early what it says, and carries the letter last."""
MOST_PARTS = 40
DEEPEST = 3
MOST_HEADERS = 500
LONGEST_HEADER = 4_000

_PARAMETER = re.compile(r';\s{0,20}([\w*-]{1,40})\s{0,20}=\s{0,20}("[^"]{0,300}"|[^\s;"]{1,300})')


@dataclass(frozen=True)
class Part:
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, in order; values in one line."""
    body: bytes

    def first(self, name: str) -> str:
        """Give the first value of a header, or nothing."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.headers if known == name]

    @property
    def content_type(self) -> str:
        return self.first("content-type").partition(";")[0].strip().casefold() or "text/plain"

    def parameter(self, name: str) -> str:
        """Give a parameter of the content type, such as its boundary."""
        found = _PARAMETER.findall(self.first("content-type"))
        return next((value.strip('"').strip() for key, value in found if key.casefold() == name), "")

    def content(self) -> bytes:
        """Give the body as it was before it was packed for the way."""
        match self.first("content-transfer-encoding").strip().casefold():
            case "base64":
                return _from_base64(self.body)
            case "quoted-printable":
                return quopri.decodestring(self.body)
        return self.body

    def text(self) -> str:
        """Give the words; bytes in a wrong character set become signs that say so."""
        return self.content().decode("utf-8", "replace")


def part_of(raw: bytes) -> Part:
    """Divide headers from what follows; what is no header is left out."""
    raw = raw[:MOST_BYTES].replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b"")
    # A part may begin with an empty line: it has no headers.
    head, _gap, body = ("", b"", raw[1:]) if raw.startswith(b"\n") else _divided(raw)
    return Part(tuple(fields(head)), body)


def _divided(raw: bytes) -> tuple[str, bytes, bytes]:
    head, gap, body = raw.partition(b"\n\n")
    return head[: MOST_HEADERS * 200].decode("utf-8", "replace"), gap, body


def fields(head: str) -> Iterator[tuple[str, str]]:
    """Read `Name: value` lines, with lines that begin with a space joined to the one before."""
    name, words = "", [""]
    for count, line in enumerate(head.split("\n")):
        if count >= MOST_HEADERS:
            break
        if line[:1] in (" ", "\t"):
            words.append(line.strip())
            continue
        if name:
            yield name, " ".join(words).strip()[:LONGEST_HEADER]
        before, colon, after = line.partition(":")
        name, words = (before.strip().casefold() if colon and len(before) < 80 else ""), [after.strip()]
    if name:
        yield name, " ".join(words).strip()[:LONGEST_HEADER]


def parts(whole: Part) -> list[Part]:
    """Give what a message is made of, in order; a message within it is one part and is not opened."""
    found: list[Part] = []
    waiting = [(whole, 0)]
    while waiting and len(found) < MOST_PARTS:
        part, depth = waiting.pop(0)
        if part.content_type.startswith("multipart/") and depth < DEEPEST:
            inner = [(piece, depth + 1) for piece in _pieces(part, MOST_PARTS - len(found))]
            waiting = [*inner, *waiting][:MOST_PARTS]
        else:
            found.append(part)
    return found


def _pieces(part: Part, most: int) -> Iterator[Part]:
    boundary = part.parameter("boundary").encode("utf-8", "replace")
    if not boundary:
        return
    pieces = (b"\n" + part.body).split(b"\n--" + boundary, most + 1)
    for piece in pieces[1 : most + 1]:
        if piece.startswith(b"--"):
            return
        yield part_of(piece.partition(b"\n")[2])


def _from_base64(body: bytes) -> bytes:
    # What is no letter of the alphabet is passed over; a last letter alone fills no byte.
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
