# SPDX-License-Identifier: EUPL-1.2
"""How an e-mail address is known again without being kept. Plain Python."""

import hashlib
import hmac
from functools import lru_cache

from kennisstad.lib.mail_address import compared

PURPOSE = b"kennisstad.newsletter.address"


def digest_of(address: str, secret: str) -> str:
    """Give the mark of an address under a secret: 64 signs that do not lead back to it."""
    return hmac.new(_key(secret), compared(address).encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return hashlib.sha256(PURPOSE + secret.encode()).digest()
