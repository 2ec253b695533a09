# SPDX-License-Identifier: EUPL-1.2
"""Was this asked before? How much of a text's telling words does another share."""

from collections.abc import Callable, Mapping

from kennisstad.retrieval import LANGUAGES, Language, surfaces

Rarity = Callable[[str, Language], float]

ALIKE = 0.3
"""From this share on two texts are shown as alike; chosen by looking at the example's questions."""
AT_LEAST_WORDS = 2
"""One common word is chance."""


def likeness(text: Mapping[Language, str], other: Mapping[Language, str], rarity: Rarity) -> float:
    """Give the share of the first text's telling words that the other has too, in their best language.

    Returns:
        0 to 1, each word weighed by its rarity; 0 when fewer than two words are shared.
    """
    return max(_in_one(text.get(lang, ""), other.get(lang, ""), lang, rarity) for lang in LANGUAGES)


def _in_one(text: str, other: str, language: Language, rarity: Rarity) -> float:
    asked, found = surfaces(text, language).keys(), surfaces(other, language).keys()
    shared = asked & found
    whole = sum(rarity(term, language) for term in asked)
    if len(shared) < AT_LEAST_WORDS or whole <= 0:
        return 0.0
    return sum(rarity(term, language) for term in shared) / whole
