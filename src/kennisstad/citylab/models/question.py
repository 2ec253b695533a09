# SPDX-License-Identifier: EUPL-1.2
"""A question on its road."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.fit import Size
from kennisstad.citylab.models.asker import AskerKind
from kennisstad.citylab.models.leg import PART_OF, leg_is_fit
from kennisstad.education.models import Level
from kennisstad.education.models.offering import FORMS
from kennisstad.languages.models import HasTexts, Language, language_is_known

if TYPE_CHECKING:
    from kennisstad.citylab.models.text import QuestionText  # noqa: F401 (ruff does not see it as a type)


class Status(models.TextChoices):
    SENT = "sent", _("sent in")
    OPEN = "open", _("open")
    WAITING = "waiting", _("waiting for a period")
    PROPOSED = "proposed", _("proposed to a course")
    PLACED = "placed", _("placed")
    IN_LEGS = "in-legs", _("in parts")
    GIVEN_BACK = "given-back", _("given back")
    ADVISED = "advised", _("answered with an earlier result")
    REFERRED = "referred", _("referred")
    MERGED = "merged", _("joined with a like question")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


_TRIAGE = {
    Status.OPEN,
    Status.WAITING,
    Status.ADVISED,
    Status.REFERRED,
    Status.MERGED,
    Status.DECLINED,
    Status.WITHDRAWN,
}
NEXT: dict[Status, set[Status]] = {
    Status.SENT: _TRIAGE | {Status.IN_LEGS},
    Status.OPEN: (_TRIAGE - {Status.OPEN}) | {Status.PROPOSED, Status.IN_LEGS},
    Status.WAITING: (_TRIAGE - {Status.WAITING}) | {Status.IN_LEGS},
    Status.PROPOSED: {Status.OPEN, Status.PLACED, Status.WITHDRAWN},
    Status.PLACED: {Status.OPEN, Status.GIVEN_BACK},
    # Its legs take the road; it comes back whole as long as none was begun.
    Status.IN_LEGS: {Status.OPEN, Status.GIVEN_BACK, Status.WITHDRAWN},
    Status.GIVEN_BACK: set(),
    # Whoever was answered too soon may be heard again.
    Status.ADVISED: {Status.OPEN},
    Status.REFERRED: {Status.OPEN},
    Status.MERGED: {Status.OPEN},
    Status.DECLINED: {Status.OPEN},
    Status.WITHDRAWN: set(),
}
"""The only steps a question can take; docs/reference/flows.md is drawn from this."""

WITH_PROJECT = (Status.PLACED, Status.GIVEN_BACK)
WITH_LEGS = (Status.IN_LEGS, Status.GIVEN_BACK, Status.WITHDRAWN)
"""Where a whole can have a chain; elsewhere nobody needs to look."""
ENDED = (
    Status.GIVEN_BACK,
    Status.ADVISED,
    Status.REFERRED,
    Status.MERGED,
    Status.DECLINED,
    Status.WITHDRAWN,
)
PUBLIC = (
    Status.OPEN,
    Status.WAITING,
    Status.PROPOSED,
    Status.PLACED,
    Status.IN_LEGS,
    Status.GIVEN_BACK,
    Status.ADVISED,
    Status.MERGED,
)
"""What visitors may see: a broker has read it, and it is still a question of the city."""
SEEKING = (Status.OPEN, Status.WAITING)
"""What still looks for a course."""


SIZES = [(Size.SMALL.value, _("small")), (Size.MEDIUM.value, _("medium")), (Size.LARGE.value, _("large"))]


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> Self:
        """Keep what visitors may see."""
        return self.filter(status__in=PUBLIC)

    def seeking(self) -> Self:
        """Keep what still looks for a course: open, or waiting for a period."""
        return self.filter(status__in=SEEKING)

    def whole(self) -> Self:
        """Keep what somebody asked: a question in legs is one question, whatever its legs are."""
        return self.filter(leg_of__isnull=True)

    def in_chain(self) -> Self:
        """Keep the legs of chains that stand, in the order in which they are run."""
        return self.filter(leg_order__isnull=False).order_by("leg_order", "pk")

    def newest(self) -> Self:
        return self.order_by("-sent_at", "-pk")

    def waiting_longest(self) -> Self:
        return self.order_by("sent_at", "pk")

    def with_words(self) -> Self:
        return self.select_related("project", "leg_of").prefetch_related(
            "texts", "districts", "themes__texts", *PART_OF
        )

    def public_by_day(self) -> Self:
        """List what `public` keeps, along the days: led by status, SQLite sorts them all for a page of 20."""
        return self.alias(stands=Coalesce("status", Value(""))).filter(stands__in=PUBLIC).newest()


class Question(HasTexts["QuestionText"]):
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Made with the form: the same form sent twice is one question."""
    code_digest = models.CharField(max_length=64, unique=True)
    words = models.TextField(max_length=5000)
    """The asker's own words; nobody changes them."""
    language = models.CharField(max_length=2, choices=Language.choices)
    show_words = models.BooleanField(default=False)
    """A broker has seen that these words tell nothing private, and visitors may read them."""
    asker_kind = models.CharField(max_length=12, choices=AskerKind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SENT)
    districts = models.ManyToManyField("neighbourhoods.Area", related_name="questions", blank=True)
    themes = models.ManyToManyField("agreement.Theme", related_name="questions", blank=True)
    look_first = models.BooleanField(default=False)
    """It came without a proof: until a broker has looked, its asker gets no letter."""
    needed_by = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the broker first gave an outcome."""
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    """What it took the broker."""
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    advised_with = models.ForeignKey(
        "projects.Result", on_delete=models.PROTECT, null=True, blank=True, related_name="advised"
    )
    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    form = models.CharField(max_length=10, choices=FORMS, blank=True)
    """What students have to do for it, as the asker wished or a broker said: a leg always has one."""
    leg_level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    leg_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="legs")
    """The whole that this is a course-sized leg of; a leg has no contact of its own."""
    leg_order = models.PositiveSmallIntegerField(null=True, blank=True)
    """When it is run, 1 first; legs with the same order run side by side. None once the chain was undone."""
    expected_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    """What the course that took it up said it costs the asker."""

    # What the asker said of it beforehand, so that we can say when it fits.
    size = models.CharField(max_length=6, choices=SIZES, blank=True)
    """How much work it is for students; empty: nobody knows yet."""
    asker_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    """What the asker has for it."""
    levels = models.JSONField(default=list, blank=True)
    """Of the students wished for, as in `education.Level`; none: of any."""

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="question_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="question_asker_kind_is_known", condition=Q(asker_kind__in=AskerKind.values)
            ),
            language_is_known("question"),
            models.CheckConstraint(
                name="question_size_is_known", condition=Q(size__in=["", *(size for size, _label in SIZES)])
            ),
            models.CheckConstraint(name="question_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="question_ended_means_dated",
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | Q(~Q(status__in=ENDED), ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="question_with_project_names_it",
                condition=Q(status__in=WITH_PROJECT, project__isnull=False)
                | Q(~Q(status__in=WITH_PROJECT), project__isnull=True),
            ),
            models.CheckConstraint(
                name="question_merged_names_the_other",
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | Q(~Q(status=Status.MERGED), merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="question_not_merged_into_itself", condition=~Q(merged_into=models.F("pk"))
            ),
            models.CheckConstraint(
                name="question_advised_names_the_result",
                condition=Q(status=Status.ADVISED, advised_with__isnull=False)
                | Q(~Q(status=Status.ADVISED), advised_with__isnull=True),
            ),
            *leg_is_fit(),
            # A leg is course-sized: it is not cut again.
            models.CheckConstraint(
                name="question_leg_has_no_legs", condition=Q(leg_of__isnull=True) | ~Q(status=Status.IN_LEGS)
            ),
        ]
        indexes = [models.Index(fields=["status", "sent_at"]), models.Index(fields=["sent_at"])]

    def __str__(self) -> str:
        return self.text.title if self.text else f"Question {self.pk}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def is_to_look_at(self) -> bool:
        return self.look_first and self.status == Status.SENT

    @property
    def is_seeking(self) -> bool:
        return self.status in SEEKING

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC

    @property
    def is_ended(self) -> bool:
        return self.status in ENDED

    @property
    def can_be_withdrawn(self) -> bool:
        return self.can_become(Status.WITHDRAWN)

    @property
    def takes_proposals(self) -> bool:
        """Say whether it may be put before a course, or before one more."""
        return self.status == Status.PROPOSED or self.can_become(Status.PROPOSED)

    @property
    def is_leg(self) -> bool:
        return self.leg_of_id is not None

    @property
    def can_be_split(self) -> bool:
        return not self.is_leg and self.can_become(Status.IN_LEGS)

    @property
    def in_legs(self) -> bool:
        return self.status == Status.IN_LEGS

    @property
    def standing_legs(self) -> "list[Question]":
        """The legs of its chain that were not dropped, in order; its legs may be prefetched."""
        if self.status not in WITH_LEGS:
            return []
        legs = [leg for leg in self.legs.all() if leg.leg_order is not None and not leg.is_dropped]
        return sorted(legs, key=lambda leg: (leg.leg_order, leg.pk))

    @property
    def is_dropped(self) -> bool:
        return self.is_leg and self.status == Status.WITHDRAWN

    @property
    def part(self) -> tuple[int, int] | None:
        """Which leg of how many it is, 1 first; nothing for a whole, or a leg that was dropped."""
        if self.leg_of is None:
            return None
        numbers = [leg.pk for leg in self.leg_of.standing_legs]
        return (numbers.index(self.pk) + 1, len(numbers)) if self.pk in numbers else None

    @property
    def has_handed_over(self) -> bool:
        """Say whether the next leg can build on it: it brought a result, or an earlier one answers it."""
        if self.status in (Status.GIVEN_BACK, Status.ADVISED):
            return True
        return self.status == Status.PLACED and self.project is not None and self.project.has_result

    @property
    def is_given_back(self) -> bool:
        return self.status == Status.GIVEN_BACK

    def days_waiting(self, at: datetime) -> int:
        """Whole days from sending in to the first outcome, or to now."""
        return ((self.answered_at or at) - self.sent_at).days

    def is_overdue(self, today: date) -> bool:
        return self.needed_by is not None and self.needed_by < today and not self.is_ended
