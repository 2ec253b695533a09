# SPDX-License-Identifier: EUPL-1.2
"""A word that nothing is written with → the words that somebody may have meant by it.

One edit in words of five letters or more, two from eight letters on: a letter too many, too few or another
one, or two that changed places.
"""

from collections.abc import Iterable, Sequence

_ONE_EDIT_FROM, _TWO_EDITS_FROM = 5, 8
_MOST_MEANT = 3
_LONGEST = 40
"""Letters of a word that is looked at; longer ones are no words that somebody types."""

Known = Sequence[tuple[str, int, int]]
"""A written word, how many documents have it, and `letters_of` it."""


def letters_of(word: str) -> int:
    """Give which letters a word has, as bits: two words that differ in many cannot be a few edits apart."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def edits_allowed(word: str) -> int:
    if len(word) > _LONGEST or len(word) < _ONE_EDIT_FROM or word.isdigit():
        return 0
    return 2 if len(word) >= _TWO_EDITS_FROM else 1


def meant(word: str, known: Known) -> list[str]:
    """Give the written words nearest to this one, those that more documents have first; at most three.

    Cost: one look at each known word, some 5 ms for 50,000.
    """
    most = edits_allowed(word)
    if not most:
        return []
    near: list[tuple[int, bool, int, str]] = []
    for other, documents, distance in _near(word, known, most):
        near.append((distance, other[:1] != word[:1], -documents, other))
    near.sort()
    # What is farther away was not meant when something is nearer.
    return [other for distance, _, _, other in near if distance == near[0][0]][:_MOST_MEANT]


def _near(word: str, known: Known, most: int) -> Iterable[tuple[str, int, int]]:
    length, letters = len(word), letters_of(word)
    for other, documents, other_letters in known:
        # An edit changes two letters at most: one that goes and one that comes.
        if abs(len(other) - length) > most or (letters ^ other_letters).bit_count() > 2 * most:
            continue
        if (distance := edits(word, other, most)) <= most:
            yield other, documents, distance


def edits(one: str, other: str, most: int) -> int:
    """Count the edits between two words; any number above `most` when there are more.

    Source: the optimal string alignment distance, Damerau 1964, doi:10.1145/363958.363994.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for column, beside in enumerate(other, start=1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != beside))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == beside
            this.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(this) > most:
            return most + 1
        before, last = last, this
    return last[-1]
