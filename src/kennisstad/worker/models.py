# SPDX-License-Identifier: EUPL-1.2
"""Which workers live, on whichever machine."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models

LOST_AFTER = timedelta(seconds=30)
"""A worker that beats no longer than this is lost; the clocks of all machines must agree better than that."""


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, at: datetime, *, lost_after: timedelta = LOST_AFTER) -> Self:
        """Keep the workers that beat lately."""
        return self.filter(seen_at__gt=at - lost_after)

    def eldest(self) -> Self:
        return self.order_by("started_at", "pk")


class Heartbeat(models.Model):
    """The last sign of life of one worker."""

    worker_id = models.CharField(max_length=64, unique=True)
    machine = models.CharField(max_length=64)
    process = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.worker_id} seen {self.seen_at:%Y-%m-%d %H:%M:%S}"
