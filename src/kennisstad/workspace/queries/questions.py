# SPDX-License-Identifier: EUPL-1.2
"""Questions as the broker's desk shows them: trays, one whole question, and what fits it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.functional import Promise

from kennisstad.citylab import will_fit
from kennisstad.citylab.alike import Like
from kennisstad.citylab.finding import Match, Matches, asked_by, matches
from kennisstad.citylab.fit_wording import AllTold, Line, lines, told
from kennisstad.citylab.learning import model_in_use
from kennisstad.citylab.models import Proposal, Question, Step
from kennisstad.citylab.models.leg import PART_OF
from kennisstad.citylab.models.question import QuestionQuerySet
from kennisstad.citylab.queries import DESK, desk_counts, desk_questions
from kennisstad.citylab.wording import in_words, limit_in_words, score_in_words
from kennisstad.partners.models import Researcher
from kennisstad.projects.models import Result
from kennisstad.retrieval import languages_of
from kennisstad.workspace.queries.choices import Choices
from kennisstad.workspace.wording import TRAYS, need_of

LONG_DAYS = 14
"""After more days than this, waiting is called long."""


@dataclass(frozen=True)
class Tray:
    name: str
    label: str | Promise
    count: int
    is_open: bool


@dataclass(frozen=True)
class Row:
    """One question in a tray."""

    question: Question
    days: int
    """Since it came to stand where it stands."""
    need: str | Promise
    is_overdue: bool

    @property
    def is_long(self) -> bool:
        return self.days > LONG_DAYS and not self.question.is_ended


@dataclass(frozen=True)
class Candidate:
    """A course, group or result that may fit, with what speaks for and against it in words."""

    record: Any
    score: str
    reasons: list[str]
    against: list[str]
    limits: list[str]
    """What stands in the way, and what would have to change."""
    match: Match

    @property
    def name(self) -> str:
        if isinstance(self.record, Researcher):
            return self.record.name
        text = self.record.text
        return getattr(text, "name", "") or getattr(text, "title", "")


@dataclass(frozen=True)
class Found:
    courses: list[Candidate]
    experts: list[Candidate]
    researchers: list[Candidate]
    results: list[Candidate]
    but: list[Candidate]
    """Would fit, but cannot be asked now."""
    slower: bool


@dataclass(frozen=True)
class Fits:
    """When a question could come in: in sentences, and block by block."""

    told: AllTold
    lines: list[Line]


def trays(open_tray: str) -> list[Tray]:
    """The trays of the desk with how much is in each; one query."""
    return [Tray(name, TRAYS[name], count, name == open_tray) for name, count in desk_counts().items()]


def known_tray(name: str) -> str:
    """Give the tray with this name, or the first one."""
    return name if name in DESK else next(iter(DESK))


def tray_questions(tray: str) -> QuestionQuerySet:
    """One tray, longest waiting first, each with `since`: when it came to stand where it stands."""
    last_step = Step.objects.filter(question=OuterRef("pk")).order_by("-at").values("at")[:1]
    return desk_questions(tray).annotate(since=Subquery(last_step))


def rows(questions: Iterable[Question], *, at: datetime) -> list[Row]:
    """Say of each question of `tray_questions` how long it waits and for what."""
    today = timezone.localdate(at)
    return [
        Row(question, (at - _since(question)).days, need_of(question), question.is_overdue(today))
        for question in questions
    ]


def _since(question: Question) -> datetime:
    since: datetime | None = getattr(question, "since", None)
    return since or question.sent_at


def whole_question(pk: int, *, with_contact: bool) -> Question | None:
    """One question with all that its desk shows; contact data are read for whoever may see them alone."""
    proposals = Proposal.objects.newest().select_related("course__partner").prefetch_related("course__texts")
    joined = [
        "project__result",
        "merged_into",
        "advised_with",
        "leg_of",
        *(["contact"] if with_contact else []),
    ]
    return (
        Question.objects.select_related(*joined)
        .prefetch_related(
            "texts",
            "districts",
            "themes__texts",
            "steps__texts",
            "additions",
            "uses",
            "project__texts",
            "merged_into__texts",
            *PART_OF,
            "advised_with__texts",
            Prefetch("proposals", queryset=proposals),
        )
        .filter(pk=pk)
        .first()
    )


def found_for(question: Question, *, words: str, level: str, today: date) -> Found:
    """Rank what may fit a question: by its own words, or by others to look with."""
    asked = asked_by(question)
    if words:
        asked = replace(asked, texts=dict.fromkeys(languages_of(words), words))
    asked = replace(asked, level=level or asked.level)
    return _in_words(matches(asked, today=today, model=model_in_use(), about=question))


def fits_for(question: Question, *, today: date) -> Fits | None:
    """Hold a question that no course has against all windows; of another it is of no use."""
    if question.status not in will_fit.COMING_IN:
        return None
    wishes = will_fit.wishes_of(question)
    fits, districts = will_fit.fits(wishes, today=today), will_fit.district_names(wishes)
    return Fits(told(fits, today=today, districts=districts), lines(fits, today=today, districts=districts))


def like_questions(likes: Sequence[Like]) -> Choices:
    """Those to join a question with, as choices."""
    return [(like.record.pk, str(like.record)) for like in likes if like.kind == "question"]


def like_results(likes: Sequence[Like], found: Found) -> Choices:
    """Those to answer a question with, as choices; each once."""
    results = [like.record for like in likes if like.kind == "result"]
    results += [candidate.record for candidate in found.results[:5]]
    return list({result.pk: (result.pk, str(result)) for result in results}.values())


def question_with_number(number: int) -> Question | None:
    return Question.objects.filter(pk=number).first()


def result_with_number(number: int) -> Result | None:
    return Result.objects.filter(pk=number).first()


def _in_words(found: Matches) -> Found:
    def told(some: Sequence[Match], *, is_calibrated: bool = False) -> list[Candidate]:
        return [_candidate(match, is_calibrated=is_calibrated) for match in some]

    return Found(
        # Courses alone accept or decline, so of them alone a score can become a chance.
        courses=told(found.courses, is_calibrated=found.is_calibrated),
        experts=told(found.experts),
        researchers=told(found.researchers),
        results=told(found.results),
        but=told(found.but, is_calibrated=found.is_calibrated),
        slower=found.slower,
    )


def _candidate(match: Match, *, is_calibrated: bool) -> Candidate:
    return Candidate(
        record=match.record,
        score=score_in_words(match.score, is_calibrated=is_calibrated),
        reasons=[in_words(reason) for reason in match.reasons if not reason.is_against],
        against=[in_words(reason) for reason in match.reasons if reason.is_against],
        limits=[limit_in_words(limit) for limit in match.limits],
        match=match,
    )
