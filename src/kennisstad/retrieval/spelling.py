# SPDX-License-Identifier: EUPL-1.2
"""How people write a term: the word it most often stands for, because a stem is no word."""

from collections import Counter, defaultdict

from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.words import lowered, words


class Spellings:
    """Counts the words of texts by the terms they become."""

    def __init__(self) -> None:
        self._words: dict[Language, Counter[str]] = {"nl": Counter(), "en": Counter()}

    def note(self, text: str, language: Language) -> None:
        self._words[language].update(lowered(word) for word in words(text))

    def by_term(self, language: Language) -> dict[str, str]:
        """Give for each term its most frequent word, of equal ones the shortest."""
        found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for word, count in self._words[language].items():
            for term in word_terms(word, language):
                found[term].append((-count, len(word), word))
        return {term: min(written)[2] for term, written in found.items()}
