# SPDX-License-Identifier: EUPL-1.2
"""One import from one institution's source: how far it came, and how it ended."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kennisstad.partners.models import Partner

RESUMABLE_FOR = timedelta(days=1)
"""After this the source's pages have shifted too far: a new run begins at the first page."""


class Status(models.TextChoices):
    RUNNING = "running", _("under way")
    BROKEN_OFF = "broken-off", _("broken off")
    FINISHED = "finished", _("finished")
    GIVEN_UP = "given-up", _("given up")


NEXT = {
    Status.RUNNING: {Status.BROKEN_OFF, Status.FINISHED, Status.GIVEN_UP},
    Status.BROKEN_OFF: {Status.RUNNING, Status.GIVEN_UP},
    Status.FINISHED: set[Status](),
    Status.GIVEN_UP: set[Status](),
}
"""The only steps an import can take; docs/reference/flows.md is drawn from this."""

UNFINISHED = (Status.RUNNING, Status.BROKEN_OFF)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def unfinished(self) -> Self:
        """Keep what is under way or broken off: at most one per partner."""
        return self.filter(status__in=UNFINISHED)

    def newest(self) -> Self:
        return self.order_by("-started_at", "-pk")


class ImportRun(models.Model):
    """A run stores its place in the same transaction as each page, so that it can go on from there."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="import_runs")
    source = models.TextField()
    fingerprint = models.CharField(max_length=64, blank=True)
    version = models.CharField(max_length=1)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RUNNING)
    started_at = models.DateTimeField()
    list_kind = models.CharField(max_length=20, blank=True)
    course_id = models.CharField(max_length=100, blank=True)
    page = models.PositiveIntegerField(default=0)
    """The last page saved of this list, or of this course's offerings."""
    list_done = models.BooleanField(default=False)
    gaps = models.JSONField(default=dict)
    """Per list, what the source itself says is missing: nothing of it is withdrawn then."""
    spared = models.JSONField(default=dict)
    """Per list, the ids on file whose item was unfit this time: they have not vanished."""
    counts = models.JSONField(default=dict)
    turn = models.PositiveIntegerField(default=0)
    """One higher at each step: a run that finds another number has been taken over."""

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(status__in=UNFINISHED),
                name="import_run_one_at_a_time_per_partner",
            ),
            models.CheckConstraint(name="import_run_status_is_known", condition=Q(status__in=Status.values)),
        ]

    def __str__(self) -> str:
        return f"{self.status}: {self.source}"

    def can_become(self, status: Status) -> bool:
        return status in NEXT[Status(self.status)]

    @property
    def reads(self) -> tuple[str, str, str]:
        """What this run reads, to compare with what another one would."""
        return self.source, self.fingerprint, self.version

    def can_go_on(self, at: datetime) -> bool:
        """Say whether this run can go on now where it stopped."""
        return self.status in UNFINISHED and at - self.started_at < RESUMABLE_FOR


class Imported(models.Model):
    """What every row from a source keeps: its id there, what it said, and the run that last saw it."""

    external_id = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, blank=True)
    seen_in = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
