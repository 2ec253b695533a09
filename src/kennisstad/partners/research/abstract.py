# SPDX-License-Identifier: EUPL-1.2
"""The running text of an abstract that OpenAlex gives as words with their places."""

from collections.abc import Iterator, Mapping

MOST_WORDS = 20_000
"""More words than any abstract has; a list of more is not one."""
ABSTRACT_LENGTH = 20_000


class NoAbstract(ValueError):
    """These words with places make no text; the message is the reason, for people."""


def text_of(index: object) -> str:
    """Put words in the order of their places, cut to 20,000 characters; gaps close, as OpenAlex means them.

    Args:
        index: per word the places where it stands, from 0.
    Raises:
        NoAbstract: it is something else, or has a place or a number of words that no abstract has.
    Cost: never more memory than twice the words it was given, whatever their places.
    """
    if not isinstance(index, Mapping):
        raise NoAbstract("it is no list of words with places")
    found: list[tuple[int, str]] = []
    for word, place in _pairs(index):
        found.append((place, word))
        if len(found) > MOST_WORDS:
            raise NoAbstract(f"it has more than {MOST_WORDS:,} words")
    return _joined(word for _, word in sorted(found))


def _pairs(index: Mapping[object, object]) -> Iterator[tuple[str, int]]:
    for word, places in index.items():
        if not isinstance(word, str) or not isinstance(places, list):
            raise NoAbstract("a word in it has no list of places")
        for place in places:
            if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < MOST_WORDS * 10:
                raise NoAbstract("a word in it has a place that no abstract has")
            yield word, place


def _joined(words: Iterator[str]) -> str:
    """Join until it is long enough: a long word that stands in many places must not fill the memory."""
    kept: list[str] = []
    length = 0
    for word in words:
        kept.append(word[:ABSTRACT_LENGTH])
        length += len(kept[-1]) + 1
        if length > ABSTRACT_LENGTH:
            break
    return " ".join(kept)[:ABSTRACT_LENGTH]
