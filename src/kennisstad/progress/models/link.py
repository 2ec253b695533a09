# SPDX-License-Identifier: EUPL-1.2
"""What serves a commitment, what shows that it is kept, and how somebody assesses it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kennisstad.agreement.models import Commitment
from kennisstad.languages.models import HasTexts, Text, one_text_per_language
from kennisstad.projects.models import Project, Result


class LinkQuerySet(models.QuerySet["Serving | Evidence"]):
    def standing(self) -> Self:
        """Keep what nobody took away."""
        return self.filter(unlinked_at__isnull=True)


class Link(models.Model):
    """Ties something to a commitment; taken away it stays, so that the history can be told."""

    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    unlinked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Serving(Link):
    """A project works on a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="servings")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="servings")

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "project"],
                condition=Q(unlinked_at__isnull=True),
                name="serving_stands_once",
            ),
            models.CheckConstraint(
                name="serving_ends_after_it_begins",
                condition=Q(unlinked_at__isnull=True) | Q(unlinked_at__gte=F("linked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"project {self.project_id} serves commitment {self.commitment_id}"


class Evidence(Link):
    """A result shows what came of a commitment."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="evidence")

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "result"],
                condition=Q(unlinked_at__isnull=True),
                name="evidence_stands_once",
            ),
            models.CheckConstraint(
                name="evidence_ends_after_it_begins",
                condition=Q(unlinked_at__isnull=True) | Q(unlinked_at__gte=F("linked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.result_id} shows commitment {self.commitment_id}"


class Verdict(models.TextChoices):
    ON_TRACK = "on-track", _("on track")
    AT_RISK = "at-risk", _("at risk")
    KEPT = "kept", _("kept")
    NOT_KEPT = "not-kept", _("not kept")
    DROPPED = "dropped", _("given up")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def newest(self) -> Self:
        return self.order_by("-at", "-pk")


class Assessment(HasTexts["AssessmentText"]):
    """What somebody says of a commitment; a later one stands before it, and none is ever changed."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="assessments")
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    """Nothing: the assessment before is taken back, and what is derived counts again."""
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=30)
    """As what this person spoke; the public reads this and no name."""

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assessment_verdict_is_known", condition=Q(verdict__in=["", *Verdict.values])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.verdict}"


class AssessmentText(Text):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="texts")
    because = models.TextField()

    class Meta:
        constraints = [
            *one_text_per_language("assessment"),
            models.CheckConstraint(name="assessmenttext_says_why", condition=~Q(because="")),
        ]
