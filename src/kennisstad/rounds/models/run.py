# SPDX-License-Identifier: EUPL-1.2
"""One computation of a round, stored whole: what went in, by which code and seed, and what came out."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.rounds.allocation.instance import Policy
from kennisstad.rounds.allocation.lots import SALT_BYTES
from kennisstad.rounds.allocation.unreadable import MOST_SEED
from kennisstad.rounds.models.round import Round


class RunStatus(models.TextChoices):
    ASKED = "asked", _("being computed")
    DONE = "done", _("computed")
    NO_PLAN = "no-plan", _("no plan keeps all rules")
    FAILED = "failed", _("broken off")


class RunQuerySet(models.QuerySet["Run"]):
    def newest(self) -> Self:
        return self.order_by("-number")

    def real(self) -> Self:
        """Keep the computations of the round as it is."""
        return self.filter(for_real=True)

    def being_computed(self) -> Self:
        return self.filter(status=RunStatus.ASKED)


class Run(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=7, choices=RunStatus.choices, default=RunStatus.ASKED)
    policy = models.CharField(max_length=8, choices=[(policy.value, policy.value) for policy in Policy])
    seed = models.PositiveBigIntegerField()
    seed_salt = models.CharField(max_length=2 * SALT_BYTES, blank=True)
    """Of the seed's fingerprint: a round that opens again draws both anew."""
    for_real = models.BooleanField(default=True)
    """The round as it is, the only kind to publish; else a look at what a change would do."""
    what_if = models.JSONField(default=dict)
    """What was changed for that look, as `what_if.Change` writes it."""
    instance = models.TextField()
    """The input as allocation/writing.py writes it; teams by number, questions by place: no names in it."""
    digest = models.CharField(max_length=64)
    """Of input, policy and seed."""
    version = models.CharField(max_length=60)
    """Of the algorithm."""
    answer = models.JSONField(default=dict)
    """plan, size, cost, profile, gap, unproven; or the clash, where no plan keeps all rules; or undecided."""
    faults = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="run_number_once_per_round"),
            models.CheckConstraint(name="run_status_is_known", condition=Q(status__in=RunStatus.values)),
            models.CheckConstraint(name="run_policy_is_known", condition=Q(policy__in=list(Policy))),
            models.CheckConstraint(name="run_seed_is_exact", condition=Q(seed__lte=MOST_SEED)),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(status=RunStatus.ASKED, for_real=True),
                name="run_for_real_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["round", "digest"],
                condition=Q(status=RunStatus.ASKED, for_real=False),
                name="run_what_if_asked_once",
            ),
            models.CheckConstraint(
                name="run_ended_means_dated",
                condition=Q(status=RunStatus.ASKED, ended_at__isnull=True)
                | (~Q(status=RunStatus.ASKED) & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.number} of round {self.round_id}"

    @property
    def is_done(self) -> bool:
        return self.status == RunStatus.DONE

    @property
    def is_undecided(self) -> bool:
        """Whether the time ended before a plan was found, or was proven not to be."""
        return bool(self.answer.get("undecided"))

    @property
    def plan(self) -> dict[str, str]:
        """The question (`place`) of every placed team (`number`), both as text."""
        return dict(self.answer.get("plan", {}))
