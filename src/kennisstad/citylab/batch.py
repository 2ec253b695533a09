# SPDX-License-Identifier: EUPL-1.2
"""Every question that looks for a course, against everything: for a round, or to look over a whole country.

The ranking is that of the broker's desk, but for what a course took up of like questions before, what was put
aside for one question, finding by meaning, and researchers.
Questions are read in pieces, each by whichever process is free, and records as plain values once per piece:
no step asks the database once per question.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import django

from kennisstad.citylab import indexing
from kennisstad.citylab.finding import SHOWN, asked_by
from kennisstad.citylab.known import Known, known, titles
from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.matching.features import Asked
from kennisstad.citylab.matching.reasons import SHOWN_WORDS
from kennisstad.citylab.models import Question
from kennisstad.citylab.pairs import translations_of
from kennisstad.citylab.weighing import CANDIDATES
from kennisstad.lib.processes import in_order
from kennisstad.retrieval import Index, Language, Translations
from kennisstad.retrieval import matched as matched_words

PIECE = 40
"""Questions in one piece: their candidates fit in one query of the smallest SQLite, 999 numbers."""
FEW = 2 * PIECE
"""Up to so many are matched in this process: starting others takes longer than the work."""
KINDS = tuple(SHOWN)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some questions, by the first and last number, and what is wanted of them."""

    first: int
    last: int
    today: date
    most: int | None = None
    """How many of each kind; as many as the desk shows when left out."""
    why: bool = False
    """Also give the words that both texts have."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A course, group or result that may help."""

    id: int
    title: str
    partner: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """One question with what fits it, best first, by kind."""

    question: int
    title: str
    fits: Mapping[str, list[Fit]]


def match_all(
    *,
    today: date,
    processes: int = 1,
    most: int | None = None,
    why: bool = False,
    tell: Callable[[str], None] = print,
) -> Iterator[Matched]:
    """Match every open and waiting question, in the order of their numbers.

    Args:
        processes: how many work on it; each opens the index and the database for itself.
        most: of each kind; as many as the desk shows when left out.
        tell: gets a sentence when a process was killed.
    Raises:
        IndexFault: the index cannot be read.
        Killed: processes kept being killed.

    Cost: memory does not grow with the number of questions or documents.
    """
    indexing.ready()
    if Question.objects.seeking()[: FEW + 1].count() <= FEW:
        processes = 1
    wanted = pieces(today=today, most=most, why=why)
    for some in in_order(matched, wanted, processes=processes, prepare=django.setup, tell=tell):
        yield from some


def pieces(*, today: date, most: int | None = None, why: bool = False) -> Iterator[Piece]:
    """Cut the questions that look for a course into pieces, each one short query, none of them kept open."""
    last, seeking = 0, Question.objects.seeking().order_by("pk").values_list("pk", flat=True)
    while ids := list(seeking.filter(pk__gt=last)[:PIECE]):
        last = ids[-1]
        yield Piece(ids[0], last, today, most, why)


def matched(piece: Piece) -> list[Matched]:
    """Match the questions of one piece.

    Raises:
        IndexFault: the index cannot be read.
    """
    found = Question.objects.seeking().filter(pk__range=(piece.first, piece.last)).order_by("pk")
    questions = list(found.prefetch_related("texts", "districts", "themes"))
    asked = [asked_by(question) for question in questions]
    fits = {kind: _of_kind(kind, questions, asked, piece) for kind in KINDS}
    return [
        Matched(question.pk, _title(question), {kind: fits[kind][n] for kind in KINDS})
        for n, question in enumerate(questions)
    ]


def _title(question: Question) -> str:
    text = question.text_in(question.language)
    return text.title if text else ""


def _of_kind(
    kind: str, questions: Sequence[Question], asked: Sequence[Asked], piece: Piece
) -> list[list[Fit]]:
    """Give the fits of one kind for each question, with one read of records for all of them."""
    index = indexing.index()
    known_words = translations_of([one.texts for one in asked])
    hits = [
        index.search(one.texts, kinds={kind}, limit=CANDIDATES, translations=known_words) for one in asked
    ]
    seen = known(kind, {hit.id for some in hits for hit in some}, piece.today)
    most = SHOWN[kind] if piece.most is None else piece.most
    model = model_in_use()
    shown = [seen.best(one, some, model, index.rarity)[:most] for one, some in zip(asked, hits, strict=True)]
    told = _Told(
        kind, {candidate.id for some in shown for candidate, _ in some}, seen, known_words, why=piece.why
    )
    return [
        [told.fit(candidate.id, score, question, one) for candidate, score in some]
        for question, one, some in zip(questions, asked, shown, strict=True)
    ]


class _Told:
    """What is told of the records that are shown: names, and shared words when asked for."""

    def __init__(
        self, kind: str, ids: Collection[str], seen: Known, words: Translations, *, why: bool
    ) -> None:
        self._partners, self._titles = seen.partners, titles(kind, ids)
        self._texts = texts(kind, ids) if why else {}
        self._index: Index = indexing.index()
        self._translations = words

    def fit(self, id_: str, score: float, question: Question, asked: Asked) -> Fit:
        called = self._titles.get(id_, {})
        return Fit(
            id=indexing.number_of(id_),
            title=called.get(question.language) or next(iter(called.values()), ""),
            partner=self._partners[id_],
            score=score,
            words=self._words(id_, indexing.language_in(question), asked),
        )

    def _words(self, id_: str, reader: Language, asked: Asked) -> tuple[str, ...]:
        if not (words := self._texts.get(id_)):
            return ()
        own = {language: text for language, text in words.items() if language == reader}
        how: dict[str, Any] = {"rarity": self._index.rarity, "translations": self._translations}
        shared = matched_words(asked.texts, own, **how) or matched_words(asked.texts, words, **how)
        return tuple(word.found for word in shared[:SHOWN_WORDS])


def texts(kind: str, ids: Collection[str]) -> dict[str, dict[Language, str]]:
    """Read the words of records of one kind, by index id; two queries."""
    records, texts_of = indexing.READ[kind]
    found = records().filter(pk__in=map(indexing.number_of, ids)).prefetch_related("texts")
    return {f"{kind}:{record.pk}": indexing.joined(texts_of(record)) for record in found}
