# SPDX-License-Identifier: EUPL-1.2
"""The same words twice in a day, from one network or one address, are one message."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac

from kennisstad.web.models import SameWords

DAY = timedelta(days=1)


def first_press(purpose: str, words: str, *, whose: Sequence[str], press: UUID, at: datetime) -> UUID:
    """Give the press that brought these words first within a day, or this one when nobody did.

    Args:
        whose: the network, and the address when one was filled in; either is enough to be the same sender.
    """
    digests = [_digest(purpose, words, one) for one in whose]
    SameWords.objects.ended(at).filter(digest__in=digests).delete()
    rows = [SameWords(digest=digest, press=press, ends_at=at + DAY) for digest in digests]
    # Of two at once one gets its row in; the other finds it.
    SameWords.objects.bulk_create(rows, ignore_conflicts=True)
    known = dict(SameWords.objects.filter(digest__in=digests).values_list("digest", "press"))
    return next((known[digest] for digest in digests if known.get(digest, press) != press), press)


def _digest(purpose: str, words: str, who: str) -> str:
    content = f"{purpose}\n{who}\n{words}"
    return salted_hmac("kennisstad.web.repeats", content, algorithm="sha256").hexdigest()
