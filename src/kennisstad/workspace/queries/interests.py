# SPDX-License-Identifier: EUPL-1.2
"""Courses that ask for a question: as the course's desk and the broker's read it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kennisstad.citylab.fitting import Fit, questions_for_course
from kennisstad.citylab.models import Interest, Question
from kennisstad.citylab.models.interest import InterestQuerySet
from kennisstad.education.models import Course
from kennisstad.retrieval import IndexFault


@dataclass(frozen=True)
class Fitting:
    """What a course asked for, and what else fits it; nothing is said while the index is made again."""

    asked_for: list[Interest]
    fits: list[Fit]
    unavailable: bool = False


def fitting(course: Course, *, today: date) -> Fitting:
    """Read what a course asks for, and rank what fits it; a fixed number of queries."""
    asked_for = list(_waiting().filter(course=course).waiting_longest())
    if not course.is_offered:
        return Fitting(asked_for, [])
    try:
        fits = questions_for_course(course, today=today)
    except IndexFault:
        return Fitting(asked_for, [], unavailable=True)
    asked = {interest.question_id for interest in asked_for}
    return Fitting(asked_for, [fit for fit in fits if fit.question.pk not in asked])


def interests_in(question: Question) -> list[Interest]:
    """Who asks for this question, longest first."""
    return list(_waiting().filter(question=question).waiting_longest())


def public_question(pk: int) -> Question | None:
    return Question.objects.public().filter(pk=pk).first()


def question_asked_for(pk: int, course: Course) -> Question | None:
    """Give a question that the course asked for, also one that is public no more."""
    own = Q(pk__in=course.interests.values("question"))
    return Question.objects.filter(Q(pk__in=Question.objects.public().values("pk")) | own, pk=pk).first()


def _waiting() -> InterestQuerySet:
    return (
        Interest.objects.waiting()
        .select_related("question", "course__partner")
        .prefetch_related("question__texts", "course__texts")
    )
