# SPDX-License-Identifier: EUPL-1.2
"""Every step of a delivery, written down before or right after it happens: this is why none is lost.

A sender takes some hundred deliveries for itself, marks one as in flight before it is handed over and as
sent after the server took it, and no sooner. Whatever was in flight when a sender died is sent once more,
under the same Message-ID; that is at most one for each of its connections.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from kennisstad.newsletter.models import Delivery, Reader
from kennisstad.newsletter.models.delivery import UNDER_WAY, Status

TRIES = 8
"""With pauses of 2, 4, 8 … minutes in between: some four hours, as long as a busy server needs."""


@dataclass(frozen=True)
class Ready:
    """A delivery that a sender has taken, with what its letter needs; nobody when the reader left."""

    id: int
    reader: "Addressee | None"


@dataclass(frozen=True)
class Addressee:
    key: UUID
    email: str
    language: str
    districts: frozenset[str]
    themes: frozenset[str]


@dataclass(frozen=True)
class Landed:
    """How it ended, for now or for good."""

    id: int
    status: Status
    reason: str = ""
    counts: bool = True
    """Whether the server judged this letter; one that could not be reached has not."""


# The conditions are written as in the index, word for word, or SQLite does not see that it can use it.
_FREE = """
    SELECT id, reader_id FROM newsletter_delivery
    WHERE issue_id = %s AND id > %s AND status IN ('waiting', 'in-flight') AND status = 'waiting'
      AND sender = '' AND (not_before IS NULL OR not_before <= %s)
    ORDER BY id LIMIT %s
"""
# These two run for every few letters: Django would take longer to write them than the database to do them.
_TAKE_OFF = """
    UPDATE newsletter_delivery SET status = 'in-flight'
    WHERE sender = %%s AND status IN ('waiting', 'in-flight') AND id IN (%s) RETURNING id
"""
_SENT = """
    UPDATE newsletter_delivery SET status = 'sent', sender = '', ended_at = %%s, reason = ''
    WHERE status = 'in-flight' AND sender = %%s AND id IN (%s)
"""
_OF_OTHERS = "SELECT DISTINCT sender FROM newsletter_delivery WHERE sender > ''"


@transaction.atomic
def lease(issue_id: int, *, sender: str, after: int, size: int, at: datetime) -> list[Ready]:
    """Take up to `size` deliveries that wait, by number, for one sender; three statements.

    Args:
        after: the number of the last one taken, so that those behind are not looked at again; 0 looks at all.
    """
    locking = " FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    with connection.cursor() as cursor:
        cursor.execute(_FREE + locking, [issue_id, after, at, size])
        rows: list[tuple[int, int | None]] = cursor.fetchall()
    Delivery.objects.filter(pk__in=[one for one, _reader in rows]).update(sender=sender)
    readers = _addressees([reader for _id, reader in rows if reader is not None])
    return [Ready(id=one, reader=readers.get(reader or 0)) for one, reader in rows]


def is_due(issue_id: int, *, at: datetime) -> bool:
    """Say whether anything waits that nobody has taken and that may be tried now."""
    with connection.cursor() as cursor:
        cursor.execute(_FREE, [issue_id, 0, at, 1])
        return cursor.fetchone() is not None


def _addressees(numbers: Sequence[int]) -> dict[int, Addressee]:
    names = ("pk", "key", "email", "language", "districts", "themes")
    return {
        pk: Addressee(key, email, language, frozenset(districts), frozenset(themes))
        for pk, key, email, language, districts, themes in Reader.objects.reading()
        .filter(pk__in=numbers)
        .values_list(*names)
    }


def take_off(numbers: Collection[int], *, sender: str) -> set[int]:
    """Mark deliveries as in flight; what left the line meanwhile, because its reader left, stays behind.

    Asked twice it answers the same: a database that went away in between does not keep them from leaving.
    """
    if not numbers:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OFF % _places(numbers), [sender, *numbers])
        return {number for (number,) in cursor.fetchall()}


def land(landed: Sequence[Landed], *, sender: str, at: datetime) -> None:
    """Write down how deliveries of this sender ended; a statement for all that were sent."""
    if sent := [one.id for one in landed if one.status == Status.SENT]:
        with connection.cursor() as cursor:
            cursor.execute(_SENT % _places(sent), [at, sender, *sent])
    for one in landed:
        if one.status != Status.SENT:
            _land_otherwise(one, Delivery.objects.in_flight().filter(pk=one.id, sender=sender), at)


def _land_otherwise(one: Landed, mine: QuerySet[Delivery], at: datetime) -> None:
    if one.status != Status.WAITING:
        mine.update(status=one.status, sender="", ended_at=at, reason=one.reason)
        return
    for before in mine.values_list("tries", flat=True):
        tries = before + one.counts
        if tries >= TRIES:
            mine.update(status=Status.GIVEN_UP, tries=tries, sender="", ended_at=at, reason=one.reason)
        else:
            later = at + timedelta(minutes=2**tries) if one.counts else None
            mine.update(status=Status.WAITING, tries=tries, sender="", not_before=later, reason=one.reason)


def _places(values: Collection[int]) -> str:
    return ", ".join(["%s"] * len(values))


def give_back(*, sender: str) -> int:
    """Let others have what this sender took and did not send."""
    return Delivery.objects.filter(sender=sender, status__in=UNDER_WAY).update(
        status=Status.WAITING, sender=""
    )


def senders() -> set[str]:
    """Name all who hold deliveries; read from an index of those alone."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_OTHERS)
        return {name for (name,) in cursor.fetchall()}
