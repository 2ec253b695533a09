# SPDX-License-Identifier: EUPL-1.2
"""Which words of two texts are the same, or mean the same? The plainest reason why one was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.index import Rarity, Translations
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.sounds import whole_sound
from kennisstad.retrieval.words import LONGEST_WORD, lowered, plain, words

_SHORTEST_SOUND = 4
"""Consonants that must sound alike before a reader is told so: fewer agree by chance."""


class How(StrEnum):
    SAME = "same"
    PART = "part"
    """One is a part of the other."""
    TRANSLATION = "translation"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Matched:
    """A word of the one text and the word of the other that it goes with, each as written there."""

    asked: str
    found: str
    how: How


def matched(
    left: Mapping[Language, str],
    right: Mapping[Language, str],
    *,
    rarity: Rarity | None = None,
    translations: Translations | None = None,
) -> list[Matched]:
    """Pair the words of two texts, most telling first; each word of `right` once.

    Words of one language go together when they have a term in common. Words of two languages are compared
    only where the texts have no language in common: by spelling, translation and sound.

    Args:
        rarity: how telling a term is, such as `Index.rarity`; without it, and among equals, words stand as
            they appear in `right`, Dutch before English.

    Cost: linear in the length of both texts.
    """
    common = [language for language in LANGUAGES if left.get(language) and right.get(language)]
    if common:
        found = [
            pair for language in common for pair in _within(left[language], right[language], language, rarity)
        ]
    else:
        found = [
            pair
            for language, text in left.items()
            for other, said in right.items()
            for pair in _across(text, language, said, other, rarity, translations)
        ]
    once: dict[str, Matched] = {}
    for _, pair in sorted(found, key=lambda scored: -scored[0]):
        once.setdefault(lowered(pair.found), pair)
    return list(once.values())


def shared_words(
    left: Mapping[Language, str], right: Mapping[Language, str], *, rarity: Rarity | None = None
) -> list[str]:
    """Give the words of `right` that go with words of `left`, as written, each once; see `matched`."""
    return [pair.found for pair in matched(left, right, rarity=rarity)]


_Scored = tuple[float, Matched]


def _within(left: str, right: str, language: Language, rarity: Rarity | None) -> Iterator[_Scored]:
    asked: dict[str, str] = {}
    wholes: set[str] = set()
    for word in _once(left):
        found = word_terms(word, language)
        wholes.update(found[:1])
        for term in found:
            asked.setdefault(term, word)
    told: set[str] = set()
    for word in _once(right):
        for place, term in enumerate(word_terms(word, language)):
            if term in told:
                break
            # What is a part of both, such as *huis* of *huisarts* and *buurthuis*, tells a reader nothing.
            if term in asked and (place == 0 or term in wholes):
                told.add(term)
                how = How.SAME if place == 0 and term in wholes else How.PART
                yield _told(term, language, rarity), Matched(asked[term], word, how)
                break


def _across(
    left: str,
    language: Language,
    right: str,
    other: Language,
    rarity: Rarity | None,
    translations: Translations | None,
) -> Iterator[_Scored]:
    asked = _ways(_once(left), language, other, translations)
    for word in _once(right):
        found = word_terms(word, other)
        keys = [*found, *(_sounding(word, other) if found else ())]
        if known := next((asked[key] for key in keys if key in asked), None):
            yield _told(found[0], other, rarity), Matched(known[0], word, known[1])


def _ways(
    asked: Sequence[str], language: Language, other: Language, translations: Translations | None
) -> dict[str, tuple[str, How]]:
    """Give per term, or sound, of the other language the word that it goes with, and how; surest first."""
    said = {word: found for word in asked if (found := word_terms(word, language))}
    known = (
        translations([term for found in said.values() for term in found], language) if translations else {}
    )
    ways: dict[str, tuple[str, How]] = {}
    for word in said:
        for term in word_terms(word, other):
            ways.setdefault(term, (word, How.SAME))
    for word, found in said.items():
        for translated, _ in (pair for term in found for pair in known.get(term, ())):
            ways.setdefault(translated, (word, How.TRANSLATION))
    for word in said:
        for sound in _sounding(word, language):
            ways.setdefault(sound, (word, How.SOUND))
    return ways


def _sounding(word: str, language: Language) -> list[str]:
    sound = whole_sound(plain(word), language)
    # In front stands what no term begins with.
    return [f"~{sound}"] if len(sound) >= _SHORTEST_SOUND else []


def _told(term: str, language: Language, rarity: Rarity | None) -> float:
    return rarity(term, language) if rarity else 0.0


def _once(text: str) -> list[str]:
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in words(text)))
