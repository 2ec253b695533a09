# SPDX-License-Identifier: EUPL-1.2
"""Words → pieces of three and four letters, by which related words of two languages meet."""

from functools import lru_cache

from kennisstad.retrieval.words import plain, words

_LENGTHS = (3, 4)
_EDGE = "_"


def letter_pieces(text: str) -> list[str]:
    """Give every piece of the text's words once, in order: *bank* gives _ba, ban, ank, nk_, _ban, bank, ank_.

    On 450 questions in two languages these ranked best of pieces of 2 to 5 letters, with and without the
    edges of words, function words and repeats. Source: McNamee & Mayfield 2004,
    doi:10.1023/B:INRT.0000009441.78971.be.
    """
    return list(dict.fromkeys(piece for word in words(text) for piece in _of_word(word)))


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[str, ...]:
    edged = f"{_EDGE}{plain(word)}{_EDGE}"
    return tuple(edged[at : at + long] for long in _LENGTHS for at in range(len(edged) - long + 1))
