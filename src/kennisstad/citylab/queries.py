# SPDX-License-Identifier: EUPL-1.2
"""Reads across questions, steps and proposals."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from kennisstad.agreement.models import Theme
from kennisstad.agreement.queries import themes_found_by
from kennisstad.audit.standstill import until_something_happens
from kennisstad.citylab.following import digests
from kennisstad.citylab.models import CostAnswer, Interest, Question, Status, StepText, Use
from kennisstad.citylab.models.leg import PART_OF
from kennisstad.citylab.models.question import PUBLIC, QuestionQuerySet
from kennisstad.citylab.models.step import USEFUL
from kennisstad.citylab.news import LEG_NEWS, NEWS
from kennisstad.education.models import Course, Offering
from kennisstad.languages.reading import with_texts
from kennisstad.neighbourhoods.models import Area, AreaQuerySet
from kennisstad.projects.models import Project
from kennisstad.projects.models import Status as ProjectStatus

STANDS = {
    "asked": (Status.OPEN, Status.WAITING, Status.PROPOSED),
    "working": (Status.PLACED, Status.IN_LEGS),
    "given-back": (Status.GIVEN_BACK, Status.ADVISED),
}
"""What visitors can choose from, by where a question stands."""
BEFORE_A_RESULT = (ProjectStatus.PLANNED, ProjectStatus.RUNNING)
"""A team that has handed over its result asks nothing of the asker any more."""
FEW_ANSWERS = 5
"""From so many answers on a median tells something, and nothing of one asker."""

DESK = {
    "new": Q(status=Status.SENT, look_first=False),
    "first": Q(status=Status.SENT, look_first=True),
    "open": Q(status=Status.OPEN),
    "asked-for": Q(pk__in=Interest.objects.waiting().values("question")),
    "waiting": Q(status=Status.WAITING),
    "proposed": Q(status=Status.PROPOSED),
    "placed": Q(status=Status.PLACED),
    "in-legs": Q(status=Status.IN_LEGS),
    "ended": Q(ended_at__isnull=False),
}
"""The trays of the broker's desk."""


def question_with_code(typed: str) -> Question | None:
    """Find the question that a typed follow code belongs to."""
    return whole_questions().filter(code_digest__in=digests(typed)).first()


def whole_questions() -> QuestionQuerySet:
    """Read questions with all that their own page shows; a fixed number of queries."""
    return Question.objects.select_related(
        "project__carrier", "project__result", "merged_into", "advised_with", "contact", "leg_of"
    ).prefetch_related(
        *PART_OF,
        "texts",
        "districts",
        "themes__texts",
        "steps__texts",
        "uses",
        "project__texts",
        "project__result__texts",
        "merged_into__texts",
        "advised_with__texts",
    )


def public_question(pk: int) -> Question:
    """Read a question with what its public page shows; eight queries, three more for a leg.

    Raises:
        Question.DoesNotExist: there is none that visitors may see.
    """
    joined = ("project__carrier", "project__result", "merged_into", "advised_with", "leg_of")
    found = with_texts(Question.objects.public().filter(pk=pk).select_related(*joined))
    others = ("project__texts", "project__result__texts", "merged_into__texts", "advised_with__texts")
    prefetch_related_objects(found, *PART_OF, "districts", "steps", "uses", *others)
    if not found:
        raise Question.DoesNotExist
    # What `prefetch_related` keeps, with one query less.
    vars(found[0])["_prefetched_objects_cache"]["themes"] = with_texts(Theme.objects.filter(questions=pk))
    return found[0]


def public_questions(*, district: str = "", theme: str = "", stand: str = "") -> QuestionQuerySet:
    """List what visitors may see, newest first.

    Args:
        district: an area's slug.
        theme: a theme's key; what was put under a theme that went into it is found too.
        stand: one of `STANDS`; what is unknown does not filter.
    """
    found = Question.objects.select_related("leg_of").prefetch_related("texts", "districts", *PART_OF)
    found = found.filter(status__in=STANDS[stand]).newest() if stand in STANDS else found.public_by_day()
    return _about(found, district, theme)


@until_something_happens
def number_of_public(*, district: str = "", theme: str = "", stand: str = "") -> int:
    """Count what `public_questions` lists, led by status: to count them all, that is the short way."""
    found = Question.objects.filter(status__in=STANDS.get(stand, PUBLIC))
    return _about(found, district, theme).count()


def _about(found: QuestionQuerySet, district: str, theme: str) -> QuestionQuerySet:
    if district:
        found = found.filter(districts__slug=district)
    return found.filter(themes__in=themes_found_by(theme)).distinct() if theme else found


def desk_questions(tray: str) -> QuestionQuerySet:
    """List one tray of the desk, longest waiting first; what has ended newest first."""
    found = Question.objects.filter(DESK[tray]).select_related("leg_of")
    found = found.prefetch_related("texts", "districts", *PART_OF)
    return found.newest() if tray == "ended" else found.waiting_longest()


def desk_counts() -> dict[str, int]:
    """Count each tray of the desk, in one query."""
    return Question.objects.aggregate(**{tray: Count("pk", filter=which) for tray, which in DESK.items()})


@dataclass(frozen=True)
class Standing:
    """How many questions wait for somebody to work on them, and on how many somebody does."""

    waiting: int
    placed: int


def standing() -> Standing:
    """Count what was asked, in one query: a chain is one question, worked on from its first placed leg on."""
    begun = Question.objects.filter(leg_of=OuterRef("pk"), leg_order__isnull=False, project__isnull=False)
    placed = Q(status=Status.PLACED) | Q(Exists(begun), status=Status.IN_LEGS)
    waiting = Q(status__in=(Status.SENT, *STANDS["asked"])) | Q(~Exists(begun), status=Status.IN_LEGS)
    counted = Question.objects.whole().aggregate(
        waiting=Count("pk", filter=waiting), placed=Count("pk", filter=placed)
    )
    return Standing(**counted)


def districts_counted() -> AreaQuerySet:
    """Give the districts, each with `asked`, `running`, `given_back` and `used`: one query."""
    return Area.objects.districts().annotate(
        asked=_number_of(Question.objects.public().whole()),
        running=_number_of(Project.objects.under_way()),
        given_back=_number_of(Project.objects.returned()),
        used=_number_of(Question.objects.filter(uses__answer__in=USEFUL)),
    )


def _number_of(records: QuerySet[Any]) -> Coalesce:
    """Count the records of each district, in a subquery."""
    per_district = records.filter(districts=OuterRef("pk")).order_by().values("districts")
    return Coalesce(Subquery(per_district.annotate(n=Count("pk", distinct=True)).values("n")), 0)


def offering_for(question: Question, course: Course, today: date) -> Offering | None:
    """Give the edition of a course in which it would work on a question, one of its form.

    The first to close of those that take questions, or else the first to open; prefetch offerings.
    """
    given = [] if course.withdrawn_at else list(course.offerings.all())
    of_form = [one for one in given if question.form in ("", one.form)]
    taking = [one for one in of_form if one.is_open_on(today)]
    ahead = [one for one in of_form if one.opens_after(today)]
    if taking:
        return min(taking, key=lambda one: (one.questions_until, one.pk))
    return min(ahead, key=lambda one: (one.questions_from, one.pk), default=None)


def gives_form(course: Course, form: str) -> bool:
    """Say whether students of this course can do this; a course whose editions nobody knows may be asked."""
    forms = {one.form for one in course.offerings.all() if one.withdrawn_at is None}
    return not form or not forms or form in forms


def hours_for(question: Question, course: Course, today: date) -> int | None:
    """Give what it would cost the asker if this course took the question up, where somebody said so."""
    offering = offering_for(question, course, today)
    return offering.asker_hours if offering else None


def hours_foreseen(question: Question) -> int:
    """Give what the teams at work will cost the asker, those of its legs added up; 0 when nobody said."""
    at_work = [one for one in (question, *question.standing_legs) if one.status == Status.PLACED]
    return sum(one.expected_hours or 0 for one in at_work)


def cost_of(question: Question) -> CostAnswer | None:
    """Give what the asker said it took; nothing before anything was given back."""
    return CostAnswer.objects.filter(question=question).first() if question.is_given_back else None


def median_hours_of_askers() -> int | None:
    """Give the median of the hours that answers cost their askers; nothing while only a few have said so."""
    said = CostAnswer.objects.order_by("hours", "pk").values_list("hours", flat=True)
    number = said.count()
    return said[number // 2] if number >= FEW_ANSWERS else None


def email_of(question: Question) -> str:
    """Give the address of whoever asked a question, or the whole of a leg; empty when there is none."""
    contact = getattr(question.leg_of or question, "contact", None)
    return contact.email.casefold() if contact else ""


def asker_of(question: Question) -> str:
    """Give a key that is the same for all that one asker asked, and tells nobody who that is."""
    whole, email = question.leg_of or question, email_of(question)
    known_by = f"{whole.asker_kind}:{email}" if email else f"question:{whole.key}"
    return hmac.digest(settings.SECRET_KEY.encode(), f"asker:{known_by}".encode(), "sha256").hex()


def teams_of_asker(question: Question) -> int:
    """Count the teams at work for whoever asked this; without an address, those of this question alone."""
    whole, email = question.leg_of or question, email_of(question)
    same = Q(contact__email__iexact=email, asker_kind=whole.asker_kind) if email else Q(pk=whole.pk)
    own = Question.objects.whole().filter(same).values("pk")
    at_work = Question.objects.filter(status=Status.PLACED, project__status__in=BEFORE_A_RESULT)
    return at_work.filter(Q(pk__in=own) | Q(leg_of__in=own)).values("project").distinct().count()


@dataclass(frozen=True)
class AskerStep:
    """A line on the asker's own page: a step with its news and message, or an addition of the asker."""

    at: datetime
    status: object = ""
    news: object = ""
    text: StepText | None = None
    addition: str = ""
    leg: Question | None = None
    """The part of the question that this is about."""


def steps_for_asker(question: Question) -> list[AskerStep]:
    """Give steps, those of its legs and additions in the order in which they happened."""
    steps = [
        AskerStep(step.at, Status(step.status).label, NEWS[Status(step.status)], step.text)
        for step in question.steps.all()
    ]
    for leg in question.legs.prefetch_related("texts", "steps__texts"):
        steps += [
            AskerStep(step.at, Status(step.status).label, LEG_NEWS[Status(step.status)], step.text, leg=leg)
            for step in leg.steps.all()
        ]
    added = [AskerStep(at=addition.at, addition=addition.words) for addition in question.additions.all()]
    return sorted([*steps, *added], key=lambda line: line.at)


def last_use(question: Question) -> Use | None:
    """Give the asker's latest answer to "was it used?"."""
    return question.uses.answered().order_by("-months").first()
