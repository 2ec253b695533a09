# SPDX-License-Identifier: EUPL-1.2
"""What a team filled in, read as wishes. Plain Python.

A mark stands at each question: a number from 1, `UNWANTED`, or nothing. The same number twice is a tie.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

UNWANTED = "not"
LARGEST = 10_000
Marks = Sequence[tuple[int, str]]
"""A question and its mark, as they were sent: a question may stand there twice."""


class Trouble(StrEnum):
    NOT_IN_ROUND = "not-in-round"
    TWICE = "twice"
    NO_RANK = "no-rank"
    TIED = "tied"
    TOO_MANY = "too-many"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong, at one question, or with the number of wishes."""

    trouble: Trouble
    question: int | None = None
    number: int = 0


class NotARanking(Exception):
    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__(", ".join(one.trouble for one in found))
        self.found = tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    questions: frozenset[int]
    least: int
    most: int
    ties: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    tiers: tuple[tuple[int, ...], ...]
    """Questions from most to least wanted; those of one tuple equally."""
    unwanted: tuple[int, ...] = ()
    closed_up: bool = False
    """Whether a number was left out between others: what came after it moved up."""


def read(marks: Marks, rules: Rules) -> Ranking:
    """Read marks as wishes.

    Raises:
        NotARanking: with all that is wrong, in the order in which it was sent.
    """
    found = [*_wrong_marks(marks, rules)]
    ranks = ranks_of(marks)
    tiers, closed_up = close_up(ranks)
    if not rules.ties:
        found += [Found(Trouble.TIED, tier[0], ranks[tier[0]]) for tier in tiers if len(tier) > 1]
    if len(ranks) > rules.most:
        found.append(Found(Trouble.TOO_MANY, number=len(ranks)))
    if len(ranks) < rules.least:
        found.append(Found(Trouble.TOO_FEW, number=len(ranks)))
    if found:
        raise NotARanking(found)
    unwanted = tuple(question for question, mark in marks if mark == UNWANTED)
    return Ranking(tiers=tiers, unwanted=unwanted, closed_up=closed_up)


def _wrong_marks(marks: Marks, rules: Rules) -> Iterable[Found]:
    times = Counter(question for question, _mark in marks)
    for question, mark in dict(marks).items():
        if question not in rules.questions:
            yield Found(Trouble.NOT_IN_ROUND, question)
        elif times[question] > 1:
            yield Found(Trouble.TWICE, question)
        elif mark not in ("", UNWANTED) and rank_of(mark) is None:
            yield Found(Trouble.NO_RANK, question)


def rank_of(mark: str) -> int | None:
    """Read a mark as a number from 1, if it is one."""
    if not (mark.isascii() and mark.isdecimal() and len(mark) < 6):
        return None
    return rank if 1 <= (rank := int(mark)) <= LARGEST else None


def ranks_of(marks: Marks) -> dict[int, int]:
    return {question: rank for question, mark in marks if (rank := rank_of(mark)) is not None}


def close_up(ranks: Mapping[int, int]) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """Put questions in tiers, and say whether numbers were left out between them."""
    by_rank = defaultdict[int, list[int]](list)
    for question, rank in ranks.items():
        by_rank[rank].append(question)
    return tuple(tuple(by_rank[rank]) for rank in sorted(by_rank)), max(by_rank, default=0) > len(by_rank)


def moved(marks: Marks, question: int, step: int) -> dict[int, str]:
    """Give the marks after one question went up (-1) or down (1) a place.

    It passes the tier beside it; out of a tie it goes first; a question without a number comes last.
    """
    kept = {other: mark for other, mark in marks if rank_of(mark) is None}
    tiers = [list(tier) for tier in close_up(ranks_of(marks))[0]]
    here = next((place for place, tier in enumerate(tiers) if question in tier), None)
    if here is None:
        tiers.append([question])
    elif len(tiers[here]) > 1:
        tiers[here].remove(question)
        tiers.insert(here + (step > 0), [question])
    else:
        tier = tiers.pop(here)
        tiers.insert(max(0, here + step), tier)
    numbers = {one: str(rank) for rank, tier in enumerate(tiers, 1) for one in tier}
    return kept | numbers
