# SPDX-License-Identifier: EUPL-1.2
"""What docs/explanation/allocation.md tells students is so."""

from dataclasses import replace

from kennisstad.rounds.allocation.instance import Instance, Policy, Question, Team
from kennisstad.rounds.allocation.standing import drawn
from tests.rounds.allocation.small import breaks, how_good, plans

WISHES = {
    "Brug": ("litter", "greenery", "bicycles", "play"),
    "Gracht": ("litter", "play", "greenery", "bicycles"),
    "Poort": ("play", "litter", "greenery", "bicycles"),
    "Molen": ("litter", "bicycles", "greenery", "play"),
}
TRUE = Instance(
    teams=tuple(Team(id=team, wishes=tuple((one,) for one in wishes)) for team, wishes in WISHES.items()),
    questions=tuple(Question(id=one) for one in WISHES["Brug"]),
)


def only_best(instance):
    possible = [plan for plan in plans(instance) if not breaks(plan, instance)]
    best = max(how_good(plan, instance, Policy.GENEROUS) for plan in possible)
    (plan,) = (plan for plan in possible if how_good(plan, instance, Policy.GENEROUS) == best)
    return plan


def test_the_example_of_a_list_that_pays():
    pretended = Team(id="Brug", wishes=(("litter",), ("play",), ("bicycles",), ("greenery",)))

    told = only_best(replace(TRUE, teams=(pretended, *TRUE.teams[1:])))

    assert only_best(TRUE) == {"Gracht": "litter", "Poort": "play", "Brug": "greenery", "Molen": "bicycles"}
    assert told == {"Brug": "litter", "Poort": "play", "Gracht": "greenery", "Molen": "bicycles"}


def test_the_lots_of_the_recipe():
    assert drawn(7, ["brug", "gracht", "poort"]) == {"brug": 1, "poort": 2, "gracht": 3}
