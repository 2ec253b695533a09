# SPDX-License-Identifier: EUPL-1.2
"""Codes of bookings: 160 bits, derived from the installation's secret and the booking's key.

They are not stored: a letter can name one later, and a stolen database without the secret cannot.
"""

import hmac
from uuid import UUID

BEGINS = "book-"
"""By its beginning the log knows a code, and leaves it out."""


def derive(secret: str, key: UUID) -> str:
    """Give the code of the booking with this key."""
    return BEGINS + hmac.digest(secret.encode(), b"booking-code:" + key.bytes, "sha256").hex()[:40]


def digest(secret: str, code: str) -> str:
    """Give what the database keeps of a code: enough to find it by, not to read it back."""
    kept = code[:80].encode("utf-8", "replace")
    return hmac.digest(secret.encode(), b"booking-digest:" + kept, "sha256").hex()
