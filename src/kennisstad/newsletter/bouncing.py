# SPDX-License-Identifier: EUPL-1.2
"""What comes back, and what it means for a reader: an address that does not exist gets no more mail."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.newsletter.ledger import Landed
from kennisstad.newsletter.models import Bounce, BounceKind, Delivery, NeverAgain, Reader
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.models.reader import Status as Reads
from kennisstad.newsletter.models.reader import Why

GONE = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
"""No such address, no such domain, moved away, switched off (RFC 3463); the rest may pass."""
SOFT_STOPS, WITHIN = 3, timedelta(days=120)
"""So many issues in a row that came back in so long a time: the address is given up."""


def note_refusals(landed: Iterable[Landed], *, at: datetime) -> None:
    """Write down what a mail server refused for good while we spoke with it; it answers with such codes."""
    for one in landed:
        if one.status == Status.REFUSED:
            code = one.reason.partition(" ")[2]
            kind = BounceKind.HARD if code in GONE else BounceKind.SOFT
            note(one.id, kind=kind, code=code, reason=one.reason, at=at)


@transaction.atomic
def note(number: int, *, kind: BounceKind, code: str, reason: str, at: datetime) -> bool:
    """Write down what came back of a delivery, and stop its reader when that is called for.

    Returns:
        Whether it was news: the same kind for the same delivery counts once, however often it is reported.
    """
    delivery = Delivery.objects.select_for_update().filter(pk=number).first()
    if delivery is None:
        return False
    told = {"code": code[:20], "reason": reason[:200], "at": at}
    _bounce, is_new = Bounce.objects.get_or_create(delivery=delivery, kind=kind, defaults=told)
    if is_new and (reader := _asked_for(delivery)) and (why := _reason_to_stop(reader, kind, at)):
        stop(reader.pk, why=why, at=at)
    return is_new


def _asked_for(delivery: Delivery) -> Reader | None:
    """Give the reader, unless they left, or said yes once more after this letter had left."""
    reader = Reader.objects.filter(pk=delivery.reader_id).first() if delivery.reader_id else None
    if reader is None or (delivery.ended_at and delivery.ended_at < _said_yes_at(reader)):
        return None
    return reader


def _said_yes_at(reader: Reader) -> datetime:
    return reader.consent_at or reader.asked_at


def _reason_to_stop(reader: Reader, kind: BounceKind, at: datetime) -> Why | None:
    if kind == BounceKind.COMPLAINT:
        return Why.COMPLAINED
    if kind == BounceKind.HARD:
        return Why.BOUNCED
    return Why.FULL if _came_back_each_time(reader, at) else None


def _came_back_each_time(reader: Reader, at: datetime) -> bool:
    """Say whether the last issues to this reader all came back; one that arrived in between begins anew."""
    since = max(at - WITHIN, _said_yes_at(reader))
    last = Delivery.objects.filter(reader=reader, ended_at__gte=since).order_by("-issue_id")
    returned = last.filter(bounces__isnull=False).values_list("pk", flat=True)
    judged = last.filter(status__in=(Status.SENT, Status.REFUSED))
    newest = list(judged.values_list("pk", flat=True)[:SOFT_STOPS])
    return len(newest) == SOFT_STOPS and set(newest) <= set(returned)


def stop(reader_id: int, *, why: Why, at: datetime) -> None:
    """Send nothing more to an address; its reader can ask again and confirm."""
    reader = Reader.objects.select_for_update().filter(pk=reader_id).first()
    if reader is None or not reader.can_become(Reads.STOPPED):
        return
    reader.status, reader.stopped_at, reader.stopped_why = Reads.STOPPED, at, why
    reader.save(update_fields=["status", "stopped_at", "stopped_why"])
    if why in (Why.BOUNCED, Why.COMPLAINED):
        # The row is thrown away in time; the address must not come back by an older list then.
        NeverAgain.objects.mark(reader.email, at=at)
    record("reader.stopped", subject=reader, by_id=None, at=at, why=why)
