# SPDX-License-Identifier: EUPL-1.2
"""The codes in an ambassador's letters: each for one purpose, signed, and kept nowhere."""

from datetime import timedelta
from uuid import UUID

from django.core import signing

CONFIRM_WITHIN = timedelta(days=7)
CONFIRM, LEAVE = "kennisstad.welcome.confirm", "kennisstad.welcome.leave"


def confirm_code(key: UUID) -> str:
    return signing.TimestampSigner(salt=CONFIRM).sign(key.hex)


def leave_code(key: UUID) -> str:
    """Give a code that works for as long as somebody is in the network."""
    return signing.Signer(salt=LEAVE).sign(key.hex)


def to_confirm(code: str) -> UUID | None:
    """Read a code; nothing when it is altered, too old or for another purpose."""
    try:
        return UUID(signing.TimestampSigner(salt=CONFIRM).unsign(code, max_age=CONFIRM_WITHIN))
    except (signing.BadSignature, ValueError):
        return None


def to_leave(code: str) -> UUID | None:
    try:
        return UUID(signing.Signer(salt=LEAVE).unsign(code))
    except (signing.BadSignature, ValueError):
        return None
