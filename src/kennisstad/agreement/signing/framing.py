# SPDX-License-Identifier: EUPL-1.2
"""Looks at the bytes that no signature covers: those of the last signature itself.

A signature stands in a hole in the file that it leaves out, and parts of its own frame are covered by
nothing (RFC 5652, section 5.4). So that a changed byte is told there too, the frame is put together anew
from what the signature says, and must be the same.
"""

from collections.abc import Iterator
from itertools import product

from asn1crypto import parser

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("300b06092a864886f70d010701")
NULL = b"\x05\x00"
SEQUENCE, SET = b"\x30", b"\x31"
ISSUER_VERSION, KEY_VERSION = b"\x02\x01\x01", b"\x02\x01\x03"
"""Of a signature that names its certificate by issuer and number, or by its key."""


def is_tidy(hole: bytes) -> bool:
    """Say whether the hole in a file holds one signature, in one way of writing, and no other byte."""
    digits = hole[1:-1]
    if hole[:1] != b"<" or hole[-1:] != b">" or digits not in (digits.lower(), digits.upper()):
        return False
    try:
        content = bytes.fromhex(digits.decode("ascii"))
        length = parser.peek(content)
        return not any(content[length:]) and content[:length] in _frames(content[:length])
    except ValueError:
        return False


def _frames(content: bytes) -> Iterator[bytes]:
    """Write the signature in each way that is allowed: digests are named with an empty parameter or none."""
    _kind, inner = _parts(content)
    (signed_data,) = _parts(inner)
    _version, _digests, _encapsulated, *certificates, signers = _parts(signed_data)
    (signer,) = _parts(signers)
    _own_version, holder, digest, *rest = _parts(signer)
    version = ISSUER_VERSION if holder[:1] == SEQUENCE else KEY_VERSION
    for among_all, own in product(_digests_named(digest), repeat=2):
        signed = _wrap(SEQUENCE, version + holder + own + b"".join(rest))
        body = version + _wrap(SET, among_all) + DATA + b"".join(certificates) + _wrap(SET, signed)
        yield _wrap(SEQUENCE, SIGNED_DATA + _wrap(b"\xa0", _wrap(SEQUENCE, body)))


def _digests_named(digest: bytes) -> list[bytes]:
    return [_wrap(SEQUENCE, _parts(digest)[0] + parameters) for parameters in (b"", NULL)]


def _parts(value: bytes) -> list[bytes]:
    """Take what is inside a value apart."""
    _class, _method, _tag, _head, content, _trailer = parser.parse(value)
    found, place = [], 0
    while place < len(content):
        length = parser.peek(content[place:])
        found.append(content[place : place + length])
        place += length
    return found


def _wrap(tag: bytes, content: bytes) -> bytes:
    length = len(content)
    if length < 128:
        return tag + bytes([length]) + content
    size = (length.bit_length() + 7) // 8
    return tag + bytes([128 + size]) + length.to_bytes(size) + content
