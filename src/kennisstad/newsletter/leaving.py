# SPDX-License-Identifier: EUPL-1.2
"""Readers leave: nothing is kept of them but a mark that no list may put them back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kennisstad.audit.actions import record
from kennisstad.mail.models import Letter
from kennisstad.newsletter.models import NeverAgain, Reader
from kennisstad.newsletter.models.delivery import Status


@transaction.atomic
def leave(key: UUID, *, by_id: int | None, at: datetime, erased: bool = False) -> bool:
    """Take a reader away with all that was kept; whoever left before has left.

    What waits for the reader is not sent. A sender that has a letter in its hands cannot be stopped any more.

    Args:
        by_id: who did it at the desk; nothing for the reader.
        erased: somebody here did it; the reader did not leave.
    Returns:
        Whether one letter was just leaving, and may still arrive.
    """
    reader = Reader.objects.select_for_update().filter(key=key).first()
    if reader is None:
        return False
    reader.deliveries.waiting().update(status=Status.LEFT, sender="", ended_at=at)
    # After the others are stopped: whichever a sender took before is seen here.
    is_leaving = reader.deliveries.in_flight().exists()
    NeverAgain.objects.mark(reader.email, at=at)
    record("reader.erased" if erased else "reader.left", subject=reader, by_id=by_id, at=at)
    # The links in them, and the address itself, are gone with the reader.
    Letter.objects.to_reader(reader.email).delete()
    reader.delete()
    return is_leaving
