# SPDX-License-Identifier: EUPL-1.2
"""In which language is each text of a collection? BEIR's layout does not say."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kennisstad.retrieval.detection import language_of
from kennisstad.retrieval.language import LANGUAGES, Language
from kennisstad.retrieval.words import words

_SHORT_WORDS = 20
"""Words below which a text follows the others."""
_SETTLED = 0.95
"""The share of all texts from which on the others are taken for misjudged."""


@dataclass(frozen=True)
class Speech:
    """The language of each text, by its id."""

    of: Mapping[str, Language]

    @property
    def spoken(self) -> frozenset[Language]:
        return frozenset(self.of.values())


def speech(texts: Iterable[tuple[str, str]]) -> Speech:
    """Find the language of each text.

    Every text is judged by itself. When at least 95 % of them come out in one language, the rest that have
    fewer than 20 words are taken to be in it too: a handful of formulas or names tells nothing by itself.
    """
    own: dict[str, Language] = {}
    short: list[str] = []
    for text_id, text in texts:
        own[text_id] = language_of(text)
        if len(words(text)) < _SHORT_WORDS:
            short.append(text_id)
    most, count = Counter(own.values()).most_common(1)[0] if own else (LANGUAGES[0], 0)
    if count >= _SETTLED * len(own):
        own |= dict.fromkeys(short, most)
    return Speech(own)
