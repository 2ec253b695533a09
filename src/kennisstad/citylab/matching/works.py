# SPDX-License-Identifier: EUPL-1.2
"""A group or desk is scored from what it made: the nearest few, so that a long list does not win by length.

The mean of what speaks for a candidate, cut off at the best few, after the voting model of Macdonald and
Ounis 2006, doi:10.1145/1183614.1183671.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennisstad.citylab.matching.features import Asked
from kennisstad.retrieval import Language, Rarity, terms

NEAREST = 3
Weights = Mapping[Language, Mapping[str, float]]
"""Per language, how telling each word of the question is."""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that was made, or what a group says of itself."""

    said: str
    language: Language
    is_about: bool = False


def weights(asked: Asked, rarity: Rarity) -> Weights:
    """Weigh the question's words, once for all candidates."""
    return {
        language: {term: rarity(term, language) for term in sorted(said)}
        for language, said in asked.terms.items()
    }


def nearest(works: Sequence[Work], weights: Weights) -> tuple[float, list[Work]]:
    """Give how near the nearest works are, and those that share a word, nearest first.

    Returns:
        The mean share of the question's telling words, 0 to 1, over the three nearest or as many as there
        are; equal ones stay in their order.
    """
    near = [(covered(work.said, work.language, weights), work) for work in works]
    near = sorted(near, key=lambda pair: -pair[0])[:NEAREST]
    share = sum(value for value, _ in near) / len(near) if near else 0.0
    return share, [work for value, work in near if value > 0]


def covered(text: str, language: Language, weights: Weights) -> float:
    """Give the share of the question's telling words that a text has, each weighed by its rarity."""
    telling = weights.get(language, {})
    whole = sum(telling.values())
    if whole <= 0:
        return 0.0
    return sum(telling.get(term, 0.0) for term in set(terms(text, language))) / whole
