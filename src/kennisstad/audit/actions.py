# SPDX-License-Identifier: EUPL-1.2
"""Write a line in the journal."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from kennisstad.audit.models import Event, subject_of
from kennisstad.audit.standstill import look_again

Fact = str | int | bool | list[str] | None


def record(kind: str, *, subject: models.Model, by_id: int | None, at: datetime, **facts: Fact) -> Event:
    """Write down what happened, in the caller's transaction: both are kept or neither.

    Args:
        kind: record and past participle, such as `question.opened`.
        by_id: who did it; nothing for a resident or the machine itself.
        facts: statuses, numbers and ids; never a person's words, name or address.
    """
    event = Event.objects.create(kind=kind, subject=subject_of(subject), actor=by_id, at=at, facts=facts)
    look_again()
    return event


def record_each(kind: str, *, model: str, keys: Iterable[int], by_id: int | None, at: datetime) -> None:
    """Write the same down for many records of one model, by key, in few statements."""
    events = (Event(kind=kind, subject=f"{model}:{key}", actor=by_id, at=at) for key in sorted(keys))
    Event.objects.bulk_create(events, batch_size=500)
    look_again()
