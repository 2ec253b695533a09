# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.rounds.actions.telling import publish
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = "Publish the plan under review: every team reads its place and why"
    example = "kennisstad round publish 3"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        publish(round, by=None, at=timezone.now())
        self.stdout.write(f"The plan of round {round.pk} is published.")
