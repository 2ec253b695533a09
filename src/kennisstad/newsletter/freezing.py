# SPDX-License-Identifier: EUPL-1.2
"""The moment an issue is done: its words stand, and every reader of that moment has a row in the ledger."""

import logging
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from kennisstad.audit.actions import record
from kennisstad.newsletter.models import Issue, Rhythm
from kennisstad.newsletter.models.issue import Status
from kennisstad.newsletter.stepping import hold
from kennisstad.web.refusals import NotNow

logger = logging.getLogger(__name__)

_A_ROW_FOR_EACH = """
    INSERT INTO newsletter_delivery (issue_id, reader_id, status, sender, tries, reason)
    SELECT %s, id, 'waiting', '', 0, '' FROM newsletter_reader WHERE status = 'reading' ORDER BY id
"""


@transaction.atomic
def freeze(issue: Issue, *, at: datetime) -> None:
    """Let a planned issue go on its way: its rows and its status change together, or neither does.

    Raises:
        NotNow: it is not planned, not due yet, or a second person has to approve it first.

    A million readers take some seconds, in one statement; see docs/reference/bench.md.
    """
    hold(issue)
    if not issue.can_become(Status.SENDING) or issue.due_at is None or issue.due_at > at:
        raise NotNow(_("This issue is not planned for now."))
    if issue.approved_by_id is None and Rhythm.objects.filter(two_persons=True).exists():
        raise NotNow(_("Somebody else than who planned this issue must approve it first."))
    with connection.cursor() as cursor:
        cursor.execute(_A_ROW_FOR_EACH, [issue.pk])
        issue.readers = cursor.rowcount
    issue.status, issue.frozen_at = Status.SENDING, at
    issue.save(update_fields=["status", "frozen_at", "readers"])
    record("issue.frozen", subject=issue, by_id=None, at=at, readers=issue.readers)


def freeze_due(at: datetime) -> None:
    """Freeze what is due; the worker calls this every minute. Whatever waits for approval waits on."""
    for issue in Issue.objects.due(at):
        try:
            freeze(issue, at=at)
        except NotNow:
            logger.info("Issue %s is due and waits for approval.", issue.number)
