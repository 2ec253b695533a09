# SPDX-License-Identifier: EUPL-1.2
"""Every step of a delivery, written down before or right after it happens: this is why none is lost.

A sender takes some hundred deliveries for itself, marks one as in flight before it is handed over and as
sent after the server took it, and no sooner. Whatever was in flight when a sender died is sent once more,
under the same Message-ID; that is at most one for each of its connections.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kennisstad.newsletter.models import Delivery, Reader
from kennisstad.newsletter.models.delivery import UNDER_WAY, Status

TRIES, LONGEST_PAUSE = 24, timedelta(hours=4)
"""With pauses of 2, 4, 8 … minutes, and then of four hours: some three days, for RFC 5321 says days."""


UNWRITABLE = "address"
"""The reason of a refusal of our own: no letter can be addressed like this."""


@dataclass(frozen=True)
class Ready:
    """A delivery that a sender has taken, with what its letter needs."""

    id: int
    reader: "Addressee"


@dataclass(frozen=True)
class Taken:
    ready: list[Ready]
    """Those whose reader still reads, by number."""
    last: int
    """The number of the last one that was looked at; 0 when nothing was left."""


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
    """A code, such as `550 5.1.1`, or a word for what went wrong on our side; it is kept."""
    words: str = ""
    """What the server said with it; may hold the address, and is kept nowhere."""
    counts: bool = True
    """Whether it was a try: the server judged this letter, or may have taken it."""

    @property
    def was_answered(self) -> bool:
        """Say whether the server judged it: what it answers begins with a code of three digits."""
        return self.status == Status.SENT or self.reason[:3].isdecimal()


# The conditions are written as in the index, word for word, or SQLite does not see that it can use it.
_FREE = """
    SELECT id, reader_id FROM newsletter_delivery
    WHERE issue_id = %s AND id > %s AND status IN ('waiting', 'in-flight') AND status = 'waiting'
      AND sender = '' AND (not_before IS NULL OR not_before <= %s)
    ORDER BY id LIMIT %s
"""
# These run for every few letters: Django would take longer to write them than the database to do them. With
# `|| ''` they are found by number alone: in its index of senders PostgreSQL keeps all that one ever held
# until it is vacuumed, and would read that each time.
_OF_MINE = """
    SELECT id FROM newsletter_delivery
    WHERE id IN (%s) AND sender || '' = %%s AND status || '' IN ('waiting', 'in-flight') ORDER BY id
"""
_TAKE_OFF = "UPDATE newsletter_delivery SET status = 'in-flight' WHERE id IN (%s) RETURNING id"
_SENT = """
    UPDATE newsletter_delivery SET status = 'sent', sender = '', ended_at = %%s, reason = ''
    WHERE id IN (%s) AND sender || '' = %%s AND status || '' = 'in-flight'
"""
_OF_OTHERS = "SELECT DISTINCT sender FROM newsletter_delivery WHERE sender > ''"


@transaction.atomic
def lease(issue_id: int, *, sender: str, after: int, size: int, at: datetime) -> Taken:
    """Take up to `size` deliveries that wait, by number, for one sender; three statements.

    Those whose reader left, or gets no more mail, come to their end here.

    Args:
        after: the number of the last one taken, so that those behind are not looked at again; 0 looks at all.
    """
    locking = f"{_locking()} SKIP LOCKED" if _locking() else ""
    with connection.cursor() as cursor:
        cursor.execute(_FREE + locking, [issue_id, after, at, size])
        rows: list[tuple[int, int | None]] = cursor.fetchall()
    Delivery.objects.filter(pk__in=[one for one, _reader in rows], sender="").update(sender=sender)
    readers = _addressees([reader for _id, reader in rows if reader is not None])
    ready = [Ready(id=one, reader=readers[reader]) for one, reader in rows if reader in readers]
    end_unsent({one for one, _reader in rows} - {one.id for one in ready}, Status.LEFT, sender=sender, at=at)
    return Taken(ready, last=rows[-1][0] if rows else 0)


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
    return _marked(_take_off(numbers), [*numbers, sender])


def _take_off(numbers: Collection[int]) -> str:
    # Locked by number: whoever stops an issue locks the same rows, and in another order they would wait for
    # each other.
    return _TAKE_OFF % (_OF_MINE % _places(numbers) + _locking())


def at_once(
    landed: Sequence[Landed], leaving: Collection[int], *, sender: str, at: datetime
) -> set[int] | None:
    """Write down what was sent and mark the next as `land` and `take_off` do, in one statement.

    Returns:
        What has been marked; nothing, and nothing is done, when some did not arrive or the database knows no
        such statement. It saves PostgreSQL four of five journeys, and waits for one disk less.
    """
    if connection.vendor != "postgresql" or not landed or not leaving:
        return None
    if any(one.status != Status.SENT for one in landed):
        return None
    sent = [one.id for one in landed]
    both = f"WITH landed AS ({_SENT % _places(sent)}) {_take_off(leaving)}"
    return _marked(both, [at, *sent, sender, *leaving, sender])


def _marked(statement: str, values: list[Any]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {number for (number,) in cursor.fetchall()}


def end_unsent(numbers: Collection[int], status: Status, *, sender: str, at: datetime) -> None:
    """End deliveries of this sender for which there is no letter; one statement."""
    if numbers:
        mine = Delivery.objects.waiting().filter(pk__in=numbers, sender=sender)
        mine.update(status=status, sender="", ended_at=at)


def land(landed: Sequence[Landed], *, sender: str, at: datetime) -> list[Landed]:
    """Write down how deliveries of this sender ended; a statement for all that were sent.

    Returns:
        Those that were tried for the last time.
    """
    if sent := [one.id for one in landed if one.status == Status.SENT]:
        with connection.cursor() as cursor:
            cursor.execute(_SENT % _places(sent), [at, *sent, sender])
    return [one for one in landed if one.status != Status.SENT and _land_otherwise(one, sender, at)]


def _land_otherwise(one: Landed, sender: str, at: datetime) -> bool:
    mine = Delivery.objects.in_flight().filter(pk=one.id, sender=sender)
    if one.status != Status.WAITING:
        mine.update(status=one.status, sender="", ended_at=at, reason=one.reason)
        return False
    tries = sum(mine.values_list("tries", flat=True)) + one.counts
    if tries >= TRIES:
        return bool(
            mine.update(status=Status.GIVEN_UP, tries=tries, sender="", ended_at=at, reason=one.reason)
        )
    later = at + min(timedelta(minutes=2**tries), LONGEST_PAUSE) if one.counts else None
    mine.update(status=Status.WAITING, tries=tries, sender="", not_before=later, reason=one.reason)
    return False


def _locking() -> str:
    return " FOR UPDATE" if connection.features.has_select_for_update else ""


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
