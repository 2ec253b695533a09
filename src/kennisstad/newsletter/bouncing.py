# SPDX-License-Identifier: EUPL-1.2
"""What comes back, and what it means for a reader: an address that does not exist gets no more mail."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kennisstad.audit.actions import record
from kennisstad.mail.reports.finding import Action, Severity
from kennisstad.mail.reports.judging import severity_of, status_of
from kennisstad.newsletter.ledger import UNWRITABLE, Landed
from kennisstad.newsletter.models import Bounce, BounceKind, Delivery, NeverAgain, Reader
from kennisstad.newsletter.models.delivery import Status
from kennisstad.newsletter.models.reader import Status as Reads
from kennisstad.newsletter.models.reader import Why

POLICY = ("4.7.", "5.7.")
"""How codes begin that say that somebody does not want mail from us (RFC 3463): not the reader's doing."""
SOFT_STOPS, WITHIN = 3, timedelta(days=120)
"""So many issues in a row that came back in so long a time: the address is given up."""


def is_gone(landed: Landed) -> bool:
    """Say whether the address itself is wrong, by the rule for reports that come back later."""
    if landed.status != Status.REFUSED:
        return False
    if landed.reason == UNWRITABLE:
        return True
    said = f"{landed.reason} {landed.words}"
    return severity_of(Action.FAILED, status_of("", said), said) is Severity.HARD


def hold_readers(landed: Iterable[Landed]) -> None:
    """Lock the readers of letters that did not arrive, before their deliveries are: as who leaves does."""
    if troubled := [one.id for one in landed if one.status != Status.SENT]:
        theirs = Delivery.objects.filter(pk__in=troubled).values("reader_id")
        list(Reader.objects.select_for_update().filter(pk__in=theirs).order_by("pk").values_list("pk"))


def note_refusals(landed: Iterable[Landed], *, at: datetime) -> None:
    """Write down which letters our mail server refused for good, or did not take however often we asked.

    What went wrong on our side, or on the way to the server, says nothing of a reader.
    """
    for one in landed:
        if not (one.was_answered or one.reason == UNWRITABLE):
            continue
        kind = BounceKind.HARD if is_gone(one) else BounceKind.SOFT
        note(one.id, kind=kind, code=status_of("", one.reason), reason=one.reason, at=at)


@transaction.atomic
def note(number: int, *, kind: BounceKind, code: str, reason: str, at: datetime) -> bool:
    """Write down what came back of a delivery, and stop its reader when that is called for.

    Returns:
        Whether it was news: the same kind for the same delivery counts once, however often it is reported.
    """
    # The reader first, as who leaves does: in another order the two would wait for each other.
    theirs = Delivery.objects.filter(pk=number).values("reader_id")
    reader = Reader.objects.select_for_update().filter(pk__in=theirs).first()
    delivery = Delivery.objects.select_for_update().filter(pk=number).first()
    if delivery is None:
        return False
    told = {"code": code[:20], "reason": reason[:200], "at": at}
    _bounce, is_new = Bounce.objects.get_or_create(delivery=delivery, kind=kind, defaults=told)
    if is_new and reader and _asked_for(delivery, reader) and (why := _reason_to_stop(reader, kind, at)):
        stop(reader.pk, why=why, at=at)
    return is_new


def _asked_for(delivery: Delivery, reader: Reader) -> bool:
    """Say whether the reader has not said yes once more after this letter had left."""
    return delivery.ended_at is None or delivery.ended_at >= _said_yes_at(reader)


def _said_yes_at(reader: Reader) -> datetime:
    return reader.consent_at or reader.asked_at


def _reason_to_stop(reader: Reader, kind: BounceKind, at: datetime) -> Why | None:
    if kind == BounceKind.COMPLAINT:
        return Why.COMPLAINED
    if kind == BounceKind.HARD:
        return Why.BOUNCED
    return Why.FULL if _came_back_each_time(reader, at) else None


def _came_back_each_time(reader: Reader, at: datetime) -> bool:
    """Say whether the last issues to this reader all came back; one that arrived in between begins anew.

    What was refused because it came from us says nothing of the reader: when a large provider puts our server
    on its list, its readers stay.
    """
    since = max(at - WITHIN, _said_yes_at(reader))
    last = Delivery.objects.filter(reader=reader, ended_at__gte=since).order_by("-issue_id")
    theirs = Bounce.objects.exclude(code__startswith=POLICY[0]).exclude(code__startswith=POLICY[1])
    returned = last.filter(bounces__in=theirs).values_list("pk", flat=True)
    judged = last.filter(Q(status__in=(Status.SENT, Status.REFUSED)) | Q(bounces__isnull=False)).distinct()
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
