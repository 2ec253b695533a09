# SPDX-License-Identifier: EUPL-1.2
"""Codes of bookings with this installation's own secret; a replaced secret keeps its old codes working."""

from uuid import UUID

from django.conf import settings

from kennisstad.schools import codes


def new_code(key: UUID) -> tuple[str, str]:
    """Give the code of a new booking and the digest to keep."""
    code = codes.derive(settings.SECRET_KEY, key)
    return code, codes.digest(settings.SECRET_KEY, code)


def code_of(key: UUID, digest: str) -> str:
    """Give the code of a booking that was made under this secret or an earlier one.

    Raises:
        LookupError: the secret of those days is no longer known.
    """
    for secret in _secrets():
        code = codes.derive(secret, key)
        if codes.digest(secret, code) == digest:
            return code
    raise LookupError("No secret of ours made this code.")


def digests(typed: str) -> list[str]:
    """Give the digests under which a code from an address may be kept."""
    return [codes.digest(secret, typed) for secret in _secrets()]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
