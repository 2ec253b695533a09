# SPDX-License-Identifier: EUPL-1.2
"""The addresses in a reader's letters, whole, in the reader's language."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kennisstad.newsletter.tokens import choices_code, confirm_code, leave_code

WITH_A_CODE = ("confirm", "choices", "leave")


def confirm_address(key: UUID, language: str, *, at: datetime) -> str:
    return f"{settings.SITE_ADDRESS}{_beginning('confirm', language)}{confirm_code(key, at=at)}/"


def choices_address(key: UUID, language: str) -> str:
    return f"{settings.SITE_ADDRESS}{_beginning('choices', language)}{choices_code(key)}/"


def leave_address(key: UUID, language: str) -> str:
    return f"{settings.SITE_ADDRESS}{_beginning('leave', language)}{leave_code(key)}/"


def archive_address(language: str) -> str:
    """Give where the last links of a letter lead that goes to no reader."""
    with override(language):
        return settings.SITE_ADDRESS + reverse("newsletter:archive")


def beginnings() -> list[str]:
    """Give what the addresses with a code begin with, in the language of the moment."""
    return [reverse(f"newsletter:{name}", args=["x"]).removesuffix("x/") for name in WITH_A_CODE]


@lru_cache(maxsize=16)
def _beginning(name: str, language: str) -> str:
    # Looking an address up takes longer than signing its code.
    with override(language):
        return reverse(f"newsletter:{name}", args=["x"]).removesuffix("x/")
