# SPDX-License-Identifier: EUPL-1.2
"""How a project ends a question: given back, or stopped; and afterwards: was it used?"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.citylab import emails, legs
from kennisstad.citylab.models import CostAnswer, Question, Status, Use
from kennisstad.citylab.models.question import QuestionQuerySet
from kennisstad.citylab.models.step import MOMENTS
from kennisstad.citylab.placing import reopen, tell_of_leg
from kennisstad.citylab.stepping import hold, hold_chain, move, note
from kennisstad.fieldwork import actions as fieldwork
from kennisstad.projects import actions as projects
from kennisstad.projects.actions import Words
from kennisstad.projects.models import GivingBack, Project, Result
from kennisstad.web.refusals import NotNow


@transaction.atomic
def give_back(
    project: Project, *, words: Words, on: date, form: str, by: User | None, at: datetime
) -> GivingBack:
    """The result was brought back to where the question came from; the askers hear of it.

    Raises:
        NotNow: there is no result yet, or the project has ended.
    """
    giving = projects.give_back(project, words=words, on=on, form=form, by=by, at=at)
    for question in _placed_with(project):
        hold_chain(question)
        move(question, Status.GIVEN_BACK, at=at)
        note(question, "question.given-back", by=by, at=at)
        legs.go_on(question, by=by, at=at)
    return giving


@transaction.atomic
def hand_over(
    project: Project,
    *,
    words: Words,
    on: date,
    by: User | None,
    at: datetime,
    links: Iterable[tuple[str, str]] = (),
    data_deleted_on: date | None = None,
) -> Result:
    """Hand over the result of a project; the next legs of a chain open with it.

    Args:
        links: pairs of address and label.
    Raises:
        NotNow: the project does not run, or has a result.
    """
    result = projects.hand_over(
        project, words=words, on=on, by=by, at=at, links=links, data_deleted_on=data_deleted_on
    )
    for question in _placed_with(project):
        legs.go_on(question, by=by, at=at)
    return result


@transaction.atomic
def stop(project: Project, *, because: str, language: str, by: User | None, at: datetime) -> None:
    """Stop a project; the questions it worked on are open again.

    Raises:
        NotNow: there is a result, or it has ended.
    """
    projects.stop(project, because=because, language=language, by=by, at=at)
    fieldwork.call_off_all(project, by=by, at=at)
    for question in _placed_with(project):
        reopen(question, by=by, at=at)
        tell_of_leg(question, at=at)


def _placed_with(project: Project) -> QuestionQuerySet:
    """List the questions it works on, in the order in which everyone who holds several holds them."""
    return (
        Question.objects.filter(project=project, status=Status.PLACED).select_related("leg_of").order_by("pk")
    )


@transaction.atomic
def say_used(question: Question, *, answer: str, why: str, language: str, at: datetime) -> Use:
    """The asker says whether the answer was used; saying it again at the same moment replaces it.

    Raises:
        NotNow: nothing was given back yet.
    """
    hold(question)
    if question.status != Status.GIVEN_BACK or question.ended_at is None:
        raise NotNow(_("The result has not been given back yet."))
    use, _new = Use.objects.update_or_create(
        question=question,
        months=moment_of(question.ended_at, at),
        defaults={"answer": answer, "why": why, "language": language, "answered_at": at},
    )
    record("question.used", subject=question, by_id=None, at=at, answer=answer, months=use.months)
    return use


@transaction.atomic
def say_cost(question: Question, *, hours: int, at: datetime) -> None:
    """The asker says, once, how many hours it took.

    Raises:
        NotNow: nothing was given back yet, or it was said already.
    """
    hold(question)
    if not question.is_given_back:
        raise NotNow(_("The result has not been given back yet."))
    if CostAnswer.objects.filter(question=question).exists():
        raise NotNow(_("You have told us already how many hours it took. Thank you."))
    CostAnswer.objects.create(question=question, hours=hours, answered_at=at)
    record("question.cost-said", subject=question, by_id=None, at=at)


def ask_whether_used(at: datetime) -> int:
    """Write to every asker whose 3, 12 or 36 months are over and who was not asked yet; give how many."""
    asked = 0
    for months in reversed(MOMENTS):
        for question in list(_perhaps_due(months, at)):
            asked += _ask(question, at)
    return asked


def _perhaps_due(months: int, at: datetime) -> QuestionQuerySet:
    """Keep askers with an address whom nobody asked at this moment or later; a month is at least 28 days."""
    returned = Question.objects.filter(
        status=Status.GIVEN_BACK, ended_at__lte=at - timedelta(days=28 * months)
    ).exclude(contact__email="")
    later = Use.objects.filter(question=OuterRef("pk"), months__gte=months)
    return returned.filter(~Exists(later), contact__isnull=False)


def moment_of(given_back_at: datetime, at: datetime) -> int:
    """Give the moment an answer belongs to: the last one that has come, or the first."""
    return max(
        (months for months in MOMENTS if months_between(given_back_at, at) >= months), default=MOMENTS[0]
    )


def months_between(start: datetime, end: datetime) -> int:
    """Count whole months."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


@transaction.atomic
def _ask(question: Question, at: datetime) -> bool:
    hold(question)
    if question.ended_at is None or months_between(question.ended_at, at) < MOMENTS[0]:
        return False
    use, _new = Use.objects.get_or_create(question=question, months=moment_of(question.ended_at, at))
    if use.asked_at is not None or use.answer:
        return False
    use.asked_at = at
    use.save(update_fields=["asked_at"])
    emails.to_asker("used", question, at=at)
    record("question.use-asked", subject=question, by_id=None, at=at, months=use.months)
    return True
