# SPDX-License-Identifier: EUPL-1.2
"""Reads about readers, and about issues on their way."""

from datetime import datetime
from uuid import UUID

from kennisstad.mail.queries import Waiting
from kennisstad.newsletter.models import Delivery, Issue, Reader
from kennisstad.newsletter.models.issue import Status

COUNTED = 1_000
"""Nobody needs to know beyond this how many wait, and counting a million takes its time."""


def reader_with(key: UUID) -> Reader | None:
    """Find the reader whose links hold this key, unless they left."""
    return Reader.objects.filter(key=key).first()


def waiting(before: datetime, failed_since: datetime | None) -> Waiting:
    """Count what should have begun to leave before a moment; one read, and one more for each kind that waits.

    An issue that is due and not frozen waits for a worker as well, with a letter for each reader. What a mail
    server refused is told with the issue, and is no reason to look at the mail server.
    """
    found = list(Issue.objects.held_up(before))
    late = [issue for issue in found if issue.status != Status.PAUSED]
    return Waiting(
        number=_letters_of(late),
        since=min((issue.frozen_at or issue.due_at or before for issue in late), default=None),
        failed=0,
        halted=len(found) - len(late),
    )


def _letters_of(issues: list[Issue]) -> int:
    sending = [issue.pk for issue in issues if issue.is_frozen]
    left = Delivery.objects.filter(issue__in=sending).under_way().order_by().values("pk")[:COUNTED]
    number = left.count() if sending else 0
    if len(issues) > len(sending):
        number += Reader.objects.reading().order_by().values("pk")[:COUNTED].count()
    return number
