# SPDX-License-Identifier: EUPL-1.2
"""Which words do two texts share? The plainest reason why one was found for the other."""

from collections.abc import Callable, Mapping

from kennisstad.retrieval.analysis import surfaces
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.words import lowered


def shared_words(
    left: Mapping[Language, str],
    right: Mapping[Language, str],
    *,
    rarity: Callable[[str, Language], float] | None = None,
) -> list[str]:
    """Give the words of `right` whose terms `left` has too, as `right` writes them, each once.

    Args:
        rarity: how telling a term is, such as `Index.rarity`; the most telling word comes first.
            Without it, and among equals, words stand as they appear in `right`, Dutch before English.
    """
    found = [
        (rarity(term, language) if rarity else 0.0, word)
        for language in LANGUAGES
        for term, word in _shared(left.get(language, ""), right.get(language, ""), language)
    ]
    once: dict[str, str] = {}
    for _, word in sorted(found, key=lambda pair: -pair[0]):
        once.setdefault(lowered(word), word)
    return list(once.values())


def _shared(left: str, right: str, language: Language) -> list[tuple[str, str]]:
    asked = surfaces(left, language)
    return [(term, word) for term, word in surfaces(right, language).items() if term in asked]
