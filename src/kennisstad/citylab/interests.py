# SPDX-License-Identifier: EUPL-1.2
"""A course asks for a question, before anybody proposed it, or no longer asks for it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.citylab import emails
from kennisstad.citylab.models import Interest, Question
from kennisstad.citylab.placing import journal
from kennisstad.citylab.stepping import hold
from kennisstad.education.models import Course
from kennisstad.web.refusals import NotNow


@transaction.atomic
def ask_for(
    question: Question, *, course: Course, note_to_broker: str, by: User | None, at: datetime
) -> Interest:
    """Tell the broker that a course would like to work on a question.

    Raises:
        NotNow: the question looks for no course any more, the course takes no questions, or it asked already.
    """
    hold(question)
    if not question.is_seeking:
        raise NotNow(_("This question no longer looks for a course. Choose another one."))
    if not course.is_offered:
        raise NotNow(_("This course takes no questions. Say first that it takes them."))
    if Interest.objects.shown().filter(question=question, course=course).exists():
        raise NotNow(_("Your course has asked for this question already."))
    interest, _new = Interest.objects.update_or_create(
        question=question, course=course, defaults={"note": note_to_broker, "at": at, "withdrawn_at": None}
    )
    journal("interest.shown", interest, by, at)
    emails.to_brokers("interest", interest, at=at)
    return interest


@transaction.atomic
def no_longer_ask_for(question: Question, *, course: Course, by: User | None, at: datetime) -> None:
    """The course takes back that it asked for a question.

    Raises:
        NotNow: it does not ask for it.
    """
    hold(question)
    interest = Interest.objects.shown().filter(question=question, course=course).first()
    if interest is None:
        raise NotNow(_("Your course does not ask for this question."))
    interest.withdrawn_at = at
    interest.save(update_fields=["withdrawn_at"])
    journal("interest.withdrawn", interest, by, at)
