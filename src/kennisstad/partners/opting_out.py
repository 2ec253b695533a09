# SPDX-License-Identifier: EUPL-1.2
"""What we keep of a public id whose owner does not want to be here: enough to know it again, not to read it.

Public ids can be counted through, so the digest is keyed with the installation's secret; a replaced secret
keeps its old digests working.
"""

import hmac

from django.conf import settings


def digest(public_id: str) -> str:
    """Give the digest to keep."""
    return _digest(settings.SECRET_KEY, public_id)


def digests(public_id: str) -> list[str]:
    """Give the digests under which an id may be kept."""
    return [_digest(secret, public_id) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def present_key() -> str:
    """Give what tells the secret with which digests are made now."""
    return _key(settings.SECRET_KEY)


def known_keys() -> list[str]:
    """Give what tells each secret whose digests still work."""
    return [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str) -> str:
    return hmac.digest(secret.encode(), b"research-opt-out-key", "sha256").hex()[:16]


def _digest(secret: str, public_id: str) -> str:
    return hmac.digest(secret.encode(), b"research-opt-out:" + public_id.encode(), "sha256").hex()
