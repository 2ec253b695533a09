# SPDX-License-Identifier: EUPL-1.2
"""The marks of an address under the site's own secrets."""

from django.conf import settings

from kennisstad.newsletter.addresses import digest_of


def digest_now(address: str) -> str:
    """Give the mark that a new row gets."""
    return digest_of(address, settings.SECRET_KEY)


def old_digests(address: str) -> list[str]:
    """Give the marks that a row may still have from before the secret was changed."""
    return [digest_of(address, secret) for secret in settings.SECRET_KEY_FALLBACKS]


def digests(address: str) -> list[str]:
    return [digest_now(address), *old_digests(address)]
