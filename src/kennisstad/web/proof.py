# SPDX-License-Identifier: EUPL-1.2
"""A small sum that a browser does while somebody fills in a form: nothing to one person, dear to a flood.

A challenge is signed and kept nowhere. It says for which form and which network it is, and when it ends: else
one network could fetch cheap ones for another that pays more. Whose address changed meanwhile, such as
a phone that left home, is looked at first. A solved one counts once: its row in `UsedProof` is unique,
whichever process writes it. ALTCHA made the sum and its worker; see
docs/decisions/0012-proof-of-work-without-a-widget.md.
"""

import base64
import binascii
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import altcha
from django.conf import settings
from django.utils.crypto import salted_hmac

from kennisstad.web.models import UsedProof

LIFE = timedelta(hours=1)
"""How long a challenge can be answered: somebody may write for a while."""
ALGORITHM = "PBKDF2/SHA-256"
ROUNDS_A_TRY = 2_000
TRIES = 150
"""With half as many more at most: 300,000 to 450,000 rounds, half a second on a slow phone."""
LATELY = timedelta(minutes=10)
BUSY, MOST_FOR_ALL = 100, 4
"""Each so many proofs lately make it dearer for everybody, but a phone must stay under two seconds."""
OFTEN, MOST_DOUBLINGS = 10, 5
"""Each so many from one network double what that network pays."""
LONGEST = 4_000
"""Characters of a proof; a real one has some 900."""


@dataclass(frozen=True)
class Sender:
    """Who sends a form: the press it came with, and the network it came from."""

    press: UUID
    network: str


def challenge(purpose: str, *, network: str, at: datetime) -> dict[str, Any]:
    """Make a sum for one form, harder when many came lately; it is kept nowhere.

    Args:
        purpose: which form, such as `citylab.ask`; its answer opens no other.
    """
    tries = TRIES * effort(network, at=at)
    return altcha.create_challenge(
        ALGORITHM,
        ROUNDS_A_TRY,
        counter=tries + secrets.randbelow(tries // 2),
        expires_at=at + LIFE,
        data={"for": purpose, "from": _sender(network)},
        hmac_secret=_secrets("sum")[0],
        hmac_key_secret=_secrets("answer")[0],
    ).to_dict()


def effort(network: str, *, at: datetime) -> int:
    """Say how many times the least this network pays: some in a busy hour, far more after its own flood."""
    lately = UsedProof.objects.since(at - LATELY)
    whole = lately[: BUSY * MOST_FOR_ALL].count()
    own = lately.filter(sender_hash=_sender(network))[: OFTEN * MOST_DOUBLINGS].count()
    return int(min(MOST_FOR_ALL, 1 + whole // BUSY) * 2 ** min(MOST_DOUBLINGS, own // OFTEN))


def accept(proof: str, *, purpose: str, sender: Sender, at: datetime) -> bool:
    """Say whether this is a proof for this form, and use it up: it counts for one press alone.

    The same press again, such as a reload, is answered as the first was.
    """
    read = _read(proof)
    if read is None or not _is_right(read, purpose, sender.network, at):
        return False
    digest = sha256(str(read.challenge.signature).encode()).hexdigest()
    row = UsedProof(
        digest=digest, press=sender.press, sender_hash=_sender(sender.network), used_at=at, ends_at=at + LIFE
    )
    # One statement judges and writes: of fifty at once one gets its row in.
    UsedProof.objects.bulk_create([row], ignore_conflicts=True)
    return UsedProof.objects.filter(digest=digest, press=sender.press).exists()


def _read(proof: str) -> altcha.Payload | None:
    if not proof or len(proof) > LONGEST:
        return None
    try:
        return altcha.Payload.from_dict(json.loads(base64.b64decode(proof, validate=True)))
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_right(read: altcha.Payload, purpose: str, network: str, at: datetime) -> bool:
    pairs = zip(_secrets("sum"), _secrets("answer"), strict=True)
    if not any(altcha.verify_solution(read, one, hmac_key_secret=other).verified for one, other in pairs):
        return False
    # From here on all that the challenge says is our own word.
    said = read.challenge.parameters
    data = said.data or {}
    is_ours = data.get("for") == purpose and data.get("from") in _senders(network)
    return is_ours and (said.expires_at or 0) > at.timestamp()


def _secrets(use: str) -> list[str]:
    """Give the secrets for one use: the installation's own first, then those it had before."""
    salt = f"kennisstad.web.proof.{use}"
    return [salted_hmac(salt, "", secret=one, algorithm="sha256").hexdigest() for one in _ours()]


def _sender(network: str) -> str:
    return _senders(network)[0]


def _senders(network: str) -> list[str]:
    salt = "kennisstad.web.proof.sender"
    return [salted_hmac(salt, network, secret=one, algorithm="sha256").hexdigest() for one in _ours()]


def _ours() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
