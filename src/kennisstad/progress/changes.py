# SPDX-License-Identifier: EUPL-1.2
"""What changed between two texts, word by word: plain text in, pieces out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORDS = re.compile(r"\S+\s*|\s+")
LONG = 2_000
"""From so many words on, common ones are no anchor any more: the comparison takes their number squared."""

ALIKE = 0.5
"""Texts that share less are told one after the other: single words kept between them say nothing."""


class Change(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Piece:
    change: Change
    words: str


def pieces(old: str, new: str) -> list[Piece]:
    """Cut two texts up into what was kept, dropped and added, in reading order.

    What was kept and dropped make up the old text, what was kept and added the new one. Texts that have
    little in common are two pieces: all of the old one dropped, all of the new one added.
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > LONG)
    found: list[Piece] = []
    if matcher.ratio() < ALIKE:
        whole = (_piece(Change.DROPPED, before), _piece(Change.ADDED, after))
        return [piece for piece in whole if piece.words]
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            found.append(_piece(Change.KEPT, before[old_from:old_to]))
            continue
        found += [_piece(Change.DROPPED, before[old_from:old_to])] if old_to > old_from else []
        found += [_piece(Change.ADDED, after[new_from:new_to])] if new_to > new_from else []
    return found


def _piece(change: Change, words: Sequence[str]) -> Piece:
    return Piece(change, "".join(words))


def has_changed(found: Sequence[Piece]) -> bool:
    return any(piece.change != Change.KEPT for piece in found)
