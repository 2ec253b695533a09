# SPDX-License-Identifier: EUPL-1.2
"""Weigh the questions of a round by how urgent they are, for the policy that asks for it."""

from datetime import datetime

from kennisstad.rounds.models import Round, RoundQuestion
from kennisstad.rounds.queries.urgency import urgency


def weigh(round: Round, *, at: datetime) -> None:
    """Write down how urgent each question of the round is by now."""
    taking_part = list(round.questions.select_related("question").in_order())
    weights = urgency([one.question for one in taking_part], at=at)
    for one in taking_part:
        one.weight = weights[one.question_id]
    RoundQuestion.objects.bulk_update(taking_part, ["weight"], batch_size=500)
