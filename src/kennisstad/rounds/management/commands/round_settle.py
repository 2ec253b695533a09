# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.rounds.actions.settling import settle
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Settle a published round: the projects of its questions begin, or it says what stands in the way"
    example = "kennisstad round settle 3"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        settle(round, by=None, at=timezone.now())
        self.stdout.write(
            f"Round {round.pk} is settled. The projects of the questions with teams stand ready."
        )
