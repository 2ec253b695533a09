# SPDX-License-Identifier: EUPL-1.2
"""Lots, drawn openly: whoever knows the seed and the teams can draw them again by hand."""

from collections.abc import Iterable
from hashlib import sha256
from secrets import token_hex

SALT_BYTES = 16
"""So many that nobody tries them all, however small the seed is."""


def lots(seed: int, teams: Iterable[str]) -> dict[str, int]:
    """Give each team its lot, from 1; a lower lot goes first.

    Teams stand in the order of the SHA-256 of "seed:team": `printf '7:t1' | sha256sum` tells where team t1
    stands under seed 7.
    """
    head = f"{seed}:"
    drawn = sorted(set(teams), key=lambda team: sha256((head + team).encode()).digest())
    return {team: lot for lot, team in enumerate(drawn, start=1)}


def new_salt() -> str:
    """Draw what keeps a seed from being found by trying every seed against its fingerprint."""
    return token_hex(SALT_BYTES)


def proof(seed: int, salt: str) -> str:
    """Give the text that a fingerprint is made of; whoever has it can check the fingerprint."""
    return f"{seed}:{salt}"


def fingerprint(seed: int, salt: str) -> str:
    """Give what is told of a seed before the seed itself: the SHA-256 of its proof, in hexadecimal.

    The bytes are "seed:salt" in UTF-8, without a line end: `printf '%s' 7:00ff | sha256sum`.
    """
    return sha256(proof(seed, salt).encode()).hexdigest()
