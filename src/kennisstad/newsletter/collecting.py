# SPDX-License-Identifier: EUPL-1.2
"""A mailbox with letters that came back: empty it, and take in each."""

import logging
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError

from kennisstad.mail.boxes import naming
from kennisstad.mail.boxes.box import Box, BoxUnusable
from kennisstad.newsletter.returning import What, take_in

logger = logging.getLogger(__name__)

A_MINUTE = 200
"""How many messages the worker reads in one go: its other jobs wait meanwhile."""
ALL = 10**9


def collect(box: Box, *, at: datetime, most: int = ALL) -> Counter[What]:
    """Take in what is new in a box, and count what was done.

    Raises:
        BoxUnusable: it cannot be read, or not any further.
        DatabaseError: the message at hand stays new.
    """
    done: Counter[What] = Counter()

    def take(raw: bytes) -> bool:
        what = _take_in_or_aside(raw, at)
        done[what] += 1
        return what.is_for_a_person

    box.empty(take, most=most)
    return done


def _take_in_or_aside(raw: bytes, at: datetime) -> What:
    try:
        return take_in(raw, at=at)
    except DatabaseError:
        raise
    except Exception:
        # One message that we fail at must not keep all later ones from being read, for good.
        logger.exception("A message that came back could not be read; it is set aside.")
        return What.UNREADABLE


def keep_up(at: datetime) -> None:
    """Read the mailbox of KENNISSTAD_BOUNCES, if there is one; the worker calls this every minute."""
    box = naming.read(settings.BOUNCES)
    if box is None:
        return
    try:
        done = collect(box, at=at, most=A_MINUTE)
    except BoxUnusable as error:
        logger.warning("What came back cannot be read: %s.", error)
        return
    if done:
        logger.info("Read of what came back: %s.", told(done))


def told(done: Counter[What]) -> str:
    """Say in one line what was done."""
    return "; ".join(f"{done[what]} {what}" for what in What if done[what]) or "nothing new"
