# SPDX-License-Identifier: EUPL-1.2
"""How long somebody had a form before it: signed, so that a machine cannot make the moment up."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer

LONGEST = timedelta(days=7)
"""A page that was open for longer was kept by somebody to be sent over and over."""
_SIGNER = "kennisstad.web.begun"


def begun_now(purpose: str, *, at: datetime) -> str:
    """Give the signed moment at which the page of a form was made."""
    return Signer(salt=f"{_SIGNER}:{purpose}").sign(str(int(at.timestamp() * 1000)))


def took_long_enough(begun: str, purpose: str, *, least_s: float, at: datetime) -> bool:
    """Say whether the moment is ours, and the time since is one in which a person fills in a form."""
    try:
        said = int(Signer(salt=f"{_SIGNER}:{purpose}").unsign(begun[:200]))
    except (BadSignature, ValueError):
        return False
    took = at - datetime.fromtimestamp(said / 1000, at.tzinfo)
    return timedelta(seconds=least_s) <= took <= LONGEST
