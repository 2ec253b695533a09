# SPDX-License-Identifier: EUPL-1.2
"""A course that would like to work on a question, before anybody proposed it."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kennisstad.citylab.models.proposal import Proposal
from kennisstad.citylab.models.question import SEEKING, Question, Status


class InterestQuerySet(models.QuerySet["Interest"]):
    def shown(self) -> Self:
        """Keep what was not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def waiting(self) -> Self:
        """Keep what the broker can still answer: the question can be proposed, and was not to it since."""
        answered = Proposal.objects.filter(
            question=OuterRef("question"), course=OuterRef("course"), made_at__gte=OuterRef("at")
        )
        return self.shown().filter(~Exists(answered), question__status__in=(*SEEKING, Status.PROPOSED))

    def waiting_longest(self) -> Self:
        return self.order_by("at", "pk")


class Interest(models.Model):
    """One per course and question; asked for once more after it was taken back, it is dated anew."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="interests")
    course = models.ForeignKey("education.Course", on_delete=models.CASCADE, related_name="interests")
    note = models.TextField(blank=True, max_length=2000)
    """What the coordinator wrote to the broker."""
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "course"], name="interest_once_per_course"),
            models.CheckConstraint(
                name="interest_withdrawn_after_it_was_shown",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("at")),
            ),
        ]

    def __str__(self) -> str:
        return f"course {self.course_id} in question {self.question_id}"
