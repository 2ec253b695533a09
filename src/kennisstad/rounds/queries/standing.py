# SPDX-License-Identifier: EUPL-1.2
"""Where a round stands: what keeps it from going on."""

from kennisstad.citylab.models.question import SEEKING
from kennisstad.rounds.models import Round, RoundQuestion


def no_longer_seeking(round: Round) -> RoundQuestion | None:
    """Give the first question that was withdrawn, placed or answered since it was put in."""
    return round.questions.exclude(question__status__in=SEEKING).in_order().first()
