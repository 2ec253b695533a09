# SPDX-License-Identifier: EUPL-1.2
"""Codes with this installation's own secret; a replaced secret keeps its old codes working."""

from kennisstad.web.derived import DerivedCodes
from kennisstad.years import codes
from kennisstad.years.models import Adoption

CODES = DerivedCodes(codes.derive, lambda _secret, code: codes.digest(code))


def code_of(adoption: Adoption) -> str:
    """Give the code of an adoption that was made under this secret or an earlier one.

    Raises:
        LookupError: the secret of those days is no longer known.
    """
    return CODES.of(adoption.key, adoption.code_digest)


def adoption_with(code: str) -> Adoption | None:
    """Find by code, with its day and year."""
    found = Adoption.objects.filter(code_digest=codes.digest(code[:200]))
    return found.select_related("day__year", "day__area").prefetch_related("day__texts").first()
