# SPDX-License-Identifier: EUPL-1.2
"""What every worker does beside its tasks: bring away whatever issue is on its way."""

import threading
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from kennisstad.mail import server as mail_server
from kennisstad.mail.bulk_line import BulkLine, on_envelope
from kennisstad.mail.reports import verp
from kennisstad.mail.server import MailServer
from kennisstad.newsletter import ledger
from kennisstad.newsletter.casting import Letters
from kennisstad.newsletter.kept import NOWHERE, KeptHere
from kennisstad.newsletter.models import Issue
from kennisstad.newsletter.models.issue import ENDED
from kennisstad.newsletter.pace import Trouble
from kennisstad.newsletter.sending import Sender, Sending
from kennisstad.newsletter.sending_actions import pause, reconcile
from kennisstad.web.refusals import NotNow
from kennisstad.worker.models import LOST_AFTER, Heartbeat

TOO_LONG_S = 120.0
"""A mail server that does not answer for so long pauses the issue; an editor lets it go on."""


def keep_sending(*, worker_id: str, stopped: threading.Event, lost_after: timedelta = LOST_AFTER) -> None:
    """Send all that may leave now; the worker calls this every second.

    Args:
        lost_after: how long another worker may be silent before its deliveries are taken over.
        stopped: set when the worker ends; then what is in flight is waited for, and no more.
    """
    on_their_way = list(Issue.objects.sending().order_by("frozen_at", "pk"))
    if on_their_way:
        free_lost(timezone.now(), lost_after=lost_after)
    for issue in on_their_way:
        if ledger.is_due(issue.pk, at=timezone.now()):
            send(issue, worker_id=worker_id, stopped=stopped)
        if not stopped.is_set():
            reconcile(issue, at=timezone.now())


def send(issue: Issue, *, worker_id: str, stopped: threading.Event, too_long_s: float = TOO_LONG_S) -> None:
    """Send one issue as this worker, until nothing is left that may leave now."""
    server = mail_server.read(settings.SMTP_URL) or NOWHERE
    sending = Sending(
        issue_id=issue.pk,
        letters=Letters(issue, server),
        sender=worker_id,
        return_address=partial(_return_address, server),
    )
    sender = Sender(
        sending,
        KeptHere if server is NOWHERE else (lambda: BulkLine(server)),
        connections=server.connections,
        rate=partial(_rate, server),
        trouble=Trouble(too_long_s=too_long_s),
        stopped=stopped,
    )
    sender.run()
    if sender.why_paused:
        _pause(issue, sender.why_paused)


def _return_address(server: MailServer, number: int) -> str:
    """Give whom a letter comes back to; where bounces are collected, it says which letter it was."""
    if server.bounces:
        return verp.address(server.bounces, number, settings.SECRET_KEY)
    return on_envelope(server.sender)


def _pause(issue: Issue, why: str) -> None:
    # Another worker may have met the same, or an editor was quicker.
    with suppress(NotNow):
        pause(issue, by=None, at=timezone.now(), why=why)


def free_lost(at: datetime, *, lost_after: timedelta = LOST_AFTER) -> None:
    """Put back what workers hold that gave no sign of life for too long."""
    if held := ledger.senders():
        living = set(Heartbeat.objects.alive(at, lost_after=lost_after).values_list("worker_id", flat=True))
        for name in held - living:
            ledger.give_back(sender=name)


def _rate(server: MailServer) -> float:
    """Give this worker's part of what may leave in a second; who comes and goes is seen at once."""
    if not server.per_second:
        return 0
    return server.per_second / max(Heartbeat.objects.alive(timezone.now()).count(), 1)


def look_after(at: datetime) -> None:
    """End what was stopped while letters were in flight; the worker calls this every minute."""
    free_lost(at)
    for issue in Issue.objects.filter(status__in=ENDED, tally={}).exclude(readers=0):
        reconcile(issue, at=at)
