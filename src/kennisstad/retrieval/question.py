# SPDX-License-Identifier: EUPL-1.2
"""A text to search with → its most telling terms, each with a weight."""

import math
from collections import Counter
from collections.abc import Callable, Mapping

from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.stop_words import STOP_WORDS
from kennisstad.retrieval.words import words

MOST_TERMS = 64
"""Terms of a question that are searched with; a question in everyday words has fewer than 30."""
_MOST_WORDS = 512
"""Different words of a question that are analysed, the most frequent ones."""
_REPEAT_LIMIT = 8
"""How fast a repeated word stops gaining: k3 of BM25 (Robertson et al., Okapi at TREC-3, 1995)."""


def telling_terms(
    texts: Mapping[Language, str], *, frequency: Callable[[str, Language], int], documents: int
) -> list[tuple[str, Language, float]]:
    """Give the terms that tell most, with the weight of their repeats in the text.

    Args:
        frequency: the number of documents that have the term; terms of no document are left out.
        documents: the number of all documents.

    Cost: linear in the length of the text, with at most 512 words analysed per language.
    """
    found = [
        (rarity(in_documents, documents) * _repeat_weight(times), term, language, _repeat_weight(times))
        for language, text in texts.items()
        for term, times in _counted(text, language).items()
        if (in_documents := frequency(term, language))
    ]
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    return [(term, language, weight) for _, term, language, weight in found[:MOST_TERMS]]


def rarity(in_documents: int, documents: int) -> float:
    """Give the inverse document frequency as BM25 counts it: never below 0."""
    missing = max(documents - in_documents, 0)
    return math.log(1 + (missing + 0.5) / (in_documents + 0.5))


def _counted(text: str, language: Language) -> Counter[str]:
    count: Counter[str] = Counter()
    for word, times in _frequent(Counter(words(text)), language):
        for term in word_terms(word, language):
            count[term] += times
    return count


def _frequent(count: Counter[str], language: Language) -> list[tuple[str, int]]:
    """Leave out function words before the cut, because analysing every word of a very long text is slow."""
    if len(count) > _MOST_WORDS:
        stop = STOP_WORDS[language]
        count = Counter({word: times for word, times in count.items() if word.lower() not in stop})
    return count.most_common(_MOST_WORDS)


def _repeat_weight(times: int) -> float:
    return (_REPEAT_LIMIT + 1) * times / (_REPEAT_LIMIT + times)
