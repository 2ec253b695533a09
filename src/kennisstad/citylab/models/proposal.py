# SPDX-License-Identifier: EUPL-1.2
"""A question put before a course; several courses may have it before them side by side."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.models.question import Question


class ProposalStatus(models.TextChoices):
    MADE = "made", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    TAKEN_BACK = "taken-back", _("taken back")
    LAPSED = "lapsed", _("lapsed without an answer")


PROPOSAL_NEXT = {
    ProposalStatus.MADE: {
        ProposalStatus.ACCEPTED,
        ProposalStatus.DECLINED,
        ProposalStatus.TAKEN_BACK,
        ProposalStatus.LAPSED,
    },
    ProposalStatus.ACCEPTED: set[ProposalStatus](),
    ProposalStatus.DECLINED: set[ProposalStatus](),
    ProposalStatus.TAKEN_BACK: set[ProposalStatus](),
    ProposalStatus.LAPSED: set[ProposalStatus](),
}
"""The only steps a proposal can take; docs/reference/flows.md is drawn from this."""


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def made(self) -> Self:
        """Keep what waits for an answer."""
        return self.filter(status=ProposalStatus.MADE)

    def undated(self) -> Self:
        """Keep what waits without a last day, made before there was one."""
        return self.made().filter(answer_by__isnull=True)

    def to_remind(self, until: date) -> Self:
        """Keep what waits for an answer by this day or earlier, and was not reminded of it."""
        return self.made().filter(answer_by__lte=until, reminded_at__isnull=True)

    def to_lapse(self, today: date) -> Self:
        """Keep what was reminded of and still got no answer in time."""
        return self.made().filter(answer_by__lt=today, reminded_at__isnull=False)

    def waiting_longest(self) -> Self:
        return self.order_by("made_at", "pk")

    def newest(self) -> Self:
        return self.order_by("-made_at", "-pk")


class Proposal(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="proposals")
    course = models.ForeignKey("education.Course", on_delete=models.PROTECT, related_name="proposals")
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.MADE)
    note = models.TextField(blank=True, max_length=2000)
    """What the broker wrote to the coordinator."""
    reason = models.TextField(blank=True, max_length=2000)
    """Why the coordinator declined; the broker reads it, visitors do not."""
    made_at = models.DateTimeField()
    answer_by = models.DateField(null=True, blank=True)
    """The last day on which the course can answer; then the proposal lapses."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "course"],
                condition=Q(status=ProposalStatus.MADE),
                name="proposal_once_per_course_at_a_time",
            ),
            models.CheckConstraint(
                name="proposal_status_is_known", condition=Q(status__in=ProposalStatus.values)
            ),
            models.CheckConstraint(
                name="proposal_declined_says_why",
                condition=~Q(status=ProposalStatus.DECLINED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="proposal_answered_means_dated",
                condition=Q(status=ProposalStatus.MADE, answered_at__isnull=True)
                | (~Q(status=ProposalStatus.MADE) & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status}: question {self.question_id} to course {self.course_id}"

    def can_become(self, status: ProposalStatus) -> bool:
        return status in PROPOSAL_NEXT[ProposalStatus(self.status)]

    @property
    def waits(self) -> bool:
        return self.status == ProposalStatus.MADE
