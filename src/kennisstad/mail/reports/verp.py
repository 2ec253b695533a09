# SPDX-License-Identifier: EUPL-1.2
"""Return addresses that say which letter comes back (VERP), and that nobody can invent.

`news@example.org` becomes `news+n1234-abcdefghij234567@example.org`: 1234 is the letter's number, the rest
the first 80 bits of an HMAC-SHA-256 over it, in base32. Mail servers may change capitals: nothing depends on
them.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence

from kennisstad.mail.reports.finding import Report

SIGNATURE_BYTES = 10
LONGEST_LOCAL = 64
"""RFC 5321, 4.5.3.1.1."""
LARGEST = 2**63 - 1
_PURPOSE = b"kennisstad.mail.verp:"
_SIGNED = re.compile(r"[+-]n([1-9][0-9]{0,18}|0)-([a-z2-7]{16})(?![a-z0-9])", re.IGNORECASE | re.ASCII)


class NoReturnAddress(ValueError):
    """No return address can be made of this."""


def address(base: str, number: int, secret: str) -> str:
    """Make the return address of one letter.

    Args:
        base: where reports arrive, such as `news@example.org`; its server must deliver `news+…` there too.
        number: 0 to 2⁶³ - 1.
    Raises:
        NoReturnAddress: no such number, no address, or its first part becomes longer than 64 characters.
    """
    local, at, domain = base.rpartition("@")
    made = f"{local}+n{number}-{_signature(number, secret)}"
    if not (local and at and domain) or not 0 <= number <= LARGEST or len(made) > LONGEST_LOCAL:
        raise NoReturnAddress(f"No return address can be made of {base[:80]!r} and {number}.")
    return f"{made}@{domain}"


def number_of(address: str, secrets: Sequence[str]) -> int | None:
    """Read the number in a return address, also behind `rfc822;` or in what a forwarder made of it.

    Args:
        secrets: the one in use and those it replaced; each is tried.
    Returns:
        Nothing when no secret made this address.
    """
    for digits, signature in _SIGNED.findall(address[:1_000]):
        number, given = int(digits), signature.lower().encode()
        # Each is compared in full: how long it takes tells nobody how much was right.
        right = [hmac.compare_digest(_signature(number, secret).encode(), given) for secret in secrets]
        if number <= LARGEST and any(right):
            return number
    return None


def number_in(report: Report, secrets: Sequence[str], *, envelope: Iterable[str] = ()) -> int | None:
    """Find which letter a report is about.

    Args:
        envelope: the recipients that the mail server names beside the message; they are looked at first.
    """
    found = (number_of(one, secrets) for one in (*envelope, *report.addresses))
    return next((number for number in found if number is not None), None)


def _signature(number: int, secret: str) -> str:
    digest = hmac.new(secret.encode(), _PURPOSE + str(number).encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:SIGNATURE_BYTES]).decode().lower()
