# SPDX-License-Identifier: EUPL-1.2
"""Reads across the index and the records: who can help, and was this asked before?"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from kennisstad.citylab import indexing
from kennisstad.citylab.matching.features import Asked, Candidate, Window, features
from kennisstad.citylab.matching.likeness import ALIKE, likeness
from kennisstad.citylab.matching.reasons import Reason, reasons
from kennisstad.citylab.matching.score import PRIOR, Model, ranked, score
from kennisstad.citylab.models import Judgement, Question
from kennisstad.education.models import Course, Offering
from kennisstad.projects.models import Result
from kennisstad.retrieval import Hit, Index, IndexFault, Language, Text, language_of, shared_words

CANDIDATES = 20
SHOWN = {"course": 10, "expert": 5, "result": 5}
LOOKED_AT = 12
"""How many of the best-ranked texts are compared word by word for "asked before?"."""


@dataclass(frozen=True)
class Match:
    """One course, group or result with its reasons."""

    record: Any
    score: float
    reasons: list[Reason]


@dataclass(frozen=True)
class Matches:
    courses: list[Match]
    experts: list[Match]
    results: list[Match]
    unavailable: bool = False
    """The index is being made again: nothing is said about what fits."""


@dataclass(frozen=True)
class Like:
    """A question or result that is like what somebody asks."""

    record: Any
    kind: str
    share: float


def matches_for(question: Question, *, today: date, model: Model = PRIOR) -> Matches:
    """Rank courses, groups and earlier results for a question, each with its reasons.

    What was put aside for this question is not among them.
    """
    aside = Judgement.objects.put_aside(question).index_ids()
    try:
        return matches(_asked(question), today=today, model=model, without=aside)
    except IndexFault:
        return Matches([], [], [], unavailable=True)


def matches(asked: Asked, *, today: date, model: Model = PRIOR, without: Collection[str] = ()) -> Matches:
    """Rank for any texts; three searches and a fixed number of database queries.

    Args:
        without: index ids, such as `course:12`, to leave out.
    Raises:
        IndexFault: the index cannot be read.
    """
    index = indexing.ready()
    courses, experts, results = (_matched(asked, index, kind, model, today, without) for kind in SHOWN)
    return Matches(courses, experts, results)


def features_for(
    question: Question, kind: str, pk: int, *, today: date, model: Model = PRIOR
) -> tuple[dict[str, float], float] | None:
    """Give what is seen of one candidate, by name, and its score; nothing when it is not found.

    Cost: one search, and the reads of its kind.
    """
    asked = _asked(question)
    try:
        hits = indexing.ready().search(asked.texts, kinds={kind}, limit=CANDIDATES)
    except IndexFault:
        return None
    records = _records([hit for hit in hits if hit.id == f"{kind}:{pk}"], kind)
    for hit in hits:
        if hit.id in records:
            candidate = Candidate(hit.id, hit.score, **_facts(kind, records[hit.id], today))
            found = features(asked, candidate, best_words_score=hits[0].score)
            return asdict(found), score(found, model)
    return None


def _asked(question: Question) -> Asked:
    texts = _joined(indexing.texts_of_question(question)) or {indexing.language_in(question): question.words}
    return Asked(
        texts=texts,
        districts=frozenset(area.code for area in question.districts.all()),
        needed_by=question.needed_by,
    )


def asked_before(
    words: str, *, title: str = "", language: Language | None = None, without: Collection[str] = ()
) -> list[Like]:
    """Find public questions and results that are like these words, the most alike first; at most three.

    Args:
        without: index ids, such as `question:12`, to leave out.
    """
    texts = {language or language_of(words): f"{title}\n{words}"}
    try:
        index = indexing.ready()
        hits = index.search(texts, kinds={"question", "result"}, limit=LOOKED_AT, without=without)
        records = _records(hits, "question", "texts") | _records(hits, "result", "texts")
        likes = [_like(texts, hit, records[hit.id], index) for hit in hits if hit.id in records]
    except IndexFault:
        return []
    return sorted((like for like in likes if like.share >= ALIKE), key=lambda like: -like.share)[:3]


def likes_of(question: Question) -> list[Like]:
    """Find what is like this question, by its clear words or else by the asker's own."""
    text = question.text_in(question.language)
    title, body = (text.title, text.body) if text else ("", question.words)
    language = indexing.language_in(text or question)
    return asked_before(body, title=title, language=language, without=[f"question:{question.pk}"])


def _like(texts: Mapping[Language, str], hit: Hit, record: Any, index: Index) -> Like:
    return Like(record, hit.kind, likeness(texts, _words_of(hit.kind, record), index.rarity))


def _matched(
    asked: Asked, index: Index, kind: str, model: Model, today: date, without: Collection[str]
) -> list[Match]:
    hits = index.search(asked.texts, kinds={kind}, limit=CANDIDATES, without=without)
    records = _records(hits, kind)
    found = [hit for hit in hits if hit.id in records]
    candidates = [Candidate(hit.id, hit.score, **_facts(kind, records[hit.id], today)) for hit in found]
    shown = ranked(asked, candidates, model)[: SHOWN[kind]]
    # Words are read and compared for what is shown alone: that is the slow part.
    prefetch_related_objects([records[one.id] for one, _ in shown], "texts")
    return [
        Match(records[one.id], value, _reasons(asked, one, kind, records[one.id], index))
        for one, value in shown
    ]


def _reasons(asked: Asked, candidate: Candidate, kind: str, record: Any, index: Index) -> list[Reason]:
    words, reader = _words_of(kind, record), get_language()
    # Whoever reads the reasons reads them in one language, unless the words are shared in the other alone.
    own = {language: text for language, text in words.items() if language == reader}
    shared = shared_words(asked.texts, own, rarity=index.rarity)
    return reasons(asked, candidate, shared or shared_words(asked.texts, words, rarity=index.rarity))


def _facts(kind: str, record: Any, today: date) -> dict[str, Any]:
    if kind == "course":
        return _course_facts(record, today)
    return _result_facts(record) if kind == "result" else {}


def _course_facts(course: Course, today: date) -> dict[str, Any]:
    offering = course.open_offering(today) or course.next_offering(today)
    window, on = _window(offering, today)
    session = offering.session.text if offering and offering.session else None
    return {
        "level": course.level,
        "window": window,
        "window_on": on,
        "period": session.name if session else "",
        "teams": offering.teams if offering else None,
        "ready_on": offering.ends_on if offering else None,
    }


def _window(offering: Offering | None, today: date) -> tuple[Window, date | None]:
    if offering is None:
        return Window.CLOSED, None
    if offering.questions_from is None or offering.questions_until is None:
        return Window.UNKNOWN, None
    if offering.questions_from > today:
        return Window.LATER, offering.questions_from
    if offering.questions_until < today:
        return Window.CLOSED, None
    return Window.OPEN, offering.questions_until


def _result_facts(result: Result) -> dict[str, Any]:
    return {"districts": frozenset(area.code for area in result.project.districts.all())}


_ALONG: dict[str, tuple[list[str], list[str]]] = {
    "course": (["partner"], ["offerings__session__texts"]),
    "expert": (["partner"], []),
    "result": (["project__carrier"], ["project__districts"]),
    "question": (["project"], ["districts"]),
}
"""What is read along with each kind: joined, and prefetched."""


def _records(hits: list[Hit], kind: str, *more: str) -> dict[str, Any]:
    """Read the found records of one kind that may still be seen, by index id."""
    ids = [int(hit.id.partition(":")[2]) for hit in hits if hit.kind == kind]
    joined, fetched = _ALONG[kind]
    found = indexing.READ[kind][0]().filter(pk__in=ids).select_related(*joined)
    found = found.prefetch_related(*fetched, *more)
    return {f"{kind}:{record.pk}": record for record in found}


def _words_of(kind: str, record: Any) -> dict[Language, str]:
    return _joined(indexing.READ[kind][1](record))


def _joined(texts: Mapping[Language, Text]) -> dict[Language, str]:
    return {language: f"{text.title}\n{text.body}" for language, text in texts.items()}
