# SPDX-License-Identifier: EUPL-1.2
"""The code in the link of whoever asked for a day: 160 bits, derived, of which only a digest is kept.

It comes from the installation's secret and the adoption's key, so that a letter can name it later.
"""

import hashlib
import hmac
from uuid import UUID

PREFIX = "day-"
"""Makes a code known for what it is, so that it can be kept out of the log."""
LENGTH = 40


def derive(secret: str, key: UUID) -> str:
    """Give the code of the adoption with this key."""
    return PREFIX + hmac.digest(secret.encode(), b"adopted-day:" + key.bytes, "sha256").hex()[:LENGTH]


def digest(code: str) -> str:
    """Give the digest by which a code is found."""
    return hashlib.sha256(code.encode()).hexdigest()
