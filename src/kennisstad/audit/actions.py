# SPDX-License-Identifier: EUPL-1.2
"""Write a line in the journal."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from kennisstad.audit.models import Event, subject_of
from kennisstad.audit.standstill import look_again

Fact = str | int | bool | list[str] | None
NOBODY_SEES = (
    "user.",
    "role.",
    "password.",
    "letter.",
    "dictionary.",
    "pair.",
    "pairs.",
    "model.",
    "message.",
    "route.",
    "reader.",
)
"""What happens in the journal and shows on no public page."""


def record(kind: str, *, subject: models.Model, by_id: int | None, at: datetime, **facts: Fact) -> Event:
    """Write down what happened, in the caller's transaction: both are kept or neither.

    Args:
        kind: record and past participle, such as `question.opened`.
        by_id: who did it; nothing for a resident or the machine itself.
        facts: statuses, numbers and ids; never a person's words, name or address.
    """
    event = _line(kind, subject_of(subject), by_id, at, facts)
    event.save()
    look_again()
    return event


def record_each(kind: str, *, model: str, keys: Iterable[int], by_id: int | None, at: datetime) -> None:
    """Write the same down for many records of one model, by key, in few statements."""
    events = (_line(kind, f"{model}:{key}", by_id, at, {}) for key in sorted(keys))
    Event.objects.bulk_create(events, batch_size=500)
    look_again()


def _line(kind: str, subject: str, by_id: int | None, at: datetime, facts: dict[str, Fact]) -> Event:
    shows = not kind.startswith(NOBODY_SEES)
    return Event(kind=kind, subject=subject, actor=by_id, at=at, facts=facts, shows=shows)
