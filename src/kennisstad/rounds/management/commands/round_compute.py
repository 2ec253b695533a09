# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.rounds.computing import ask_to_compute
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.management.telling import waited_for
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Compute the plan of a closed round, here and now"
    example = "kennisstad round compute 3"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        run = waited_for(ask_to_compute(round, by=None, at=timezone.now()))
        self.stdout.write(f"Run {run.number} places {run.answer['size']} teams. Digest {run.digest}")
