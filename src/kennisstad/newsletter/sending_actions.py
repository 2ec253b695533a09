# SPDX-License-Identifier: EUPL-1.2
"""Pause, resume and stop an issue that is on its way, and prove that every reader came to an end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.accounts.models import User
from kennisstad.audit.actions import record
from kennisstad.newsletter.models import Delivery, Issue
from kennisstad.newsletter.models.delivery import Status as Stands
from kennisstad.newsletter.models.issue import NOT_WHOLE, Status
from kennisstad.newsletter.notices import tell_editors
from kennisstad.newsletter.stepping import hold, move

_NOT_ON_ITS_WAY = _("Only an issue that is on its way can be paused. This one is: %(state)s.")
_NOT_PAUSED = _("Only an issue that is paused can be resumed. This one is: %(state)s.")
_ENDED = _("Only an issue that is on its way or paused can be stopped. This one is: %(state)s.")


@transaction.atomic
def pause(issue: Issue, *, by: User | None, at: datetime, why: str = "") -> None:
    """Let nothing more leave; what is in flight ends. When the machine does it, the editors hear why.

    Args:
        by: nobody at the command line, and when the machine does it.
        why: a key of `WHY_PAUSED` when the machine does it; nothing when somebody does.
    Raises:
        NotNow: it is not on its way.
    """
    move(issue, Status.PAUSED, refusal=_NOT_ON_ITS_WAY)
    issue.paused_why = why
    issue.save(update_fields=["status", "paused_why"])
    record("issue.paused", subject=issue, by_id=by.pk if by else None, at=at, why=why)
    if why:
        tell_editors(issue, at=at)


@transaction.atomic
def resume(issue: Issue, *, by: User | None, at: datetime) -> None:
    """Let it go on where it was.

    Raises:
        NotNow: it is not paused.
    """
    move(issue, Status.SENDING, refusal=_NOT_PAUSED)
    issue.paused_why = ""
    issue.save(update_fields=["status", "paused_why"])
    record("issue.resumed", subject=issue, by_id=by.pk if by else None, at=at)


@transaction.atomic
def stop(issue: Issue, *, by: User | None, at: datetime) -> None:
    """End it for good: whoever has not got it does not get it.

    Raises:
        NotNow: it is not on its way, nor paused.
    """
    move(issue, Status.STOPPED, refusal=_ENDED)
    issue.paused_why, issue.ended_at = "", at
    issue.save(update_fields=["status", "paused_why", "ended_at"])
    record("issue.stopped", subject=issue, by_id=by.pk if by else None, at=at)
    _sweep(issue, at)


@transaction.atomic
def reconcile(issue: Issue, *, at: datetime) -> bool:
    """End an issue when every reader that it was frozen for has a row, and every row an end.

    Returns:
        Whether it has ended. When rows are missing it is paused, and whoever looks after it hears of it.
    """
    hold(issue)
    if issue.status == Status.STOPPED:
        _sweep(issue, at)
    if Delivery.objects.filter(issue=issue).under_way().exists():
        return False
    tally = Delivery.objects.filter(issue=issue).by_status()
    if sum(tally.values()) != issue.readers and issue.status == Status.SENDING:
        pause(issue, by=None, at=at, why=NOT_WHOLE)
        return False
    issue.tally = tally
    if issue.status == Status.SENDING:
        issue.status, issue.ended_at = Status.SENT, at
        record("issue.sent", subject=issue, by_id=None, at=at, sent=tally.get(Stands.SENT, 0))
    issue.save(update_fields=["status", "ended_at", "tally"])
    return True


def _sweep(issue: Issue, at: datetime) -> None:
    """Give an end to what still waits; what is in flight ends by itself, and is met the next time."""
    waiting = Delivery.objects.filter(issue=issue).waiting()
    # By number, as a sender locks what it takes: in another order the two would wait for each other.
    list(waiting.exclude(sender="").order_by("pk").select_for_update().values_list("pk"))
    waiting.update(status=Stands.STOPPED, sender="", ended_at=at)
