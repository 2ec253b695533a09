# SPDX-License-Identifier: EUPL-1.2
"""How often something was asked for; no address is kept, only a keyed hash of it."""

from datetime import datetime
from typing import Self

from django.db import models


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    def past(self, at: datetime) -> Self:
        """Keep what no longer limits anybody."""
        return self.filter(window_ends_at__lte=at)


class Allowance(models.Model):
    """How much of one limit one sender used up until the window ends."""

    key_hash = models.CharField(max_length=64, unique=True)
    window_ends_at = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField(default=0)

    objects = AllowanceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.used} until {self.window_ends_at:%Y-%m-%d %H:%M:%S}"
