# SPDX-License-Identifier: EUPL-1.2
"""Which passwords are strong enough: rules of our own beside Django's list of common ones.

Source: OWASP ASVS 5.0, 6.2: at least 12 characters, no rules of composition, no words of the context.
"""

import re
import unicodedata
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST = 12
_LEAST_DIFFERENT = 5
_LEAST_OWN = 6
"""Letters that have to be left when the words anybody would try first are taken out."""
_TRIED_FIRST = ("kennisstad", "wachtwoord", "password", "welkom", "welcome", "admin", "beheer", "qwerty")
_NO_LETTER = re.compile(r"[\W\d_]+")


class OwnRules:
    """Refuse what is short, of a few signs only, invisible, or made of words that everybody tries first."""

    def validate(self, password: str, user: Any = None) -> None:
        """Say what is wrong with a password.

        Raises:
            ValidationError: it is not strong enough.
        """
        if sentence := _wrong(password):
            raise ValidationError(sentence)

    def get_help_text(self) -> str:
        return _("At least 12 characters. A few words in a row are easy to keep in mind.")


def _wrong(password: str) -> str:
    if len(password) < LEAST:
        return _("This password is too short. Use at least 12 characters.")
    if any(unicodedata.category(sign).startswith("C") for sign in password):
        return _("This password has an invisible sign in it. Type it by hand.")
    if len(set(password)) < _LEAST_DIFFERENT:
        return _("This password repeats a few signs. Use a few words in a row.")
    if len(_own_letters(password)) < _LEAST_OWN:
        return _("This password is easy to guess. Use a few words in a row, of your own choice.")
    return ""


def _own_letters(password: str) -> str:
    letters = _NO_LETTER.sub("", password.casefold())
    for word in (*_TRIED_FIRST, *_names_of_the_city()):
        letters = letters.replace(word, "")
    return letters


def _names_of_the_city() -> list[str]:
    # Accounts stand below the neighbourhoods: the city is found by name, not by import.
    names = apps.get_model("neighbourhoods.City").objects.values_list("name", flat=True)
    return [plain for name in names if (plain := _NO_LETTER.sub("", name.casefold()))]
