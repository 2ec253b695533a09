# SPDX-License-Identifier: EUPL-1.2
"""The two mistakes that other senders make, to show that the count at the mail server would see them."""

import threading
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from kennisstad.newsletter import delivering, ledger
from kennisstad.newsletter.ledger import Landed
from kennisstad.newsletter.models import Delivery


def mark_before(numbers: Collection[int], *, sender: str) -> set[int]:
    """Call deliveries sent before they are."""
    own = Delivery.objects.filter(pk__in=numbers, sender=sender)
    own.update(status="sent", sender="", ended_at=timezone.now())
    return set(numbers)


def never_mark(numbers: Collection[int], *, sender: str) -> set[int]:
    return set(numbers)


def write_nothing(landed: Sequence[Landed], *, sender: str, at: datetime) -> list[Landed]:
    """Keep it to oneself."""
    return []


def in_two_steps(*_asked: object, **_by_name: object) -> None:
    """Leave both to the faulty steps, on PostgreSQL too."""


def marked_before(*, worker_id: str, stopped: threading.Event, lost_after: timedelta) -> None:
    ledger.take_off, ledger.land, ledger.at_once = mark_before, write_nothing, in_two_steps
    delivering.keep_sending(worker_id=worker_id, stopped=stopped, lost_after=lost_after)


def never_marked(*, worker_id: str, stopped: threading.Event, lost_after: timedelta) -> None:
    ledger.take_off, ledger.land, ledger.at_once = never_mark, write_nothing, in_two_steps
    delivering.keep_sending(worker_id=worker_id, stopped=stopped, lost_after=lost_after)
