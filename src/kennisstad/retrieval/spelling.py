# SPDX-License-Identifier: EUPL-1.2
"""Whole words and their terms: a compound as one, without its parts; and how people write a term."""

from collections import Counter

from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.words import lowered, words


def whole_terms(text: str, language: Language) -> list[str]:
    """Give the term of each word in order, not those of its parts; function words fall away."""
    return [found[0] for word in words(text) if (found := word_terms(word, language))]


class Spellings:
    """Counts the words of texts, to say how a term is written: a stem is no word."""

    def __init__(self) -> None:
        self._words: dict[Language, Counter[str]] = {"nl": Counter(), "en": Counter()}

    def note(self, text: str, language: Language) -> None:
        self._words[language].update(lowered(word) for word in words(text))

    def by_term(self, language: Language) -> dict[str, str]:
        """Give for each term its most frequent word, of equal ones the shortest."""
        found: dict[str, tuple[int, int, str]] = {}
        for word, count in self._words[language].items():
            for term in whole_terms(word, language):
                mine = (-count, len(word), word)
                found[term] = min(mine, found.get(term, mine))
        return {term: word for term, (_, _, word) in found.items()}
