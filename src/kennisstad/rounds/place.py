# SPDX-License-Identifier: EUPL-1.2
"""A team's place as its own page tells it: the question, and why, wish by wish."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennisstad.rounds import wording
from kennisstad.rounds.models import RoundQuestion, Team
from kennisstad.rounds.told import explanation_of


@dataclass(frozen=True, slots=True)
class WishTold:
    rank: int
    item: RoundQuestion | None
    """Nothing when the question was taken out of the round afterwards."""
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    item: RoundQuestion | None
    """The team's question; nothing for none."""
    lot: int
    teams: int
    """How many lots were drawn."""
    is_by_hand: bool
    wishes: list[WishTold]


def place_of(team: Team, questions: Sequence[RoundQuestion]) -> Place | None:
    """Tell a team its place in the published plan; nothing when it had no part in it."""
    if (found := explanation_of(team)) is None:
        return None
    by_place = {str(item.place): item for item in questions}
    return Place(
        item=by_place.get(found.question),
        lot=found.lot,
        teams=found.teams,
        is_by_hand=found.is_by_hand,
        wishes=[
            WishTold(why.rank, by_place.get(why.question), wording.why(found, why, by_place))
            for why in found.whys
        ],
    )
