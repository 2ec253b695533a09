# SPDX-License-Identifier: EUPL-1.2
"""The same words twice in a day, with one address, are one message."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac

from kennisstad.web.models import SameWords

DAY = timedelta(days=1)


def first_press(purpose: str, words: str, *, address: str, proven: bool, press: UUID, at: datetime) -> UUID:
    """Give the press that brought these words first within a day, or this one when nobody did.

    What came without a proof never stands for what came with one: else whoever knows what somebody will write
    could send it first, and have it wait for a look.

    Args:
        address: of who sends them, as addresses are compared. A network is not enough: two people behind one
            may write the same short words.
    """
    own = _digest(purpose, words, address, proven=proven)
    digests = [own] if proven else [_digest(purpose, words, address, proven=True), own]
    SameWords.objects.ended(at).filter(digest__in=digests).delete()
    row = SameWords(digest=own, press=press, ends_at=at + DAY)
    # Of two at once one gets its row in; the other finds it.
    SameWords.objects.bulk_create([row], ignore_conflicts=True)
    known = dict(SameWords.objects.filter(digest__in=digests).values_list("digest", "press"))
    return next((known[digest] for digest in digests if known.get(digest, press) != press), press)


def _digest(purpose: str, words: str, address: str, *, proven: bool) -> str:
    content = f"{purpose}\n{'proven' if proven else 'not proven'}\n{address}\n{words}"
    return salted_hmac("kennisstad.web.repeats", content, algorithm="sha256").hexdigest()
