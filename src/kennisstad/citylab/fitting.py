# SPDX-License-Identifier: EUPL-1.2
"""Matching the other way round: which questions fit this course, and what could students work on?

The question is still the one that asks and the course the one that may answer; only who looks is different.
Public questions alone, and those that still look for a course.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kennisstad.citylab import indexing
from kennisstad.citylab.fallback import Searching, answered
from kennisstad.citylab.finding import asked_by
from kennisstad.citylab.indexing import joined
from kennisstad.citylab.known import known
from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.matching.features import Asked, Candidate, Window
from kennisstad.citylab.matching.reasons import SHOWN_WORDS, Fact, Reason, reasons
from kennisstad.citylab.models import Proposal, ProposalStatus, Question
from kennisstad.citylab.models.question import QuestionQuerySet
from kennisstad.citylab.pairs import remembering, translations_of
from kennisstad.citylab.weighing import CANDIDATES
from kennisstad.citylab.wording import in_words
from kennisstad.education.models import Course
from kennisstad.retrieval import Hit, Language, Matched, Translations, languages_of, matched

SHOWN = 10
LOOKED_AT = 100
"""The best-ranked questions that are read: those that look for a course are picked out of them."""
COMPARED = 20
"""So many of these are held against all courses."""
FEW_BEST = 3
COURSES_SHOWN = 2
_OF_THE_COURSE = {
    Fact.WINDOW_OPEN,
    Fact.WINDOW_LATER,
    Fact.WINDOW_CLOSED,
    Fact.WINDOW_UNKNOWN,
    Fact.LEVEL,
    Fact.TEAMS,
    Fact.SOME_TEAMS,
    Fact.FULL,
    Fact.HOURS,
    Fact.BUSY,
    Fact.OTHER_LANGUAGE,
}
"""True of every question when one course looks, so they are no reason to choose this one."""
Texts = Mapping[Language, str]


@dataclass(frozen=True)
class Fit:
    """A question that fits, with what speaks for and against it in words."""

    question: Question
    score: float
    reasons: list[str]
    against: list[str]
    courses: Sequence["Taker"] = ()
    """For a student: the courses that could work on it."""


@dataclass(frozen=True)
class Taker:
    """A course that could work on a question, and when it takes questions."""

    name: str
    language: str
    partner: str
    reasons: list[str]


def questions_for_course(course: Course, *, today: date, limit: int = SHOWN) -> list[Fit]:
    """Rank the questions that fit a course that takes questions, best first, equal ones by number.

    A question fits when the course stands among the best for it, with nearly the score that the broker sees.
    A course shares some words with every question; only beside other courses do they tell.

    Raises:
        IndexFault: the index cannot be read.

    Cost: one search for the course and one for each of twenty questions; nine queries, whatever there is.
    """
    words = joined(indexing.texts_of_course(course))
    paired = remembering()
    index = indexing.ready()
    hits = index.search(words, kinds={"question"}, limit=LOOKED_AT, translations=paired) if words else []
    questions = list(_read(Question.objects.seeking(), hits).values())[:COMPARED]
    rankings, course_id = _rankings(index, questions, today=today), f"course:{course.pk}"
    scored = [
        (score, question, place, candidate)
        for question in questions
        for place, (candidate, score) in enumerate(rankings[question.pk].best)
        if candidate.id == course_id
    ]
    scored.sort(key=lambda one: (-one[0], one[1].pk))
    declined = _declined_by(course, [question.pk for _, question, _, _ in scored[:limit]])
    fits = []
    for score, question, place, candidate in scored[:limit]:
        asked = rankings[question.pk].asked
        found = reasons(asked, candidate, _shared(index, words, asked.texts, paired))
        fits.append(_fit(score, question, found, place, question.pk in declined))
    return fits


def _fit(score: float, question: Question, found: Sequence[Reason], place: int, declined: bool) -> Fit:
    told = [reason for reason in found if reason.fact not in _OF_THE_COURSE]
    for_it = [in_words(reason) for reason in told if not reason.is_against]
    against = [in_words(reason) for reason in told if reason.is_against]
    if place < FEW_BEST:
        for_it.append(_("this course is one of the three best for it"))
    if declined:
        against.append(_("this course declined it before"))
    return Fit(question, score, for_it, against)


def _declined_by(course: Course, questions: Sequence[int]) -> set[int]:
    found = Proposal.objects.filter(
        course=course, question__in=questions, status=ProposalStatus.DECLINED
    ).values_list("question", flat=True)
    return set(found)


def questions_for_words(
    words: str,
    *,
    today: date,
    level: str = "",
    theme: str = "",
    district: str = "",
) -> list[Fit]:
    """Rank what students could work on, each with the courses that could take it up; at most ten.

    Args:
        words: what they care about; empty gives the newest questions.
        level: one of `education.models.Level`; courses of other levels are left out, and a question without
            any course comes last.
        theme: a theme's key.
        district: an area's slug; a question of the whole city fits every district.

    Cost: one search, and one for each question that is shown; a fixed number of queries. While there is no
    index the database answers, slower and coarser.
    """
    texts: dict[Language, str] = dict.fromkeys(languages_of(words), words) if words else {}
    narrowed = _narrowed(theme, district)

    def find(index: Searching) -> list[Fit]:
        paired = remembering()
        hits = index.search(texts, kinds={"question"}, limit=LOOKED_AT, translations=paired)
        found = list(_read(narrowed, hits).values()) if words else narrowed.with_words().newest()
        found = list(found[:SHOWN])
        takers = _takers(index, found, level=level, today=today)
        met = {one.pk: _shared(index, texts, asked_by(one).texts, paired) for one in found}
        return [_for_students(one, met[one.pk], takers[one.pk], district) for one in found]

    fits, _slower = answered(find)
    return sorted(fits, key=lambda fit: not fit.courses) if level else fits


def _narrowed(theme: str, district: str) -> QuestionQuerySet:
    found = Question.objects.seeking()
    if theme:
        found = found.filter(pk__in=Question.objects.filter(themes__key=theme).values("pk"))
    if district:
        here = Question.objects.filter(districts__slug=district).values("pk")
        found = found.filter(Q(pk__in=here) | Q(districts__isnull=True))
    return found


def _for_students(
    question: Question, shared: Sequence[Matched], takers: Sequence[Taker], district: str
) -> Fit:
    words = tuple(word.found for word in shared[:SHOWN_WORDS])
    found = [in_words(Reason(Fact.SHARES, words=words))] if words else []
    if district:
        here = any(area.slug == district for area in question.districts.all())
        found.append(_("is about the district you chose") if here else _("is about the whole city"))
    against = [] if takers else [_("no course with the same words takes questions now")]
    return Fit(question, 0.0, found, against, takers)


def _takers(
    index: Searching, questions: Sequence[Question], *, level: str, today: date
) -> dict[int, list[Taker]]:
    """Give the best courses for each question that take questions now or later."""
    return {
        pk: [
            _taker(one, ranking.partners[one.id])
            for one, _score in ranking.best
            if one.window != Window.CLOSED and level in ("", one.level)
        ][:COURSES_SHOWN]
        for pk, ranking in _rankings(index, questions, today=today).items()
    }


@dataclass(frozen=True)
class _Ranking:
    """A question as it is asked, and the courses for it with their scores, best first."""

    asked: Asked
    best: list[tuple[Candidate, float]]
    partners: Mapping[str, str]
    """Who gives each course, by index id."""


def _rankings(index: Searching, questions: Sequence[Question], *, today: date) -> dict[int, _Ranking]:
    """Rank courses for each question, nearly as the desk does; a fixed number of queries for all."""
    asked = {question.pk: asked_by(question) for question in questions}
    words = translations_of([one.texts for one in asked.values()])
    hits = {
        pk: index.search(one.texts, kinds={"course"}, limit=CANDIDATES, translations=words)
        for pk, one in asked.items()
    }
    seen = known("course", {hit.id for some in hits.values() for hit in some}, today)
    model = model_in_use()
    return {
        pk: _Ranking(one, seen.best(one, hits[pk], model, index.rarity), seen.partners)
        for pk, one in asked.items()
    }


def _taker(candidate: Candidate, partner: str) -> Taker:
    called = {str(language): title for language, title in candidate.titles.items()}
    reader = get_language() or "nl"
    language = reader if reader in called else next(iter(called), "")
    said = [reason for reason in reasons(Asked({}), candidate, ()) if not reason.is_against]
    return Taker(called.get(language, ""), language, partner, [in_words(reason) for reason in said])


def _read(questions: QuestionQuerySet, hits: Sequence[Hit]) -> dict[str, Question]:
    """Read the questions that were found, in the order in which they were found, by index id."""
    numbers = [indexing.number_of(hit.id) for hit in hits]
    found = {f"question:{one.pk}": one for one in questions.filter(pk__in=numbers).with_words()}
    return {hit.id: found[hit.id] for hit in hits if hit.id in found}


def _shared(index: Searching, words: Texts, asked: Texts, paired: Translations) -> list[Matched]:
    """Pair the words of both, those of the question in the reader's language if it can be."""
    own = {language: text for language, text in asked.items() if language == get_language()}
    how: dict[str, Any] = {"rarity": index.rarity, "translations": paired}
    return matched(words, own, **how) or matched(words, asked, **how)
