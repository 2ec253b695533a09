# SPDX-License-Identifier: EUPL-1.2
"""Mail that waits and nobody brings away, over every package that sends mail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils.module_loading import import_string

from kennisstad.mail.models import Letter, Status
from kennisstad.worker.models import Heartbeat

PATIENCE = timedelta(minutes=5)
"""A worker that lives brings mail away within a minute or two."""
FAILED_LATELY = timedelta(days=7)
"""What failed longer ago was seen by whoever looks at the desk."""


@dataclass(frozen=True)
class Waiting:
    """Mail of one package that waits to leave, or never left.

    `settings.WAITING_MAIL` names functions `(before: datetime, failed_since: datetime | None) -> Waiting`.
    """

    number: int
    """How many have waited since `before` or longer."""
    since: datetime | None
    """When the oldest of those was written."""
    failed: int
    """How many were given up, since `failed_since` or ever."""
    halted: int = 0
    """How many mailings trouble stopped, until somebody lets them go on."""


@dataclass(frozen=True)
class Standstill:
    """Mail that waits, and whether anybody will bring it away."""

    number: int
    since: datetime | None
    failed: int
    worker_lives: bool
    halted: int = 0

    @property
    def nobody_brings_it(self) -> bool:
        return self.number > 0 and not self.worker_lives

    @property
    def is_worth_telling(self) -> bool:
        return self.nobody_brings_it or self.failed > 0 or self.halted > 0


Source = Callable[[datetime, datetime | None], Waiting]


def waiting(before: datetime, failed_since: datetime | None) -> Waiting:
    """Count the letters of the outbox; one read."""
    late = Q(status=Status.WAITING, made_at__lt=before)
    failed = Q(status=Status.FAILED)
    if failed_since:
        # A letter that failed was to be tried again after this moment, and soon.
        failed &= Q(not_before__gte=failed_since)
    found = Letter.objects.filter(late | failed).aggregate(
        number=Count("pk", filter=late), since=Min("made_at", filter=late), failed=Count("pk", filter=failed)
    )
    return Waiting(**found)


def standstill(at: datetime, *, longer_than: timedelta, failed_since: datetime | None = None) -> Standstill:
    """Say what has waited longer than that, over all packages; one read each, and one for the workers."""
    found = [source(at - longer_than, failed_since) for source in _sources()]
    number = sum(one.number for one in found)
    return Standstill(
        number=number,
        since=min((one.since for one in found if one.since), default=None),
        failed=sum(one.failed for one in found),
        # Whether a worker lives matters only when something waits for one.
        worker_lives=not number or Heartbeat.objects.alive(at).exists(),
        halted=sum(one.halted for one in found),
    )


def to_tell(at: datetime) -> Standstill | None:
    """Give what somebody at a desk must know about mail, if there is anything.

    Without a mail server nothing waits to leave, and nothing is read.
    """
    if not settings.SMTP_URL:
        return None
    found = standstill(at, longer_than=PATIENCE, failed_since=at - FAILED_LATELY)
    return found if found.is_worth_telling else None


def _sources() -> Iterator[Source]:
    return (cast("Source", import_string(path)) for path in settings.WAITING_MAIL)
