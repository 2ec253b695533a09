# SPDX-License-Identifier: EUPL-1.2
"""A text to search with → its most telling terms, each with a weight, and how much there is to be found.

In its own language a text is sought by its terms. In the other one it is sought by the same words as they
would stand there, by words that sound alike, and by translations where there are some.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kennisstad.retrieval.analysis import pieces, word_terms
from kennisstad.retrieval.index import Translations
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.sounds import sound_keys
from kennisstad.retrieval.stop_words import STOP_WORDS
from kennisstad.retrieval.words import plain, words

WORDS, SOUNDS = "words", "sounds"
"""Fields of terms: what a row says, and how that sounds."""
MARK = "mark"
"""Field of what is true of a row."""

MOST_TERMS = 64
"""Terms that are searched with, in each language; a question in everyday words has fewer than 30."""
_MOST_WORDS = 512
"""Different words of a question that are analysed, the most frequent ones."""
_REPEAT_LIMIT = 8
"""How fast a repeated word stops gaining: k3 of BM25 (Robertson et al., Okapi at TREC-3, 1995)."""
_PART_WEIGHT = 0.6
"""What a part of a compound counts beside the whole word."""
_SAME_WEIGHT, _TRANSLATED_WEIGHT = 0.2, 0.6
"""What the same word, and a sure translation, count in the other language; see also `sounds.py`."""
_TELLING_SOUND = 2.0
_FEW_ROWS = 1_000
"""Sounds of less rarity, so of over a seventh of all rows, are chance, and slow where rows are many."""
_PHRASE_WEIGHT = 0.2
"""What two words count that stand side by side in both texts, beside the two words themselves.

Tuned on Cranfield, where 0.1 to 0.3 do about as well. Source: Metzler and Croft 2005,
doi:10.1145/1076034.1076115, without its unordered windows, which added nothing.
"""

_REMEMBERED = 50_000
"""Words per language whose sounds are kept."""

Frequency = Callable[[str, str], int]
"""Field and key → the number of rows that have it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One term to look for."""

    field: str
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """What a text is searched with."""

    sought: list[Sought]
    phrases: list[tuple[str, float]]
    """Two keys that follow each other, and what they count together."""
    reach: float
    """The score of a text of average length that has every word of the question once."""


def key(term: str, language: Language) -> str:
    """Give the term as the index knows it."""
    return f"{language}:{term}"


def alone(language: Language) -> str:
    """Mark a row whose document says nothing in another language."""
    return f"alone in {language}"


def question_of(
    texts: Mapping[Language, str],
    *,
    frequency: Frequency,
    documents: int,
    translations: Translations | None = None,
) -> Question:
    """Give what tells most about a text; terms of no document are left out.

    Args:
        documents: the number of all rows.
        translations: of terms into the language in which `texts` says nothing.

    Cost: linear in the length of the text, with at most 512 words analysed per language.
    """
    weighing = _Weighing(frequency, documents)
    sought, phrases, reach = [], [], 0.0
    for language, text in texts.items():
        count = _counted(text, language)
        own = weighing.best(_own(count, language))
        sought += own
        phrases += _phrases(text, language, {one.key: weighing.rarity(one) for one in own})
        reach = max(reach, sum(weighing.reach(word, times, language) for word, times in count.items()))
        for other in LANGUAGES:
            # A document in both languages is found in that of the question.
            if other not in texts and frequency(MARK, alone(other)):
                sought += weighing.best(_abroad(count, language, other, translations))
    return Question(sought, phrases, reach)


def rarity(in_documents: int, documents: int) -> float:
    """Give the inverse document frequency as BM25 counts it: never below 0."""
    missing = max(documents - in_documents, 0)
    return math.log(1 + (missing + 0.5) / (in_documents + 0.5))


def spoken(among: Iterable[str], language: Language) -> str:
    """Give the keys of how words and their parts sound, as a row holds them."""
    return " ".join(map(_spoken[language].__getitem__, among))


class _Spoken(dict[str, str]):
    """How words seen before sound; as in `analysis.py`, a dictionary is faster than functools' cache."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = " ".join(key(sound, self._language) for sound in _sounds(word, self._language))
        return found


_spoken: Mapping[Language, _Spoken] = {language: _Spoken(language) for language in LANGUAGES}


class _Weighing:
    """Knows what a term tells, in one state of an index."""

    def __init__(self, frequency: Frequency, documents: int) -> None:
        self._frequency, self._documents = frequency, documents

    def rarity(self, one: Sought) -> float:
        return rarity(self._frequency(one.field, one.key), self._documents)

    def best(self, sought: Iterable[Sought]) -> list[Sought]:
        """Keep the terms that the index has and that tell most."""
        found = [
            (one.weight * rarity(in_rows, self._documents), one)
            for one in sought
            if (in_rows := self._frequency(one.field, one.key))
            and (one.field == WORDS or in_rows <= _FEW_ROWS or self.rarity(one) >= _TELLING_SOUND)
        ]
        found.sort(key=lambda pair: (-pair[0], pair[1].field, pair[1].key))
        return [one for _, one in found[:MOST_TERMS]]

    def reach(self, word: str, times: int, language: Language) -> float:
        """Say what finding this word would count; a compound that no text has counts as its parts."""
        own = [Sought(WORDS, key(term, language), 1.0) for term in word_terms(word, language)]
        whole, among = own[0], own[1:]
        if among and not self._frequency(whole.field, whole.key):
            return _repeat_weight(times) * _PART_WEIGHT * sum(map(self.rarity, among))
        return _repeat_weight(times) * self.rarity(whole)


def _own(count: Mapping[str, int], language: Language) -> Iterator[Sought]:
    """Give the terms of words in their own language, of each term the sum over its words."""
    weights: dict[str, tuple[float, int]] = {}
    for word, times in count.items():
        for place, term in enumerate(word_terms(word, language)):
            share, so_far = weights.get(term, (0.0, 0))
            weights[term] = (max(share, _PART_WEIGHT if place else 1.0), so_far + times)
    for term, (share, times) in weights.items():
        yield Sought(WORDS, key(term, language), share * _repeat_weight(times))


def _abroad(
    count: Mapping[str, int], language: Language, other: Language, translations: Translations | None
) -> Iterator[Sought]:
    """Give what words of one language may be in the other."""
    known = (
        translations([t for word in count for t in word_terms(word, language)], language)
        if translations
        else {}
    )
    same: dict[str, float] = {}
    alike: dict[str, float] = {}
    for word, times in count.items():
        weight = _repeat_weight(times)
        for sound, share in _sounds(word, language).items():
            alike[sound] = alike.get(sound, 0.0) + share * weight
        for term, share in _terms_abroad(word, language, other, known):
            same[term] = max(same.get(term, 0.0), share * weight)
    yield from (Sought(WORDS, key(term, other), weight) for term, weight in same.items())
    yield from (Sought(SOUNDS, key(sound, other), weight) for sound, weight in alike.items())


def _terms_abroad(
    word: str, language: Language, other: Language, known: Mapping[str, Iterable[tuple[str, float]]]
) -> Iterator[tuple[str, float]]:
    for term in word_terms(word, other):
        yield term, _SAME_WEIGHT
    for place, term in enumerate(word_terms(word, language)):
        for translated, sure in known.get(term, ()):
            yield translated, sure * _TRANSLATED_WEIGHT * (_PART_WEIGHT if place else 1.0)


def _sounds(word: str, language: Language) -> dict[str, float]:
    if not word_terms(word, language):
        return {}
    bare = plain(word)
    found = dict(sound_keys(bare, language))
    for piece in pieces(bare, language):
        for sound, share in sound_keys(piece, language).items():
            found[sound] = found.get(sound, 0.0) + share * _PART_WEIGHT
    return found


def _phrases(text: str, language: Language, rarities: Mapping[str, float]) -> list[tuple[str, float]]:
    found = [
        key(term, language) for word in words(text[:_LONGEST_PHRASED]) for term in word_terms(word, language)
    ]
    pairs = dict.fromkeys(pair for pair in pairwise(found) if all(one in rarities for one in pair))
    return [
        (f" {first} {second} ", _PHRASE_WEIGHT * (rarities[first] + rarities[second]))
        for first, second in list(pairs)[:MOST_TERMS]
        if first != second
    ]


_LONGEST_PHRASED = 10_000
"""Characters of a question in which words side by side are looked for."""


def _counted(text: str, language: Language) -> dict[str, int]:
    """Count the words that are no function words, as written; the most frequent ones of a very long text."""
    count = Counter(words(text))
    if len(count) > _MOST_WORDS:
        # Function words go before the cut: analysing every word of a very long text is slow.
        stop = STOP_WORDS[language]
        count = Counter({word: times for word, times in count.items() if word.lower() not in stop})
    return {word: times for word, times in count.most_common(_MOST_WORDS) if word_terms(word, language)}


def _repeat_weight(times: float) -> float:
    return (_REPEAT_LIMIT + 1) * times / (_REPEAT_LIMIT + times)
