# SPDX-License-Identifier: EUPL-1.2
"""Codes with this installation's own secret; a replaced secret keeps its old codes working."""

from django.conf import settings

from kennisstad.years import codes
from kennisstad.years.models import Adoption


def code_of(adoption: Adoption) -> str:
    """Give the code of an adoption that was made under this secret or an earlier one.

    Raises:
        LookupError: the secret of those days is no longer known.
    """
    for secret in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        code = codes.derive(secret, adoption.key)
        if codes.digest(code) == adoption.code_digest:
            return code
    raise LookupError("No secret of ours made this code.")


def adoption_with(code: str) -> Adoption | None:
    """Find by code, with its day and year."""
    found = Adoption.objects.filter(code_digest=codes.digest(code[:200]))
    return found.select_related("day__year", "day__area").prefetch_related("day__texts").first()
