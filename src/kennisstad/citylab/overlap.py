# SPDX-License-Identifier: EUPL-1.2
"""Courses of different institutions, and questions, that are nearly alike: is the same done twice?"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import django
from django.db.models import QuerySet

from kennisstad.citylab import indexing
from kennisstad.citylab.batch import FEW, PIECE, texts
from kennisstad.citylab.known import titles
from kennisstad.citylab.matching.likeness import comparisons, most_alike
from kennisstad.citylab.matching.reasons import SHOWN_WORDS
from kennisstad.citylab.models import Question
from kennisstad.citylab.pairs import translations_of
from kennisstad.education.models import Course
from kennisstad.lib.processes import in_order
from kennisstad.retrieval import Index, Language, Translations, matched

NEARLY = 0.3
"""From this likeness on two texts are nearly alike; that of "asked before?" is 0.28."""
LOOKED_AT = 5
"""How many of the best-ranked texts are compared word by word with each one."""
KINDS = ("course", "question")
Words = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Side:
    id: int
    title: str
    owner: str
    """The course's institution; empty for a question."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are nearly alike; the lower number is left."""

    kind: str
    left: Side
    right: Side
    share: float
    """How alike the words are, 0 to 1; see `matching.likeness`."""
    words: tuple[str, ...]


def overlaps(*, most: int, processes: int = 1, tell: Callable[[str], None] = print) -> list[Pair]:
    """Give the pairs that are nearly alike, the most alike first.

    Raises:
        IndexFault: the index cannot be read.
        Killed: processes kept being killed.

    Cost: one search and five comparisons of texts per record; memory for `most` pairs, twice.
    """
    indexing.ready()
    if sum(records().count() for records in _RECORDS.values()) <= FEW:
        processes = 1
    found: dict[tuple[str, int, int], Pair] = {}
    for some in in_order(alike, _pieces(), processes=processes, prepare=django.setup, tell=tell):
        found |= {(pair.kind, pair.left.id, pair.right.id): pair for pair in some}
        if len(found) > 2 * most:
            found = dict(islice(sorted(found.items(), key=_best), most))
    return [pair for _, pair in sorted(found.items(), key=_best)[:most]]


def _best(item: tuple[tuple[str, int, int], Pair]) -> tuple[float, tuple[str, int, int]]:
    return -item[1].share, item[0]


def _pieces() -> Iterator[Piece]:
    for kind in KINDS:
        last, records = 0, _RECORDS[kind]().order_by("pk").values_list("pk", flat=True)
        while ids := list(records.filter(pk__gt=last)[:PIECE]):
            last = ids[-1]
            yield Piece(kind, ids[0], last)


def alike(piece: Piece) -> list[Pair]:
    """Compare the records of one piece with those that the index ranks as most like them."""
    index, records = indexing.index(), _RECORDS[piece.kind]()
    own = records.filter(pk__range=(piece.first, piece.last)).values_list("pk", flat=True)
    words = texts(piece.kind, [f"{piece.kind}:{pk}" for pk in own])
    known = translations_of(list(words.values()))
    near = {
        (one, hit.id)
        for one, said in words.items()
        for hit in index.search(said, kinds={piece.kind}, limit=LOOKED_AT, without=[one], translations=known)
    }
    words |= texts(piece.kind, {other for _, other in near} - words.keys())
    owners = _owners(piece.kind, words)
    shares = {
        (one, other): share
        for one, other in sorted({_in_order(pair) for pair in near if owners.keys() >= set(pair)})
        if (piece.kind == "question" or owners[one] != owners[other])
        if (share := _share(words[one], words[other], index, known)) >= NEARLY
    }
    return list(_pairs(piece.kind, shares, words, owners, index, known))


def _in_order(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(pair, key=indexing.number_of)
    return one, other


def _share(one: Words, other: Words, index: Index, known: Translations) -> float:
    return most_alike(comparisons(one, other, index.rarity, known))[0]


def _pairs(
    kind: str,
    shares: Mapping[tuple[str, str], float],
    words: Mapping[str, Words],
    owners: Mapping[str, str],
    index: Index,
    known: Translations,
) -> Iterator[Pair]:
    called = titles(kind, {one for pair in shares for one in pair})
    for pair, share in shares.items():
        left, right = (Side(indexing.number_of(one), _name(called[one]), owners[one]) for one in pair)
        met = matched(words[pair[0]], words[pair[1]], rarity=index.rarity, translations=known)
        shared = [word.found for word in met]
        yield Pair(kind, left, right, share, tuple(shared[:SHOWN_WORDS]))


def _owners(kind: str, ids: Collection[str]) -> dict[str, str]:
    """Give the institution of each course, and nothing for each question, that may be compared."""
    found = _RECORDS[kind]().filter(pk__in=map(indexing.number_of, ids))
    if kind == "question":
        return {f"question:{pk}": "" for pk in found.values_list("pk", flat=True)}
    return {f"course:{pk}": name for pk, name in found.values_list("pk", "partner__name")}


def _name(called: Mapping[str, str]) -> str:
    """Give a title in Dutch, or else in the language there is."""
    return called.get("nl") or next(iter(called.values()), "")


def _courses() -> QuerySet[Any]:
    return Course.objects.offered()


def _questions() -> QuerySet[Any]:
    return Question.objects.public().whole().filter(ended_at__isnull=True)


_RECORDS: dict[str, Callable[[], QuerySet[Any]]] = {"course": _courses, "question": _questions}
