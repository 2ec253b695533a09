# SPDX-License-Identifier: EUPL-1.2
"""Receipts: what a team sent in and when, in a text of which anyone can compute the digest again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256

from kennisstad.rounds.models import Receipt, Team
from kennisstad.rounds.ranking import Ranking

TEXT = """kennisstad receipt 1
round {round}
team {team}
at {at}
wishes {wishes}
unwanted {unwanted}
"""


def wishes_of(ranking: Ranking, numbers: Mapping[int, int]) -> dict[str, list[object]]:
    """Write a ranking as a receipt keeps it: the questions by their number in the round, equal ones sorted."""
    tiers: list[object] = [sorted(numbers[question] for question in tier) for tier in ranking.tiers]
    return {"wishes": tiers, "unwanted": sorted(numbers[question] for question in ranking.unwanted)}


def text_of(team: Team, wishes: Mapping[str, Iterable[object]], at: datetime) -> str:
    """Write the text that the digest is of: `3 > 1 = 2` wants question 3 most, then 1 and 2 equally."""
    tiers = [" = ".join(map(str, tier)) for tier in wishes["wishes"]]  # type: ignore[call-overload]
    return TEXT.format(
        round=team.round_id,
        team=team.number,
        at=at.astimezone(UTC).isoformat(timespec="microseconds"),
        wishes=" > ".join(tiers) or "none",
        unwanted=" ".join(map(str, wishes["unwanted"])) or "none",
    )


def digest_of(text: str) -> str:
    """Give the SHA-256 of a receipt's text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def is_sound(receipt: Receipt) -> bool:
    """Say whether a receipt still says what its digest was made of."""
    return digest_of(text_of(receipt.team, receipt.wishes, receipt.at)) == receipt.digest
