# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.rounds.actions.steps import close
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Close a round before its time: no wish can be changed any more"
    example = "kennisstad round close 3"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        close(round, by=None, at=timezone.now())
        self.stdout.write(
            f"Round {round.pk} is closed. Its seed is {round.seed}, with salt {round.seed_salt}."
            f" Next: kennisstad round compute {round.pk}"
        )
