# SPDX-License-Identifier: EUPL-1.2
"""What people decide about candidates: proposed, taken up, declined, or put aside for one question.

Only numbers that were seen of question and candidate are kept. Who asked is not among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import finding, indexing
from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.models import CandidateKind, DeclineCause, Judgement, Question, Verdict
from kennisstad.education.models import Course
from kennisstad.partners.models import Researcher
from kennisstad.web.refusals import NotNow


@dataclass(frozen=True, slots=True)
class Seen:
    """What matching saw of a candidate at some moment."""

    features: Mapping[str, float]
    score: float | None
    model_version: int = 0


NOTHING_SEEN = Seen({}, None)


@dataclass(frozen=True, slots=True)
class PutAside:
    """A candidate that was judged not to fit, with its name in the reader's language."""

    kind: str
    number: int
    name: str
    language: str

    @property
    def label(self) -> str:
        """What kind of candidate it is, in words."""
        return str(CandidateKind(self.kind).label)


def seen(question: Question, kind: str, candidate: int, *, today: date) -> Seen:
    """Look at a candidate as matching does, for a judgement on it; before anything is changed.

    Cost: one search and its reads, as for the list of candidates.
    """
    model = model_in_use()
    if (found := finding.features_for(question, kind, candidate, today=today, model=model)) is None:
        return NOTHING_SEEN
    return Seen(*found, model.version)


def seen_courses(question: Question, courses: Iterable[Course], *, today: date) -> dict[int, Seen]:
    """Look at several courses, by number, as `seen` does: one search for each."""
    return {course.pk: seen(question, CandidateKind.COURSE, course.pk, today=today) for course in courses}


def findable(kind: str, candidate: int) -> Any | None:
    """Give the record of a candidate that may be shown, or nothing."""
    return _readable(kind).filter(pk=candidate).first() if kind in CandidateKind.values else None


def is_there(kind: str, candidate: int) -> bool:
    """Say whether there is such a candidate, also one that may not be shown now."""
    return kind in CandidateKind.values and _readable(kind).model.objects.filter(pk=candidate).exists()


def _readable(kind: str) -> QuerySet[Any]:
    """Give the records of a kind that may be shown; people stand in the index by their works alone."""
    return Researcher.objects.asked() if kind == CandidateKind.RESEARCHER else indexing.READ[kind][0]()


def note_proposal(question: Question, *, course: int, seen: Seen, at: datetime) -> None:
    """Keep what was seen when a question is put before a course; an answer follows."""
    Judgement.objects.create(
        question=question,
        kind=CandidateKind.COURSE,
        candidate=course,
        verdict=Verdict.PROPOSED,
        **_kept(seen),
        at=at,
    )


def note_answer(question: Question, *, course: int, cause: DeclineCause | None, at: datetime) -> None:
    """Keep that the course took the question up, or with a cause that it declined."""
    verdict = Verdict.DECLINED if cause else Verdict.ACCEPTED
    _proposed(question, course).update(verdict=verdict, cause=cause or "", at=at)


def forget_proposal(question: Question, *, course: int) -> None:
    """Drop what was seen of a proposal that was taken back: nobody judged it."""
    _proposed(question, course).delete()


@transaction.atomic
def not_relevant(
    question: Question, *, kind: CandidateKind, candidate: int, seen: Seen, by: User | None, at: datetime
) -> None:
    """Put a candidate aside for this question; pressed twice, it is put aside once.

    Raises:
        NotNow: the question lies before this very course.
    """
    if kind == CandidateKind.COURSE and question.proposals.made().filter(course=candidate).exists():
        raise NotNow(_("This course has been asked and has not answered yet. Take the proposal back first."))
    _judgement, is_new = Judgement.objects.get_or_create(
        question=question,
        kind=kind,
        candidate=candidate,
        verdict=Verdict.NOT_RELEVANT,
        defaults={**_kept(seen), "at": at},
    )
    if is_new:
        _journal("candidate.put-aside", question, kind, candidate, by, at)


@transaction.atomic
def put_back(
    question: Question, *, kind: CandidateKind, candidate: int, by: User | None, at: datetime
) -> None:
    """Show a candidate again that was put aside; pressed twice, it is put back once."""
    aside = Judgement.objects.put_aside(question).filter(kind=kind, candidate=candidate)
    count, _by_model = aside.delete()
    if count:
        _journal("candidate.put-back", question, kind, candidate, by, at)


def put_aside(question: Question) -> list[PutAside]:
    """List what was put aside for this question, the last one first; two queries per kind that is there."""
    judged = list(Judgement.objects.put_aside(question).newest())
    numbers: dict[str, list[int]] = {}
    for one in judged:
        numbers.setdefault(one.kind, []).append(one.candidate)
    named = {kind: _named(kind, some) for kind, some in numbers.items()}
    return [named[one.kind][one.candidate] for one in judged if one.candidate in named[one.kind]]


def _named(kind: str, numbers: list[int]) -> dict[int, PutAside]:
    found = {}
    if kind == CandidateKind.RESEARCHER:
        return {
            one.pk: PutAside(kind, one.pk, one.name, "") for one in _readable(kind).filter(pk__in=numbers)
        }
    texts_of = indexing.READ[kind][1]
    for one in _readable(kind).filter(pk__in=numbers).prefetch_related("texts"):
        said = sorted(texts_of(one).items(), key=lambda pair: pair[0] != get_language())
        language, name = (said[0][0], said[0][1].title) if said else ("", str(one))
        found[one.pk] = PutAside(kind, one.pk, name, language)
    return found


def _proposed(question: Question, course: int) -> Any:
    return Judgement.objects.filter(
        question=question, kind=CandidateKind.COURSE, candidate=course, verdict=Verdict.PROPOSED
    )


def _kept(seen: Seen) -> dict[str, Any]:
    return {"features": dict(seen.features), "score": seen.score, "model_version": seen.model_version}


def _journal(
    kind: str, question: Question, of: CandidateKind, candidate: int, by: User | None, at: datetime
) -> None:
    name = f"{CandidateKind(of).value}:{candidate}"
    record(kind, subject=question, by_id=by.pk if by else None, at=at, candidate=name)
