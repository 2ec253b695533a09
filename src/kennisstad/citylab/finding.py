# SPDX-License-Identifier: EUPL-1.2
"""Reads across the index and the records: who can help?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from kennisstad.citylab import indexing
from kennisstad.citylab.matching.features import Asked, Candidate, Window
from kennisstad.citylab.matching.reasons import Reason, reasons
from kennisstad.citylab.matching.score import ranked
from kennisstad.citylab.models import Question
from kennisstad.education.models import Course, Offering
from kennisstad.projects.models import Result
from kennisstad.retrieval import Hit, Index, IndexFault, Language, Text, shared_words

CANDIDATES = 20
SHOWN = {"course": 10, "expert": 5, "result": 5}


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


def matches_for(question: Question, *, today: date) -> Matches:
    """Rank courses, groups and earlier results for a question, each with its reasons."""
    texts = _joined(indexing.texts_of_question(question)) or {indexing.language_in(question): question.words}
    asked = Asked(
        texts=texts,
        districts=frozenset(area.code for area in question.districts.all()),
        needed_by=question.needed_by,
    )
    try:
        return matches(asked, today=today)
    except IndexFault:
        return Matches([], [], [], unavailable=True)


def matches(asked: Asked, *, today: date) -> Matches:
    """Rank for any texts; three searches and a fixed number of database queries.

    Raises:
        IndexFault: the index cannot be read.
    """
    index = indexing.ready()
    return Matches(
        courses=_matched(asked, index, "course", lambda course: _course_facts(course, today)),
        experts=_matched(asked, index, "expert", lambda _expert: {}),
        results=_matched(asked, index, "result", _result_facts),
    )


def _matched(asked: Asked, index: Index, kind: str, facts: Callable[[Any], dict[str, Any]]) -> list[Match]:
    hits = index.search(asked.texts, kinds={kind}, limit=CANDIDATES)
    records = _records(hits, kind)
    candidates = [Candidate(hit.id, hit.score, **facts(records[hit.id])) for hit in hits if hit.id in records]
    shown = ranked(asked, candidates)[: SHOWN[kind]]
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
