# SPDX-License-Identifier: EUPL-1.2
"""Reads about readers, and about issues on their way."""

from datetime import datetime
from uuid import UUID

from kennisstad.mail.queries import Waiting
from kennisstad.newsletter.models import Delivery, Issue, Reader

COUNTED = 1_000
"""Nobody needs to know beyond this how many wait, and counting a million takes its time."""


def reader_with(key: UUID) -> Reader | None:
    """Find the reader whose links hold this key, unless they left."""
    return Reader.objects.filter(key=key).first()


def waiting(before: datetime, failed_since: datetime | None) -> Waiting:
    """Count what waits of issues that went on their way before a moment; two reads, one when there are none.

    What a mail server refused is told with the issue, and is no reason to look at the mail server.
    """
    on_their_way = Issue.objects.sending().filter(frozen_at__lt=before).order_by("frozen_at")
    found = list(on_their_way.values_list("pk", "frozen_at"))
    if not found:
        return Waiting(number=0, since=None, failed=0)
    numbers = [pk for pk, _frozen_at in found]
    left = Delivery.objects.filter(issue__in=numbers).under_way().order_by().values("pk")[:COUNTED]
    return Waiting(number=left.count(), since=found[0][1], failed=0)
