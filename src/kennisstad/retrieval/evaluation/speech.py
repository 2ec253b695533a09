# SPDX-License-Identifier: EUPL-1.2
"""In which language is each text of a collection? BEIR's layout does not say."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kennisstad.retrieval.detection import language_of
from kennisstad.retrieval.language import Language
from kennisstad.retrieval.words import words

_SHORT_WORDS = 20
"""Words below which a text follows the others."""
_STRAY_SHARE = 0.05
"""At most this share of texts in another language is taken for strays and misjudgements."""


@dataclass(frozen=True)
class Speech:
    """The language of each text, by its id."""

    of: Mapping[str, Language]

    @property
    def spoken(self) -> frozenset[Language]:
        """The languages of more than strays."""
        counts = Counter(self.of.values())
        return frozenset(one for one, count in counts.items() if count > _STRAY_SHARE * len(self.of))


def speech(texts: Iterable[tuple[str, str]]) -> Speech:
    """Find the language of each text.

    Every text is judged by itself. When all but 5 % of them come out in one language, those of the rest with
    fewer than 20 words are taken to be in it too: a handful of formulas or names tells nothing by itself.
    """
    own: dict[str, Language] = {}
    short: list[str] = []
    for text_id, text in texts:
        own[text_id] = language_of(text)
        if len(words(text)) < _SHORT_WORDS:
            short.append(text_id)
    spoken = Speech(own).spoken
    if len(spoken) == 1:
        own |= dict.fromkeys(short, *spoken)
    return Speech(own)
