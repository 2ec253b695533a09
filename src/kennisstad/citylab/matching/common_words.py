# SPDX-License-Identifier: EUPL-1.2
"""Texts with the words marked that met."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kennisstad.retrieval import Language, terms

Piece = tuple[str, bool]
"""Words, and whether they are marked."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
LONGEST_PASSAGE = 3
"""Sentences of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text in one language, cut where marked words begin and end."""

    language: Language
    pieces: tuple[Piece, ...]


def passages(texts: Mapping[Language, str], words: Iterable[str], *, whole: bool = False) -> list[Passage]:
    """Give each text that has one of the words with all of them marked, every form of them.

    Args:
        whole: the whole text; otherwise the sentences with the most different words, in their order.
    """
    words = list(words)
    found = []
    for language, text in texts.items():
        wanted = {term for word in words for term in terms(word, language)}
        sentences = [" ".join(part.split()) for part in _SENTENCE.split(text) if part.strip()]
        kept = sentences if whole else _telling(sentences, language, wanted)
        pieces = _pieces(" … ".join(kept) if not whole else " ".join(kept), language, wanted)
        if any(marked for _, marked in pieces):
            found.append(Passage(language, tuple(pieces)))
    return found


def _telling(sentences: Sequence[str], language: Language, wanted: set[str]) -> list[str]:
    said = [(len(wanted.intersection(terms(one, language))), n) for n, one in enumerate(sentences)]
    best = sorted((pair for pair in said if pair[0]), key=lambda pair: (-pair[0], pair[1]))
    return [sentences[n] for n in sorted(n for _, n in best[:LONGEST_PASSAGE])]


def _pieces(text: str, language: Language, wanted: set[str]) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for token in _TOKEN.finditer(text):
        if wanted.isdisjoint(terms(token.group(), language)):
            continue
        if token.start() > start:
            pieces.append((text[start : token.start()], False))
        pieces.append((token.group(), True))
        start = token.end()
    return [*pieces, (text[start:], False)] if start < len(text) else pieces
