# SPDX-License-Identifier: EUPL-1.2
"""The codes in a reader's letters: each for one purpose, signed, and kept nowhere.

Cost: a few µs for each, a fifth of Django's own signer: an issue has two for each of a million readers.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest, digest
from uuid import UUID

from django.conf import settings

CONFIRM_WITHIN = timedelta(days=7)
"""`audit/retention.yaml` throws away after the same time who did not confirm."""
CONFIRM, CHOICES, LEAVE = (f"kennisstad.newsletter.{purpose}" for purpose in ("confirm", "choices", "leave"))
KEY_BYTES, TIME_BYTES = 16, 6
MARK_BYTES = 20
"""160 bits, and no sign is needed to fill up a code."""


def confirm_code(key: UUID, *, at: datetime) -> str:
    """Give a code that works for a week."""
    return _sign(key.bytes + int(at.timestamp()).to_bytes(TIME_BYTES, "big"), CONFIRM)


def choices_code(key: UUID) -> str:
    """Give a code that works for as long as somebody is a reader."""
    return _sign(key.bytes, CHOICES)


def leave_code(key: UUID) -> str:
    """Give a code that works for as long as somebody is a reader."""
    return _sign(key.bytes, LEAVE)


def to_confirm(code: str, *, at: datetime) -> tuple[UUID, datetime] | None:
    """Read a code; nothing when it is altered, too old or for another purpose.

    Returns:
        Whose it is, and when they asked, in whole seconds.
    """
    told = _unsign(code, CONFIRM)
    if told is None:
        return None
    asked_at = datetime.fromtimestamp(int.from_bytes(told[KEY_BYTES:], "big"), tz=UTC)
    return (UUID(bytes=told[:KEY_BYTES]), asked_at) if at - asked_at <= CONFIRM_WITHIN else None


def to_choose(code: str) -> UUID | None:
    told = _unsign(code, CHOICES)
    return UUID(bytes=told) if told else None


def to_leave(code: str) -> UUID | None:
    told = _unsign(code, LEAVE)
    return UUID(bytes=told) if told else None


def _sign(told: bytes, purpose: str) -> str:
    return urlsafe_b64encode(told + _mark(told, purpose, settings.SECRET_KEY)).decode()


def _unsign(code: str, purpose: str) -> bytes | None:
    try:
        whole = urlsafe_b64decode(code.encode("ascii"))
    except ValueError:
        return None
    told, mark = whole[:-MARK_BYTES], whole[-MARK_BYTES:]
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    known = [secret for secret in secrets if compare_digest(mark, _mark(told, purpose, secret))]
    # A sign that does not belong in a code is skipped over in reading: such a code is not ours.
    return told if known and urlsafe_b64encode(whole).decode() == code else None


def _mark(told: bytes, purpose: str, secret: str) -> bytes:
    return digest(_key(purpose, secret), told, "sha256")[:MARK_BYTES]


@lru_cache(maxsize=32)
def _key(purpose: str, secret: str) -> bytes:
    return sha256(f"{purpose}\n{secret}".encode()).digest()
