# SPDX-License-Identifier: EUPL-1.2
"""A message → the same message with a signature above it."""

import base64
import hashlib
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SIGNED = (
    "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
    "mime-version", "content-type", "content-transfer-encoding", "auto-submitted", "precedence",
    "list-id", "list-unsubscribe", "list-unsubscribe-post", "list-archive", "feedback-id",
)  # fmt: skip
"""As often as they stand there. RFC 8058 asks for both headers about leaving."""
OVERSIGNED = ("from", "to", "subject", "date", "content-type")
"""Once more than they stand there: who adds another breaks the signature."""

WIDTH = 70

_LINE = "\r\n\t"
_LINE_END = re.compile(rb"\r\n|\r|\n")
_SPACES = re.compile(rb"[ \t]+")
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)")


class NotAMessage(ValueError):
    """It has no From, or a line among its headers that is none: it cannot be signed."""


@dataclass(frozen=True)
class Signer:
    """Signs for one domain."""

    domain: str
    selector: str
    rsa_sha256: Callable[[bytes], bytes]
    """Sign bytes with the private key (RSASSA-PKCS1-v1_5)."""

    def sign(self, message: bytes, *, at: int) -> bytes:
        """Give a message with a signature above it, and its lines ended as they travel (CRLF).

        Args:
            at: seconds since 1970.
        Raises:
            NotAMessage: it cannot be signed.

        Cost: 1.2 ms for 15 kB with a key of 2048 bits on a core of 2026, of which RSA takes 0.4 to 0.9.
        """
        message = _LINE_END.sub(b"\r\n", message)
        message += b"" if message.endswith(b"\r\n") else b"\r\n"
        head, _gap, body = message.partition(b"\r\n\r\n")
        headers = _headers(head)
        names = _names(headers)
        if "from" not in headers:
            raise NotAMessage("A message without From cannot be signed.")
        fields = {
            "v": "1",
            "a": "rsa-sha256",
            "c": "relaxed/relaxed",
            "d": self.domain,
            "s": self.selector,
            "t": str(at),
            "h": ":".join(names),
            "bh": base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode(),
            "b": "",
        }
        unsigned = _folded(fields)
        proof = self.rsa_sha256(_in_order(headers, names) + b"dkim-signature:" + relaxed_value(unsigned))
        signature = _LINE.join(textwrap.wrap(base64.b64encode(proof).decode(), WIDTH)).encode()
        return b"DKIM-Signature:" + unsigned + signature + b"\r\n" + message


def _headers(head: bytes) -> dict[str, list[bytes]]:
    """Give the values of each header, in order."""
    found: dict[str, list[bytes]] = defaultdict(list)
    place = 0
    while place < len(head):
        match = _HEADER.match(head, place)
        if not match:
            raise NotAMessage("A line among the headers is none.")
        found[match[1].decode("ascii").lower()].append(match[2])
        place = match.end() + 2
    return dict(found)


def _names(headers: dict[str, list[bytes]]) -> list[str]:
    once = [name for name in SIGNED for _value in headers.get(name, [])]
    return [*once, *OVERSIGNED]


def _in_order(headers: dict[str, list[bytes]], names: Sequence[str]) -> bytes:
    """Give the headers as they are signed: of several, the last counts first (5.4.2)."""
    left = {name: [*values] for name, values in headers.items()}
    lines = [
        name.encode() + b":" + relaxed_value(left[name].pop()) + b"\r\n" for name in names if left.get(name)
    ]
    return b"".join(lines)


def relaxed_value(value: bytes) -> bytes:
    """Give a header's value in one line with single spaces (3.4.2)."""
    return _SPACES.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")


def relaxed_body(body: bytes) -> bytes:
    """Give a body with single spaces, none at the end of a line, and no empty lines at its end (3.4.4)."""
    body = _SPACES.sub(b" ", body).replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return body + b"\r\n" if body else b""


def _folded(fields: dict[str, str]) -> bytes:
    """Write the value of the header in lines that travel well, up to and with `b=`."""
    # Space around a colon counts for nothing in `h`: it may be cut there.
    names = textwrap.wrap(fields["h"].replace(":", ": "), WIDTH, break_on_hyphens=False)
    lines = [f"{name}={value}" for name, value in {**fields, "h": _LINE.join(names)}.items()]
    return f" {f';{_LINE}'.join(lines)}".encode()
