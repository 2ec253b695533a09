# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils import timezone

from kennisstad.rounds.actions.steps import open_round
from kennisstad.rounds.management.one_round import RoundCommand
from kennisstad.rounds.models import Round


class Command(RoundCommand):
    help = (
        "Open a round: teams can sign up; its policy and the SHA-256 of its seed with a salt are public from"
        " then on"
    )
    example = "kennisstad round open 3"

    def do(self, round: Round, options: dict[str, Any]) -> None:
        at = timezone.now()
        open_round(round, by=None, at=at)
        waits = (
            "" if round.takes_wishes(at) else f" Teams can sign up from {timezone.localdate(round.opens_at)}."
        )
        self.stdout.write(
            f"Round {round.pk} is open.{waits}"
            f" The SHA-256 of its seed with a salt is {round.seed_fingerprint}"
        )
