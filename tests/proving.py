# SPDX-License-Identifier: EUPL-1.2
"""What a browser with script adds to a form for everyone."""

from datetime import datetime, timedelta

import altcha
from django.utils import timezone

from kennisstad.web import filling_in, proof

A_WHILE = timedelta(seconds=20)
NETWORK = "127.0.0.1"


def solved(purpose: str, *, at: datetime | None = None) -> str:
    """Answer a challenge for this form as the browser does."""
    asked = proof.challenge(purpose, network=NETWORK, at=at or timezone.now())
    challenge = altcha.Challenge.from_dict(asked)
    answer = altcha.solve_challenge(challenge)
    assert answer is not None
    return altcha.Payload(challenge, answer).to_base64()


def proven(purpose: str) -> dict[str, str]:
    """Give the fields that make a post one to be trusted."""
    begun = filling_in.begun_now(purpose, at=timezone.now() - A_WHILE)
    return {"proof": solved(purpose), "begun": begun}
