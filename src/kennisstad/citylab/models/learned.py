# SPDX-License-Identifier: EUPL-1.2
"""Models that matching learned from judgements, each kept as it was: weights, and how well it foretold."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.citylab.matching.score import PRIOR, Model


class LearnedStatus(models.TextChoices):
    CANDIDATE = "candidate", _("can be put in use")
    IN_USE = "in-use", _("in use")
    RETIRED = "retired", _("replaced by a later choice")


LEARNED_NEXT = {
    LearnedStatus.CANDIDATE: {LearnedStatus.IN_USE},
    # Replaced by another one, or taken out of use by going back to the one before.
    LearnedStatus.IN_USE: {LearnedStatus.RETIRED, LearnedStatus.CANDIDATE},
    LearnedStatus.RETIRED: {LearnedStatus.IN_USE},
}
"""The only steps a learned model can take; docs/reference/flows.md is drawn from this."""


class LearnedModelQuerySet(models.QuerySet["LearnedModel"]):
    def in_use(self) -> Self:
        return self.filter(status=LearnedStatus.IN_USE)

    def replaced_last(self) -> Self:
        """Keep those that were replaced, the one before the present one first."""
        return self.filter(status=LearnedStatus.RETIRED).order_by("-used_at", "-version")

    def newest(self) -> Self:
        return self.order_by("-version")


class LearnedModel(models.Model):
    version = models.PositiveIntegerField(unique=True)
    weights = models.JSONField()
    """Log-odds per name of a feature."""
    bias = models.FloatField()
    decisions = models.PositiveIntegerField()
    """How many it learned from."""
    figures = models.JSONField()
    """How it and the model in use then foretold the decisions that were held back."""
    trained_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    """When it was put in use."""
    status = models.CharField(max_length=9, choices=LearnedStatus.choices, default=LearnedStatus.CANDIDATE)

    objects = LearnedModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="learnedmodel_status_is_known", condition=Q(status__in=LearnedStatus.values)
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status=LearnedStatus.IN_USE),
                name="learnedmodel_one_in_use",
            ),
            models.CheckConstraint(
                name="learnedmodel_used_means_dated",
                condition=Q(status=LearnedStatus.CANDIDATE, used_at__isnull=True)
                | Q(~Q(status=LearnedStatus.CANDIDATE), used_at__isnull=False),
            ),
            # 0 is the model that stands in the code.
            models.CheckConstraint(name="learnedmodel_version_is_not_0", condition=Q(version__gt=0)),
            models.CheckConstraint(name="learnedmodel_learned_something", condition=Q(decisions__gt=0)),
        ]

    def __str__(self) -> str:
        return f"model {self.version} ({self.status})"

    def can_become(self, status: LearnedStatus) -> bool:
        return status in LEARNED_NEXT[LearnedStatus(self.status)]

    @property
    def is_in_use(self) -> bool:
        return self.status == LearnedStatus.IN_USE

    @property
    def model(self) -> Model:
        """Give it as matching uses it; a feature that came later has the weight set by hand."""
        weights = {**PRIOR.weights, **self.weights}
        return Model(weights, self.bias, self.decisions, self.version)
