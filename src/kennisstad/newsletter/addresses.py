# SPDX-License-Identifier: EUPL-1.2
"""How an e-mail address is compared, and known again without being kept. Plain Python."""

import hashlib
import hmac
import unicodedata
from functools import lru_cache

from kennisstad.lib.domains import NoDomain, as_servers_write_it

PURPOSE = b"kennisstad.newsletter.address"
MOST, MOST_BEFORE_THE_AT = 254, 64
"""More no mail server has to take (RFC 5321, 4.5.3.1)."""

NO_LETTERS = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""What draws nothing, breaks a line or turns the order of reading around."""


class NotAnAddress(ValueError):
    """No letter can leave for this."""


def compared(address: str) -> str:
    """Give an address in the form in which two of them are compared.

    Capitals do not count, neither does how an accent was typed; a domain is written in the signs that the
    mail server sees. A plus and what follows it, dots, and quotes stay: only the owner's server knows what
    they mean. Doing it twice changes nothing more.

    Raises:
        NotAnAddress: it holds a line break or another sign that is no letter, or is too long.
    """
    before, _at, domain = unicodedata.normalize("NFC", address).rpartition("@")
    if not (before and domain) or any(unicodedata.category(sign) in NO_LETTERS for sign in address):
        raise NotAnAddress("This is not one line with an @ in it.")
    found = f"{_folded(before)}@{_as_servers_write_it(domain)}"
    if len(before.encode()) > MOST_BEFORE_THE_AT or len(found.encode()) > MOST:
        raise NotAnAddress("This is too long for a mail server.")
    return found


def digest_of(address: str, secret: str) -> str:
    """Give the mark of an address under a secret: 64 signs that do not lead back to it."""
    return hmac.new(_key(secret), compared(address).encode(), hashlib.sha256).hexdigest()


def _folded(text: str) -> str:
    # Folding can take a composed letter apart; in this order a second time changes nothing.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def _as_servers_write_it(domain: str) -> str:
    try:
        return as_servers_write_it(domain).casefold()
    except NoDomain:
        raise NotAnAddress("There is no such domain.") from None


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return hashlib.sha256(PURPOSE + secret.encode()).digest()
