# SPDX-License-Identifier: EUPL-1.2
"""A team that asks to look at its place again, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds.models.team import Team


class AppealOutcome(models.TextChoices):
    WAITING = "waiting", _("waits for an answer")
    UPHELD = "upheld", _("upheld: the round is computed anew")
    REJECTED = "rejected", _("rejected")


class Appeal(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="appeals")
    words = models.TextField(max_length=5000)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=AppealOutcome.choices, default=AppealOutcome.WAITING)
    answer = models.TextField(blank=True, max_length=5000)
    """The coordinator's words; the team reads them."""
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appeal_outcome_is_known", condition=Q(outcome__in=AppealOutcome.values)
            ),
            models.CheckConstraint(name="appeal_says_something", condition=~Q(words="")),
            models.UniqueConstraint(
                fields=["team"], condition=Q(outcome=AppealOutcome.WAITING), name="appeal_one_at_a_time"
            ),
            models.CheckConstraint(
                name="appeal_answered_means_dated_and_said",
                condition=Q(outcome=AppealOutcome.WAITING, answered_at__isnull=True, answer="")
                | (~Q(outcome=AppealOutcome.WAITING) & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"appeal of team {self.team_id}"
