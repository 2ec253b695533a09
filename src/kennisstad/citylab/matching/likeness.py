# SPDX-License-Identifier: EUPL-1.2
"""Was this asked before? How alike two texts are, and which passages of them say so. Plain Python.

Two texts are vectors of terms; a term counts by its rarity and, slowing down, by its repeats, and the
cosine of both is how alike they are: so a long text is not like everything, and one shared rare word is not
enough. Source of the weights: Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from kennisstad.retrieval import LANGUAGES, Language, Rarity, Translations, surfaces, terms
from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.words import words

ALIKE = 0.28
"""From this likeness on a text is shown: there nine of ten that are shown are like it; see tests/leiden."""
BESIDE_BEST = 0.6
"""What is much less alike than the best one is not shown beside it."""
_AT_LEAST_TERMS = 2
"""One common word is chance."""
_PART_WEIGHT = 0.5
"""What a part of a compound counts beside the whole word; 0.3 to 0.7 do about as well."""
_LONGEST_TEXT = 10_000
"""Characters of a text that are compared."""
_LONGEST_PASSAGE = 300
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")

Piece = tuple[str, bool]
"""Words, and whether they are shared."""
Weights = Mapping[str, float]
Known = Mapping[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where two texts are most alike: a sentence of each."""

    asked: str
    found: str
    words: tuple[str, ...]
    """What both have, as either writes it; in the order of the first sentence."""
    languages: tuple[Language, Language]

    @property
    def asked_pieces(self) -> list[Piece]:
        """Give the first sentence, cut where shared words begin and end."""
        return _pieces(self.asked, self.words)

    @property
    def found_pieces(self) -> list[Piece]:
        """Give the second sentence in the same way."""
        return _pieces(self.found, self.words)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts to compare, each in one language."""

    asked: str
    found: str
    languages: tuple[Language, Language]
    rarity: Rarity
    known: Known
    """Terms of the first language → what they may be in the second; empty when that is the same one."""

    def likeness(self) -> float:
        """Give the cosine of the two texts; 0 to 1, and 0 when they share fewer than two terms."""
        asked, found = self._weights(self.asked, 0), self._weights(self.found, 1)
        met = self._met(asked, found)
        size = math.sqrt(_squared(asked) * _squared(found))
        if len(met) < _AT_LEAST_TERMS or size <= 0:
            return 0.0
        return min(sum(asked[term] * found[other] * sure for term, (other, sure) in met.items()) / size, 1.0)

    def passage(self) -> Passage | None:
        """Give the two sentences that share most; nothing when no sentence shares anything.

        Cost: the sentences of one text times those of the other.
        """
        left = [(one, self._weights(one, 0)) for one in _sentences(self.asked)]
        right = [(one, self._weights(one, 1)) for one in _sentences(self.found)]
        pairs = ((self._shared(a[1], b[1]), a[0], b[0]) for a in left for b in right)
        shared, asked, found = max(pairs, key=lambda pair: pair[0], default=(0.0, "", ""))
        return Passage(asked, found, self._words(asked, found), self.languages) if shared > 0 else None

    def _weights(self, text: str, side: int) -> dict[str, float]:
        language = self.languages[side]
        counted = _counted(text[:_LONGEST_TEXT], language).items()
        return {
            term: share * (1 + math.log(times)) * math.sqrt(self.rarity(term, language))
            for term, (share, times) in counted
        }

    def _met(self, asked: Weights, found: Weights) -> dict[str, tuple[str, float]]:
        """Give per term of the first text what it meets in the second, and how sure that is."""
        met = {}
        for term in asked:
            options = [(one, sure) for one, sure in ((term, 1.0), *self.known.get(term, ())) if one in found]
            if options:
                met[term] = max(options, key=lambda option: found[option[0]] * option[1])
        return met

    def _shared(self, asked: Weights, found: Weights) -> float:
        """Weigh what two sentences share against how long they are together, so that short ones win."""
        met = self._met(asked, found)
        shared = sum(asked[term] * found[other] * sure for term, (other, sure) in met.items())
        return shared / math.sqrt(1 + _squared(asked) + _squared(found))

    def _words(self, asked: str, found: str) -> tuple[str, ...]:
        left, right = surfaces(asked, self.languages[0]), surfaces(found, self.languages[1])
        met = self._met(dict.fromkeys(left, 1.0), dict.fromkeys(right, 1.0))
        both = [word for term, (other, _) in met.items() for word in (left[term], right[other])]
        return tuple(dict.fromkeys(both))


def comparisons(
    text: Mapping[Language, str],
    other: Mapping[Language, str],
    rarity: Rarity,
    translations: Translations | None = None,
) -> Iterator[Comparison]:
    """Give what to compare: each language that both have; over the languages only where they have none."""
    both = [language for language in LANGUAGES if text.get(language) and other.get(language)]
    for language in both:
        yield Comparison(text[language], other[language], (language, language), rarity, {})
    if not both:
        for own, said in text.items():
            known = translations(set(terms(said[:_LONGEST_TEXT], own)), own) if translations else {}
            for language, found in other.items():
                yield Comparison(said, found, (own, language), rarity, known)


def most_alike(among: Iterator[Comparison]) -> tuple[float, Comparison | None]:
    """Give the highest likeness and the comparison it comes from."""
    scored = [(one.likeness(), one) for one in among]
    return max(scored, key=lambda pair: pair[0], default=(0.0, None))


def least_shown(shares: Iterable[float]) -> float:
    """Give the likeness below which nothing is shown, given how alike everything found is."""
    return max(ALIKE, BESIDE_BEST * max(shares, default=0.0))


def _counted(text: str, language: Language) -> dict[str, tuple[float, int]]:
    """Count terms over all words; the term of a whole compound has a share of 1, those of its parts less."""
    counted: dict[str, tuple[float, int]] = {}
    for word, times in Counter(words(text)).items():
        for place, term in enumerate(word_terms(word, language)):
            share, so_far = counted.get(term, (0.0, 0))
            counted[term] = (max(share, _PART_WEIGHT if place else 1.0), so_far + times)
    return counted


def _squared(weights: Weights) -> float:
    return sum(weight * weight for weight in weights.values())


def _sentences(text: str) -> list[str]:
    """Cut a text into sentences, and what has none into pieces of readable length."""
    found = _SENTENCE_END.split(text[:_LONGEST_TEXT])
    return [piece for sentence in found for piece in wrap(sentence, _LONGEST_PASSAGE)]


def _pieces(text: str, words: Collection[str]) -> list[Piece]:
    """Cut a text so that putting the pieces together gives the text again."""
    if not words:
        return [(text, False)]
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    cut = re.split(rf"(?<!\w)({either})(?!\w)", text, flags=re.IGNORECASE)
    return [(piece, bool(place % 2)) for place, piece in enumerate(cut) if piece]
