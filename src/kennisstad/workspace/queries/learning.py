# SPDX-License-Identifier: EUPL-1.2
"""What matching learned, as its desk shows it: weights beside those set by hand, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kennisstad.citylab.learning import FEWEST_DECISIONS, decisions
from kennisstad.citylab.matching.score import ENOUGH_DECISIONS, PRIOR, Model
from kennisstad.workspace.wording import FEATURES

NOTICED = 0.05
"""A smaller change of a weight is not worth a word."""


@dataclass(frozen=True)
class Weight:
    """How much one thing that is looked at counts."""

    label: str | Promise
    by_hand: float
    learned: float
    share: int
    """Of 100 that all weights make together."""

    @property
    def in_words(self) -> str:
        """Say how much it counts, and how that differs from what was set by hand."""
        if self.learned < 0:
            return _("counts against, for %(share)d of 100") % {"share": self.share}
        if abs(self.learned - self.by_hand) < NOTICED:
            return _("counts for %(share)d of 100, as set by hand") % {"share": self.share}
        if self.learned > self.by_hand:
            return _("counts for %(share)d of 100, more than set by hand") % {"share": self.share}
        return _("counts for %(share)d of 100, less than set by hand") % {"share": self.share}


@dataclass(frozen=True)
class Evidence:
    """What there is to learn from by now."""

    decisions: int
    taken_up: int
    needed: int = FEWEST_DECISIONS
    enough: int = ENOUGH_DECISIONS
    """From so many on, a score is told as a chance."""

    @property
    def can_learn(self) -> bool:
        return self.decisions >= self.needed


def weights_of(model: Model) -> Sequence[Weight]:
    """List the weights of a model beside those set by hand, the heaviest first."""
    total = sum(map(abs, model.weights.values())) or 1.0
    names = sorted(model.weights, key=lambda name: (-abs(model.weights[name]), name))
    return [
        Weight(
            FEATURES.get(name, name),
            by_hand=PRIOR.weights.get(name, 0.0),
            learned=model.weights[name],
            share=round(100 * abs(model.weights[name]) / total),
        )
        for name in names
    ]


def evidence() -> Evidence:
    """Count what there is to learn from; one query."""
    decided = decisions()
    return Evidence(len(decided), sum(one.took for one in decided))
