# SPDX-License-Identifier: EUPL-1.2
"""DKIM: the public key that letters of a domain are checked with (RFC 6376, 8301, 8463)."""

import base64
import binascii
from collections.abc import Iterator, Mapping

from kennisstad.mail.deliverability.finding import Finding, Level, Part, Reason
from kennisstad.mail.deliverability.records import tags_of
from kennisstad.mail.deliverability.rsa_key import bits_of

LEAST_BITS, BITS_ADVISED = 1024, 2048
"""RFC 8301, 3.2."""
ED25519_BYTES = 32


def explain(record: str, *, selector: str = "") -> list[Finding]:
    """Say what one key record means and what is wrong with it."""
    tags = tags_of(record)
    if tags is None or "p" not in tags:
        return [_seen(Level.PROBLEM, Reason.DKIM_SYNTAX, selector)]
    if "v" in tags and (tags["v"] != "DKIM1" or next(iter(tags)) != "v"):
        return [_seen(Level.PROBLEM, Reason.DKIM_VERSION, selector)]
    if not tags["p"]:
        return [_seen(Level.PROBLEM, Reason.DKIM_REVOKED, selector)]
    return [_key(tags, selector), *_limits(tags, selector)]


def _key(tags: Mapping[str, str], selector: str) -> Finding:
    kind = tags.get("k", "rsa").lower()
    if kind not in ("rsa", "ed25519"):
        return _seen(Level.PROBLEM, Reason.DKIM_KEY_TYPE, selector, kind=kind[:20])
    key = _decoded(tags["p"])
    if kind == "ed25519":
        right = len(key) == ED25519_BYTES
        return (
            _seen(Level.ATTENTION, Reason.DKIM_ED25519, selector)
            if right
            else _seen(Level.PROBLEM, Reason.DKIM_KEY_UNREADABLE, selector)
        )
    return _of_length(bits_of(key), selector)


def _of_length(bits: int, selector: str) -> Finding:
    if not bits:
        return _seen(Level.PROBLEM, Reason.DKIM_KEY_UNREADABLE, selector)
    if bits < LEAST_BITS:
        return _seen(Level.PROBLEM, Reason.DKIM_KEY_WEAK, selector, bits=str(bits))
    if bits < BITS_ADVISED:
        return _seen(Level.ATTENTION, Reason.DKIM_KEY_SHORT, selector, bits=str(bits))
    return _seen(Level.OK, Reason.DKIM_KEY, selector, bits=str(bits))


def _limits(tags: Mapping[str, str], selector: str) -> Iterator[Finding]:
    if "y" in _listed(tags.get("t", "")):
        yield _seen(Level.ATTENTION, Reason.DKIM_TESTING, selector)
    if "h" in tags and "sha256" not in _listed(tags["h"]):
        yield _seen(Level.PROBLEM, Reason.DKIM_SHA1, selector)
    if not {"*", "email"} & _listed(tags.get("s", "*")):
        yield _seen(Level.PROBLEM, Reason.DKIM_NOT_MAIL, selector)


def _listed(value: str) -> set[str]:
    return {word.strip().lower() for word in value.split(":")}


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _seen(level: Level, reason: Reason, selector: str, **facts: str) -> Finding:
    return Finding(Part.DKIM, level, reason, {"selector": selector, **facts})
