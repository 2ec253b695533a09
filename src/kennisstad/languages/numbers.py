# SPDX-License-Identifier: EUPL-1.2
"""Numbers as they stand in a sentence."""

from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

LETTERS = (
    pgettext_lazy("number", "no"),
    pgettext_lazy("number", "one"),
    pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"),
    pgettext_lazy("number", "four"),
    pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"),
    pgettext_lazy("number", "seven"),
    pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"),
    pgettext_lazy("number", "ten"),
    pgettext_lazy("number", "eleven"),
    pgettext_lazy("number", "twelve"),
)
"""From thirteen on, digits read quicker."""


def in_letters(number: int) -> str:
    """Write a number as it stands in a sentence."""
    return str(LETTERS[number]) if 0 <= number < len(LETTERS) else str(number)


def beginning(sentence: str) -> str:
    """Let a sentence begin with a capital; in Dutch a capital carries no accent: Eén, not Één."""
    if sentence.startswith("éé"):
        return f"Eé{sentence[2:]}"
    return capfirst(sentence)


def counting(sentence: str, number: int) -> str:
    """Fill in a sentence's `%(number)s`, in letters, and let it begin with a capital."""
    return beginning(sentence % {"number": in_letters(number)})
