# SPDX-License-Identifier: EUPL-1.2
"""Dutch compounds → their parts, so that *studentenhuisvesting* meets *huisvesting voor studenten*.

A word falls apart in the two listed words whose shorter one is longest, with or without a linking sound
between them. Only one cut is made: what is listed as one word is seldom better understood in three.
"""

import lzma
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zlib import crc32

from kennisstad.retrieval.stop_words import STOP_WORDS

_LIST = Path(__file__).parent / "opentaal" / "words.txt.xz"
_SHORTEST = 4
_LONGEST = 40
"""Letters of the longest word that is looked at; beyond it stands no word that somebody writes."""
_LINKS = ("", "s", "en", "e", "er", "n", "ne")

_THREE_LETTERS = "bad bos bus dag dak gas gym ijs les rol vis was wet zee zon"
_SHORT_HEADS = frozenset(_THREE_LETTERS.split())
"""Words of three letters that compounds begin with; most others are a chance beginning: *ment-oren*."""

_BEGINNINGS = "achten alge neder samen toe verre vers versla verst wegge gesp"
_ENDINGS = """
    aard achtig baar bare eerde ende enten eren heden heid ingen isme isten lijk lijke ling lingen loos
    loosheid loze matig rijk rijke rijker schap schappen sten ster sters tief ving waarts zaam zame
"""
_NO_HEAD = STOP_WORDS["nl"] | frozenset(_BEGINNINGS.split())
_NO_TAIL = STOP_WORDS["nl"] | frozenset(_ENDINGS.split())
"""Affixes and chance ends that the list also knows as words."""


def parts(word: str) -> tuple[str, ...]:
    """Give the two words that a Dutch compound is made of, both in plain form; nothing when it is none.

    Args:
        word: in plain form, as `words.plain` gives it.

    Cost: some 10 microseconds; the list takes 20 MB from the first call on.
    Source of the words: OpenTaal, see `opentaal/README.txt`.
    """
    if len(word) > _LONGEST or not word.isascii():
        return ()
    # The longer head among equals: *buurt-huis*, not *buur-thuis*.
    found = max(_cuts(word), key=lambda cut: (min(map(len, cut)), len(cut[0])), default=())
    return tuple(found)


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    known = _known()
    for place in range(3, len(word) - _SHORTEST + 1):
        tail = word[place:]
        if tail in known and tail not in _NO_TAIL and (head := _head(word[:place])):
            yield head, tail


def _head(joined: str) -> str:
    """Give the longest listed word that these letters are, a linking sound apart."""
    heads = (joined.removesuffix(link) for link in _LINKS if joined.endswith(link))
    return next((head for head in heads if head in _SHORT_HEADS or _can_lead(head)), "")


def _can_lead(head: str) -> bool:
    return len(head) >= _SHORTEST and head in _known() and head not in _NO_HEAD


@cache
def word_list_sum() -> int:
    """Give the CRC-32 of the packed word list, which no two lists share by chance."""
    return crc32(_LIST.read_bytes())


@cache
def _known() -> frozenset[str]:
    return frozenset(lzma.decompress(_LIST.read_bytes()).decode("ascii").split("\n"))
