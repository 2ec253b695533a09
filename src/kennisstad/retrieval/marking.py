# SPDX-License-Identifier: EUPL-1.2
"""Which words of a text were looked for, and the passage of it that has most of them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kennisstad.retrieval.analysis import word_terms
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.words import plain, words

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_LINE_END = re.compile(r"(?<=[^\s.!?:;,])[^\S\n]*\n\s*")
"""Where a line ends and no sentence does."""
BETWEEN = " · "
"""Between lines, which say different things: what it is about, and who does it."""
_SPACE = re.compile(r"\s+")
LONGEST_PASSAGE = 220
"""Characters of a passage."""
_READ = 20_000
"""Characters of a text in which a passage is looked for."""
_BEFORE = 60
"""Characters before the first word that was found."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words that were looked for, or what stands between them."""

    text: str
    is_sought: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    term: str


class Marker:
    """Knows the words that were looked for."""

    def __init__(self, sought: Iterable[str]) -> None:
        self._sought = list(sought)
        self._plain = {plain(word) for word in self._sought}
        self._terms: dict[Language, tuple[set[str], set[str]]] = {}

    def pieces(self, text: str, language: Language) -> list[Piece]:
        """Cut a text at the words that were looked for; together the pieces are the whole text."""
        text = unicodedata.normalize("NFC", text)
        return _cut(text, self._places(text, language))

    def passage(self, text: str, language: Language, *, longest: int = LONGEST_PASSAGE) -> list[Piece]:
        """Give the part of a text that has most of the words, or its beginning when it has none."""
        text = _LINE_END.sub(BETWEEN, unicodedata.normalize("NFC", text[:_READ]).strip())
        text = _SPACE.sub(" ", text)
        places = self._places(text, language)
        start, end = _window(text, _densest(places, longest), longest)
        inside = [_Place(p.start - start, p.end - start, p.term) for p in places if start <= p.start < end]
        found = _cut(text[start:end], [place for place in inside if place.end <= end - start])
        before, after = ([Piece("… ")] if start else []), ([Piece(" …")] if end < len(text) else [])
        return [*before, *found, *after]

    def has(self, text: str, language: Language) -> bool:
        return bool(self._places(text[:_READ], language))

    def _places(self, text: str, language: Language) -> list[_Place]:
        return [
            _Place(word.start(), word.end(), term)
            for word in _WORD.finditer(text)
            if (term := self._term(word[0], language))
        ]

    def _term(self, word: str, language: Language) -> str:
        """Give the term by which a word was looked for; nothing when it was not."""
        wholes, all_terms = self._terms.get(language) or self._known_in(language)
        word = next(iter(words(word)), word)
        whole, *among = word_terms(word, language) or ("",)
        if whole in all_terms:
            return whole
        # What is a part of both, such as *huis* of *huisarts* and *buurthuis*, tells a reader nothing.
        part = next((part for part in among if part in wholes), "")
        return part or (bare if (bare := plain(word)) in self._plain else "")

    def _known_in(self, language: Language) -> tuple[set[str], set[str]]:
        terms = [found for word in self._sought if (found := word_terms(word, language))]
        known = {found[0] for found in terms}, {term for found in terms for term in found}
        self._terms[language] = known
        return known


def _densest(places: list[_Place], longest: int) -> int:
    """Give the start of the stretch with most different words, of equal ones the first."""
    best, best_start = 0, 0
    for number, first in enumerate(places):
        within = {p.term for p in places[number : number + longest // 2] if p.end - first.start <= longest}
        if len(within) > best:
            best, best_start = len(within), first.start
    return best_start


def _window(text: str, at: int, longest: int) -> tuple[int, int]:
    """Give a stretch of whole words around a place."""
    start = max(0, min(at - _BEFORE, len(text) - longest))
    if start:
        start = text.find(" ", start, at) + 1 or at
    end = min(len(text), start + longest)
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + 1)
        end = end if end > start + 1 else start + longest
    return start, end


def _cut(text: str, places: list[_Place]) -> list[Piece]:
    found, at = [], 0
    for place in places:
        found += [Piece(text[at : place.start]), Piece(text[place.start : place.end], is_sought=True)]
        at = place.end
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]
