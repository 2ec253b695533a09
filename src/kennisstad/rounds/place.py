# SPDX-License-Identifier: EUPL-1.2
"""A team's place as its own page tells it: the question, and why, wish by wish."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kennisstad.rounds.allocation.reasons import Explanation, WhyKind
from kennisstad.rounds.models import RoundQuestion, Team
from kennisstad.rounds.told import explanation_of, with_reasons
from kennisstad.rounds.wording import Names, why_in_words


@dataclass(frozen=True, slots=True)
class Place:
    item: RoundQuestion | None
    """The team's question; nothing for none."""
    lot: int
    teams: int
    """How many lots were drawn."""
    is_by_hand: bool
    sentences: list[tuple[bool, str]]
    """One for each wish, best first, and whether it is the team's own question."""


def place_of(team: Team, questions: Sequence[RoundQuestion]) -> Place | None:
    """Tell a team its place in the published plan; nothing when it had no part in it."""
    if (found := explanation_of(team)) is None:
        return None
    by_place = {str(item.place): item for item in questions}
    found = with_reasons(found, team.exclusions.values_list("question__place", "reason"))
    names = _names(found, by_place)
    return Place(
        item=by_place.get(found.question),
        lot=found.lot,
        teams=found.teams,
        is_by_hand=found.is_by_hand,
        sentences=[(why.kind == WhyKind.HELD, why_in_words(why, found, names)) for why in found.whys],
    )


def _names(found: Explanation, by_place: dict[str, RoundQuestion]) -> Names:
    named = {holder.team for why in found.whys for holder in why.holders}
    named |= {why.exchange.team for why in found.whys if why.exchange}
    return Names(
        teams={team: _("team %(number)s") % {"number": team} for team in named},
        questions={place: item.question.text.title for place, item in by_place.items() if item.question.text},
    )
