# SPDX-License-Identifier: EUPL-1.2
"""Who got an issue is forgotten long after it ended; how many went which way stays with the issue.

The retention file names this, for an issue may have a million deliveries: looking at all of them each minute
would take longer than the minute. Here only issues are looked at, until one of them is due.
"""

from datetime import datetime

from django.db import transaction

from kennisstad.newsletter.models import Delivery, Issue

A_GO = 5_000
"""Some tenths of a second: nobody who sends or reads has to wait for it."""


@transaction.atomic
def forget(*, before: datetime, at: datetime) -> int:
    """Delete the next deliveries of an issue that ended before, and what came back of them; give how many."""
    ended = Issue.objects.select_for_update().filter(ended_at__lt=before, forgotten_at__isnull=True)
    issue = ended.order_by("ended_at", "pk").first()
    if issue is None:
        return 0
    keys = list(Delivery.objects.filter(issue=issue).order_by("pk").values_list("pk", flat=True)[:A_GO])
    Delivery.objects.filter(pk__in=keys).delete()
    if len(keys) < A_GO:
        issue.forgotten_at = at
        issue.save(update_fields=["forgotten_at"])
    return len(keys)
