# SPDX-License-Identifier: EUPL-1.2
"""Receipts: what a team sent in and when, in a text of which anyone can compute the digest again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from kennisstad.rounds.models import Receipt, Team
from kennisstad.rounds.ranking import Ranking

TEXT = """kennisstad receipt 1
round {round}
team {team}
at {at}
wishes {wishes}
unwanted {unwanted}
"""


Kept = Mapping[str, Any]
"""What a receipt keeps: `wishes`, tiers of numbers of questions, and `unwanted`, numbers."""


def wishes_of(ranking: Ranking, numbers: Mapping[int, int]) -> Kept:
    """Write a ranking as a receipt keeps it: by the questions' numbers in the round, equal ones sorted."""
    tiers = [sorted(numbers[question] for question in tier) for tier in ranking.tiers]
    return {"wishes": tiers, "unwanted": sorted(numbers[question] for question in ranking.unwanted)}


def text_of(team: Team, wishes: Kept, at: datetime) -> str:
    """Write the text that the digest is of: `3 > 1 = 2` wants question 3 most, then 1 and 2 equally."""
    return TEXT.format(
        round=team.round_id,
        team=team.number,
        at=at.astimezone(UTC).isoformat(timespec="microseconds"),
        wishes=order_of(wishes) or "none",
        unwanted=" ".join(map(str, wishes["unwanted"])) or "none",
    )


def order_of(wishes: Kept) -> str:
    """Write the order alone, as the text has it."""
    return " > ".join(" = ".join(map(str, tier)) for tier in wishes["wishes"])


def digest_of(text: str) -> str:
    """Give the SHA-256 of a receipt's text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


SHORTEST = 12
"""Signs of a digest that are enough to find a receipt by."""


def find(made: Iterable[Receipt], typed: str) -> Receipt | None:
    """Find the receipt whose number somebody typed, whole or its beginning."""
    plain = "".join(typed.split()).lower()
    if len(plain) < SHORTEST:
        return None
    return next((receipt for receipt in made if receipt.digest.startswith(plain)), None)
