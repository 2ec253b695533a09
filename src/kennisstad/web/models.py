# SPDX-License-Identifier: EUPL-1.2
"""How often something was asked for, and what was used up; no address is kept, only a keyed hash of it."""

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


class UsedProofQuerySet(models.QuerySet["UsedProof"]):
    def since(self, moment: datetime) -> Self:
        return self.filter(used_at__gte=moment)


class UsedProof(models.Model):
    """A sum that was answered and counted: kept until its challenge has ended anyway."""

    digest = models.CharField(max_length=64, unique=True)
    press = models.UUIDField()
    """The form it came with: sending that once more is no second use."""
    sender_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)

    objects = UsedProofQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sender_hash", "used_at"])]

    def __str__(self) -> str:
        return f"Proof used at {self.used_at:%Y-%m-%d %H:%M:%S}"


class SameWordsQuerySet(models.QuerySet["SameWords"]):
    def ended(self, at: datetime) -> Self:
        return self.filter(ends_at__lte=at)


class SameWords(models.Model):
    """That these words came from this sender, by digest alone, and with which press first."""

    digest = models.CharField(max_length=64, unique=True)
    press = models.UUIDField()
    ends_at = models.DateTimeField(db_index=True)

    objects = SameWordsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Words known until {self.ends_at:%Y-%m-%d %H:%M:%S}"
